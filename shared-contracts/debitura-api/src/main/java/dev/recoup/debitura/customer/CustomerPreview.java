package dev.recoup.debitura.customer;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.recoup.debitura.BusinessError;
import dev.recoup.debitura.Jurisdiction;
import dev.recoup.debitura.PricingPreview;
import dev.recoup.debitura.SigningHandoff;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What would come of submitting a case for this client (guide 9).
 *
 * @param isEligible somebody collects in the debtor's jurisdiction
 * @param ineligibilityReason why not, for humans
 * @param partnerAssignment who would collect
 * @param requiredActions what to do before submission; empty when nothing is open
 * @param jurisdiction where the debtor is pursued
 * @param pricingPreview the expected price
 * @param requiresKycVerification the collection partner demands KYC data
 * @param hasKycOnFile the client has supplied KYC data
 * @param signingHandoff one page for everything to be signed
 */
public record CustomerPreview(
        @JsonProperty("isEligible") boolean isEligible,
        Optional<String> ineligibilityReason,
        Optional<PartnerAssignment> partnerAssignment,
        List<RequiredAction> requiredActions,
        Optional<Jurisdiction> jurisdiction,
        Optional<PricingPreview> pricingPreview,
        boolean requiresKycVerification,
        boolean hasKycOnFile,
        Optional<SigningHandoff> signingHandoff) {

    /** Replaces missing lists by empty ones. */
    public CustomerPreview {
        requiredActions = requiredActions == null ? List.of() : List.copyOf(requiredActions);
    }

    /**
     * The collection partner that would get the case.
     *
     * @param collectionPartnerId its id
     * @param partnerName its name
     * @param partnerCountry ISO 3166-1 alpha-2 code of its main country
     */
    public record PartnerAssignment(
            UUID collectionPartnerId, Optional<String> partnerName, Optional<String> partnerCountry) {}

    /**
     * A step before submission.
     *
     * @param type which, {@code UNKNOWN} when not known here
     * @param message text for humans
     * @param solutionUrl page of this one step
     * @param isBlocking submission fails without it
     */
    public record RequiredAction(
            BusinessError.Type type,
            Optional<String> message,
            Optional<String> solutionUrl,
            @JsonProperty("isBlocking") boolean isBlocking) {}
}
