package dev.recoup.debitura.customer;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether a case could be taken, by whom, and the state of the power of attorney.
 *
 * @param isEligible somebody collects there
 * @param jurisdiction where
 * @param partner who
 * @param powerOfAttorneyStatus state of its power of attorney
 * @param errorMessage why not, for humans
 */
public record Eligibility(
        @JsonProperty("isEligible") boolean isEligible,
        Optional<Place> jurisdiction,
        Optional<Partner> partner,
        Optional<PowerOfAttorney> powerOfAttorneyStatus,
        Optional<String> errorMessage) {

    /**
     * A jurisdiction.
     *
     * @param id its id
     * @param name its name
     * @param country name of the country
     * @param countryAlpha2 ISO 3166-1 alpha-2
     * @param usStateAlpha2 two letters of a US state
     */
    public record Place(
            int id,
            Optional<String> name,
            Optional<String> country,
            Optional<String> countryAlpha2,
            Optional<String> usStateAlpha2) {}

    /**
     * A collection partner.
     *
     * @param id its id
     * @param name its name
     */
    public record Partner(UUID id, Optional<String> name) {}

    /**
     * State of a power of attorney.
     *
     * @param signed it is signed
     * @param requiresResigning a newer version must be signed
     * @param invalidationReason why
     * @param termsUrl the signed document
     * @param solutionUrl page where to sign
     */
    public record PowerOfAttorney(
            boolean signed,
            boolean requiresResigning,
            Optional<String> invalidationReason,
            Optional<String> termsUrl,
            Optional<String> solutionUrl) {}
}
