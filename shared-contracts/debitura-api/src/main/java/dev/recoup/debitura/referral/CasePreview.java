package dev.recoup.debitura.referral;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.recoup.debitura.Jurisdiction;
import dev.recoup.debitura.PricingPreview;
import dev.recoup.debitura.WireValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a case would cost and whether anybody would take it, for no client in particular (guide 9).
 *
 * @param isEligible somebody collects in the debtor's jurisdiction
 * @param ineligibilityReason why not, for humans
 * @param jurisdiction where the debtor is pursued; empty when not eligible
 * @param pricingPreview the expected price; empty when not eligible
 * @param requiresKycVerification the collection partner demands KYC data
 * @param pendingActions what the collection partner will demand, may be empty
 * @param combinedSigningUrl always empty here, kept by Debitura for compatibility
 */
public record CasePreview(
        @JsonProperty("isEligible") boolean isEligible,
        Optional<String> ineligibilityReason,
        Optional<Jurisdiction> jurisdiction,
        Optional<PricingPreview> pricingPreview,
        boolean requiresKycVerification,
        List<PendingAction> pendingActions,
        Optional<String> combinedSigningUrl) {

    /** Replaces a missing list by an empty one. */
    public CasePreview {
        pendingActions = pendingActions == null ? List.of() : List.copyOf(pendingActions);
    }

    /**
     * A step that will be demanded before collection.
     *
     * @param type which
     * @param collectionPartnerId who demands it; empty for a step that concerns the platform
     * @param dueDate always empty on a preview
     */
    public record PendingAction(ActionType type, Optional<UUID> collectionPartnerId, Optional<Instant> dueDate) {

        /** Replaces a missing type by {@code UNKNOWN}. */
        public PendingAction {
            type = type == null ? ActionType.UNKNOWN : type;
        }
    }

    /** Kinds of steps. */
    public enum ActionType implements WireValue {
        /** A newer standard agreement. */
        SDCA_UPGRADE("SdcaUpgrade"),
        /** A power of attorney. */
        POWER_OF_ATTORNEY("PoA"),
        /** A jurisdiction's pricing appendix. */
        PRICING_APPENDIX("Jpa"),
        /** KYC data. */
        KYC("Kyc"),
        /** A kind that is not known here; for information only. */
        UNKNOWN("Unknown");

        private final String text;

        ActionType(String text) {
            this.text = text;
        }

        @Override
        @JsonValue
        public String wireValue() {
            return text;
        }
    }
}
