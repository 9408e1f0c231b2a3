package dev.recoup.sandbox.clients;

import java.util.UUID;

/** What a creditor signs once beside the collection agreement (guide 1 and 27). */
public sealed interface Document {

    /**
     * The power of attorney of an agency.
     *
     * @param partnerId which agency
     */
    record PowerOfAttorney(UUID partnerId) implements Document {}

    /**
     * The appendix with the prices of a pricing zone.
     *
     * @param country alpha-2 code of the zone
     */
    record PricingAppendix(String country) implements Document {}
}
