package dev.recoup.sandbox.signing;

import dev.recoup.sandbox.coverage.CollectionPartner;
import dev.recoup.sandbox.coverage.Zone;

/** What a creditor signs or hands in before an agency takes a case. */
public sealed interface Paper {

    /** The collection agreement with Debitura. */
    record Agreement() implements Paper {}

    /**
     * An agency's power of attorney.
     *
     * @param agency which agency
     */
    record PowerOfAttorney(CollectionPartner agency) implements Paper {}

    /**
     * A pricing zone's appendix.
     *
     * @param zone which zone
     */
    record PricingAppendix(Zone zone) implements Paper {}

    /** A director's data. */
    record Identity() implements Paper {}
}
