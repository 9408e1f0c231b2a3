package dev.recoup.debitura.referral;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.recoup.debitura.WireValue;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * The calling partner, {@code GET /me} (guide, Appendix A).
 *
 * @param id the partner's id
 * @param companyName legal name
 * @param shortName short name
 * @param contactEmail contact
 * @param externalSystemId the partner's id elsewhere
 * @param referralFeePercentage the partner's current share in percent; links keep their own frozen copy
 * @param isActive whether the partner is active
 * @param isPublicDemo whether the partner is used for public demos
 * @param logoUrl logo of the hosted pages
 * @param backgroundColorCode their background, hex
 * @param fontColor their font colour, hex
 * @param fontFamily their font family
 * @param invoicingTriggerMode what makes a payout ready to invoice, never null
 */
public record PartnerProfile(
        UUID id,
        String companyName,
        String shortName,
        String contactEmail,
        String externalSystemId,
        BigDecimal referralFeePercentage,
        @JsonProperty("isActive") boolean isActive,
        @JsonProperty("isPublicDemo") boolean isPublicDemo,
        String logoUrl,
        String backgroundColorCode,
        String fontColor,
        String fontFamily,
        InvoicingTriggerMode invoicingTriggerMode) {

    /** Replaces a missing mode by {@code UNKNOWN}. */
    public PartnerProfile {
        invoicingTriggerMode = invoicingTriggerMode == null ? InvoicingTriggerMode.UNKNOWN : invoicingTriggerMode;
    }

    /** What makes a payout ready to invoice (guide 18.3). */
    public enum InvoicingTriggerMode implements WireValue {
        /** Ready once the collection partner has paid Debitura. */
        PAY_WHEN_PAID("PayWhenPaid"),
        /** Ready once confirmed: stages 1 and 2 fold into 3. */
        CONFIRMED_PIPELINE("ConfirmedPipeline"),
        /** Missing, or a mode that is not known here. */
        UNKNOWN("Unknown");

        private final String text;

        InvoicingTriggerMode(String text) {
            this.text = text;
        }

        @Override
        @JsonValue
        public String wireValue() {
            return text;
        }
    }
}
