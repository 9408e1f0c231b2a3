package dev.recoup.debitura.referral;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.recoup.debitura.Told;
import dev.recoup.debitura.WireValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A payment with what it earns (guide 18.2). Rows change in place and may move backwards: key them by
 * {@code transactionId}. Personal data: its text form says only ids and state.
 *
 * @param transactionId its id
 * @param date collection date
 * @param client whose case it is
 * @param caseInfo the case, property {@code case} on the wire
 * @param payment what the debtor paid
 * @param earnings what it earns
 * @param recognition whether it is recognised
 * @param status the three statuses that make its stage
 */
public record Transaction(
        UUID transactionId,
        Instant date,
        Client client,
        @JsonProperty("case") CaseInfo caseInfo,
        Payment payment,
        Earnings earnings,
        Recognition recognition,
        Status status) {

    @Override
    public String toString() {
        return "Transaction[transactionId=" + transactionId + ", status=" + status + "]";
    }

    /**
     * Whose case it is.
     *
     * @param externalTenantId the platform's key
     * @param creditorId Debitura's creditor id
     * @param companyName name
     */
    public record Client(String externalTenantId, UUID creditorId, String companyName) {}

    /**
     * The case.
     *
     * @param invoiceId Debitura's case id
     * @param caseReference Debitura's short reference
     * @param debtorName who owes the money; personal data
     * @param originalAmount the claim in {@code currency}
     * @param currency ISO 4217
     */
    public record CaseInfo(
            UUID invoiceId, String caseReference, String debtorName, BigDecimal originalAmount, String currency) {

        @Override
        public String toString() {
            return "CaseInfo[invoiceId=" + invoiceId + "]";
        }
    }

    /**
     * What the debtor paid.
     *
     * @param amount amount in {@code currency}
     * @param currency ISO 4217
     * @param paymentDate when
     */
    public record Payment(BigDecimal amount, String currency, Instant paymentDate) {}

    /**
     * What it earns.
     *
     * @param currency ISO 4217, that of the payment
     * @param debituraRevenue Debitura's revenue in {@code currency}
     * @param debituraRevenueUsd Debitura's revenue in USD
     * @param referralFeePercentage the platform's share in percent
     * @param referralFeeAmount the platform's fee in {@code currency}
     * @param referralFeeAmountUsd the platform's fee in USD; floats with rates while an estimate
     * @param isEstimate true while the commission is not paid
     */
    public record Earnings(
            String currency,
            BigDecimal debituraRevenue,
            BigDecimal debituraRevenueUsd,
            BigDecimal referralFeePercentage,
            BigDecimal referralFeeAmount,
            BigDecimal referralFeeAmountUsd,
            @JsonProperty("isEstimate") boolean isEstimate) {}

    /**
     * Whether it is recognised.
     *
     * @param isRecognized the collection partner has paid Debitura's invoice
     * @param referralFeeRecognizedUsd the platform's fee in USD, 0 until recognised
     */
    public record Recognition(
            @JsonProperty("isRecognized") boolean isRecognized, BigDecimal referralFeeRecognizedUsd) {}

    /**
     * The three statuses that make the stage, with the texts they came as; each empty when Debitura gives none.
     *
     * @param commissionPaymentStatus whether Debitura has the commission
     * @param platformInvoicingStatus Debitura's invoice to the collection partner
     * @param referralInvoicingStatus the platform's invoice to Debitura
     */
    public record Status(
            Optional<Told<CommissionPaymentStatus>> commissionPaymentStatus,
            Optional<Told<PlatformInvoicingStatus>> platformInvoicingStatus,
            Optional<Told<ReferralInvoicingStatus>> referralInvoicingStatus) {}

    /** The documents number the statuses in their order (guide 18.2). */
    private static <E extends Enum<E>> int number(E status, E unknown) {
        if (status == unknown) {
            throw new IllegalArgumentException("no filter takes a status that is not known");
        }
        return status.ordinal();
    }

    /** Whether Debitura has the collection partner's commission. */
    public enum CommissionPaymentStatus implements WireValue {
        /** Not paid. */
        UNPAID("Unpaid"),
        /** Paid; amount and rate are fixed from here. */
        PAID("Paid"),
        /** Taken back. */
        CREDITED("Credited"),
        /** A status that is not known here. */
        UNKNOWN("Unknown");

        private final String text;

        CommissionPaymentStatus(String text) {
            this.text = text;
        }

        /**
         * The number that filters take.
         *
         * @return 0 or more
         * @throws IllegalArgumentException for {@link #UNKNOWN}, which has none
         */
        public int number() {
            return Transaction.number(this, UNKNOWN);
        }

        @Override
        @JsonValue
        public String wireValue() {
            return text;
        }
    }

    /** Debitura's invoice to the collection partner. */
    public enum PlatformInvoicingStatus implements WireValue {
        /** None yet. */
        NOT_INVOICED("NotInvoiced"),
        /** Issued. */
        INVOICE_ISSUED("InvoiceIssued"),
        /** Paid. */
        PAYMENT_RECEIVED("PaymentReceived"),
        /** Credited; belongs to no documented stage. */
        INVOICE_CREDITED("InvoiceCredited"),
        /** A status that is not known here. */
        UNKNOWN("Unknown");

        private final String text;

        PlatformInvoicingStatus(String text) {
            this.text = text;
        }

        /**
         * The number that filters take.
         *
         * @return 0 or more
         * @throws IllegalArgumentException for {@link #UNKNOWN}, which has none
         */
        public int number() {
            return Transaction.number(this, UNKNOWN);
        }

        @Override
        @JsonValue
        public String wireValue() {
            return text;
        }
    }

    /** The platform's invoice to Debitura; set by hand there, so it lags. */
    public enum ReferralInvoicingStatus implements WireValue {
        /** None yet. */
        PENDING("Pending"),
        /** Invoiced. */
        INVOICED("Invoiced"),
        /** Paid. */
        PAID("Paid"),
        /** Disputed. */
        DISPUTED("Disputed"),
        /** A status that is not known here. */
        UNKNOWN("Unknown");

        private final String text;

        ReferralInvoicingStatus(String text) {
            this.text = text;
        }

        /**
         * The number that filters take.
         *
         * @return 0 or more
         * @throws IllegalArgumentException for {@link #UNKNOWN}, which has none
         */
        public int number() {
            return Transaction.number(this, UNKNOWN);
        }

        @Override
        @JsonValue
        public String wireValue() {
            return text;
        }
    }
}
