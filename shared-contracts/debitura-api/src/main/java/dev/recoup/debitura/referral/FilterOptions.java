package dev.recoup.debitura.referral;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Ids that filters of cases take, in alphabetical order of their names.
 *
 * @param countries the countries of the debtors of all cases
 * @param carveoutPartners the active collection partners of the platform's pricing zones
 */
public record FilterOptions(List<Country> countries, List<Partner> carveoutPartners) {

    /** Replaces missing lists by empty ones. */
    public FilterOptions {
        countries = countries == null ? List.of() : List.copyOf(countries);
        carveoutPartners = carveoutPartners == null ? List.of() : List.copyOf(carveoutPartners);
    }

    /**
     * A country.
     *
     * @param id its id
     * @param name its name
     */
    public record Country(int id, Optional<String> name) {}

    /**
     * A collection partner.
     *
     * @param id its id
     * @param name its name
     */
    public record Partner(UUID id, Optional<String> name) {}
}
