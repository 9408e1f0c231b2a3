package dev.recoup.sandbox.coverage;

import java.math.BigDecimal;
import java.util.Set;

/**
 * Which cases an agency takes in some places.
 *
 * @param partner who takes them
 * @param places alpha-2 codes of countries, or {@code US-} and a state's code
 * @param kinds which debtors
 * @param fromUsd from which principal, in USD
 */
record Rule(CollectionPartner partner, Set<String> places, Set<DebtorKind> kinds, BigDecimal fromUsd) {

    boolean isAbout(Jurisdiction place) {
        String code = place.country().alpha2()
                + place.state().map(state -> "-" + state.code()).orElse("");
        return places.contains(code);
    }

    boolean takes(DebtorKind kind, BigDecimal principalUsd) {
        return kinds.contains(kind) && principalUsd.compareTo(fromUsd) >= 0;
    }

    /** The sentence that coverage answers show. */
    String conditions() {
        String floor = fromUsd.signum() == 0 ? "" : " from USD " + fromUsd.toPlainString();
        if (kinds.size() == DebtorKind.values().length) {
            return "All cases" + floor;
        }
        return (kinds.contains(DebtorKind.COMPANY) ? "B2B cases" : "B2C cases") + (floor.isEmpty() ? " only" : floor);
    }
}
