package dev.recoup.sandbox.coverage;

import dev.recoup.sandbox.pricing.Tiers;

/**
 * A jurisdiction pricing zone: all cases of a country go to one agency, at fees of its own (guide 27).
 *
 * @param country alpha-2 code
 * @param partner who gets the cases, whatever their size
 * @param tiers the zone's fees; below the lowest of them the standard prices hold
 * @param appendix whether creditors must sign the pricing appendix (JPA) first
 */
public record Zone(String country, CollectionPartner partner, Tiers tiers, Appendix appendix) {

    /** Whether a zone's pricing appendix has to be signed. */
    public enum Appendix {
        /** It has, also for claims below the lowest tier. */
        NEEDED,
        /** There is none. */
        NONE
    }
}
