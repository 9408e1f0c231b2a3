package dev.recoup.debitura.customer;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A jurisdiction with its collection partners and their powers of attorney.
 *
 * @param jurisdictionId Debitura's id
 * @param jurisdiction its name
 * @param country name of the country
 * @param countryId id of the country
 * @param countryAlpha2 ISO 3166-1 alpha-2
 * @param usStateAlpha2 two letters of a US state
 * @param partners who collects there
 */
public record CustomerCoverage(
        int jurisdictionId,
        Optional<String> jurisdiction,
        Optional<String> country,
        int countryId,
        Optional<String> countryAlpha2,
        Optional<String> usStateAlpha2,
        List<Partner> partners) {

    /** Replaces missing lists by empty ones. */
    public CustomerCoverage {
        partners = partners == null ? List.of() : List.copyOf(partners);
    }

    /**
     * A collection partner and the state of its power of attorney.
     *
     * @param partnerId its id
     * @param partnerName its name
     * @param conditions when it takes a case, for humans
     * @param signed the power of attorney is signed
     * @param termsUrl the signed document
     * @param solutionUrl page where to sign
     * @param requiresResigning a newer version must be signed
     * @param invalidationReason why it must be signed again
     */
    public record Partner(
            UUID partnerId,
            Optional<String> partnerName,
            Optional<String> conditions,
            boolean signed,
            Optional<String> termsUrl,
            Optional<String> solutionUrl,
            boolean requiresResigning,
            Optional<String> invalidationReason) {}
}
