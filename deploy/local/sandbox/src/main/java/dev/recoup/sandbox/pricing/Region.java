package dev.recoup.sandbox.pricing;

import java.util.Set;

/** The two price regions of the standard agreement (guide 9.3). */
public enum Region {
    /** The European Union, Iceland, Liechtenstein, Norway, the United Kingdom and Switzerland. */
    EUROPEAN,
    /** Everywhere else. */
    INTERNATIONAL;

    private static final Set<String> EUROPE = Set.of(
            "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE", "IS",
            "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK");

    /** Returns the region of a debtor's country, given by its alpha-2 code. */
    public static Region of(String alpha2) {
        return EUROPE.contains(alpha2) ? EUROPEAN : INTERNATIONAL;
    }
}
