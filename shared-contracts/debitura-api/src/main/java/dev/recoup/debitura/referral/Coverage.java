package dev.recoup.debitura.referral;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A jurisdiction that Debitura serves (guide 17).
 *
 * @param jurisdictionId Debitura's id
 * @param jurisdiction its name
 * @param country name of the country
 * @param countryId the id that filters take
 * @param countryAlpha2 ISO 3166-1 alpha-2
 * @param usStateAlpha2 two letters of a US state, otherwise empty
 * @param partners who collects there, may be empty
 */
public record Coverage(
        int jurisdictionId,
        Optional<String> jurisdiction,
        Optional<String> country,
        int countryId,
        Optional<String> countryAlpha2,
        Optional<String> usStateAlpha2,
        List<Partner> partners) {

    /** Replaces a missing list by an empty one. */
    public Coverage {
        partners = partners == null ? List.of() : List.copyOf(partners);
    }

    /**
     * A collection partner of a jurisdiction.
     *
     * @param partnerId its id
     * @param partnerName its name
     * @param conditions when it takes a case, for humans
     */
    public record Partner(UUID partnerId, Optional<String> partnerName, Optional<String> conditions) {}
}
