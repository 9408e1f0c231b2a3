package dev.recoup.debitura.referral;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.recoup.debitura.PageInfo;
import java.math.BigDecimal;
import java.util.List;

/**
 * One page of transactions (guide 18.2).
 *
 * @param data the rows
 * @param page where the page stands
 * @param summary totals under the same filter, except that of stages
 */
public record TransactionPage(
        List<Transaction> data, @JsonAlias("pageData") PageInfo page, Summary summary) {

    /** Replaces a missing list by an empty one. */
    public TransactionPage {
        data = data == null ? List.of() : List.copyOf(data);
    }

    /**
     * Totals.
     *
     * @param revenue by stage
     * @param totalDebituraRevenueUsd Debitura's revenue in USD
     */
    public record Summary(Revenue revenue, BigDecimal totalDebituraRevenueUsd) {}

    /**
     * Fee in USD and number of rows by stage.
     *
     * @param pendingReferralFeeUsd stage 0, USD, an estimate
     * @param pendingCount stage 0, rows
     * @param confirmedPendingInvoiceReferralFeeUsd stage 1, USD
     * @param confirmedPendingInvoiceCount stage 1, rows
     * @param awaitingCollectionPartnerPaymentReferralFeeUsd stage 2, USD
     * @param awaitingCollectionPartnerPaymentCount stage 2, rows
     * @param readyToInvoiceDebituraReferralFeeUsd stage 3, USD
     * @param readyToInvoiceDebituraCount stage 3, rows
     * @param awaitingDebituraPaymentReferralFeeUsd stage 4, USD
     * @param awaitingDebituraPaymentCount stage 4, rows
     * @param paidReferralFeeUsd stage 5, USD
     * @param paidCount stage 5, rows
     * @param disputedReferralFeeUsd stage 6, USD
     * @param disputedCount stage 6, rows
     */
    public record Revenue(
            BigDecimal pendingReferralFeeUsd,
            int pendingCount,
            BigDecimal confirmedPendingInvoiceReferralFeeUsd,
            int confirmedPendingInvoiceCount,
            BigDecimal awaitingCollectionPartnerPaymentReferralFeeUsd,
            int awaitingCollectionPartnerPaymentCount,
            BigDecimal readyToInvoiceDebituraReferralFeeUsd,
            int readyToInvoiceDebituraCount,
            BigDecimal awaitingDebituraPaymentReferralFeeUsd,
            int awaitingDebituraPaymentCount,
            BigDecimal paidReferralFeeUsd,
            int paidCount,
            BigDecimal disputedReferralFeeUsd,
            int disputedCount) {

        /**
         * Fee of one stage.
         *
         * @param stage the stage
         * @return USD, zero when Debitura gave none
         */
        public BigDecimal referralFeeUsd(RevenueStage stage) {
            var fee =
                    switch (stage) {
                        case PENDING -> pendingReferralFeeUsd;
                        case CONFIRMED_PENDING_INVOICE -> confirmedPendingInvoiceReferralFeeUsd;
                        case AWAITING_COLLECTION_PARTNER_PAYMENT -> awaitingCollectionPartnerPaymentReferralFeeUsd;
                        case READY_TO_INVOICE_DEBITURA -> readyToInvoiceDebituraReferralFeeUsd;
                        case AWAITING_DEBITURA_PAYMENT -> awaitingDebituraPaymentReferralFeeUsd;
                        case PAID -> paidReferralFeeUsd;
                        case DISPUTED -> disputedReferralFeeUsd;
                    };
            return fee == null ? BigDecimal.ZERO : fee;
        }

        /**
         * Rows of one stage.
         *
         * @param stage the stage
         * @return how many
         */
        public int count(RevenueStage stage) {
            return switch (stage) {
                case PENDING -> pendingCount;
                case CONFIRMED_PENDING_INVOICE -> confirmedPendingInvoiceCount;
                case AWAITING_COLLECTION_PARTNER_PAYMENT -> awaitingCollectionPartnerPaymentCount;
                case READY_TO_INVOICE_DEBITURA -> readyToInvoiceDebituraCount;
                case AWAITING_DEBITURA_PAYMENT -> awaitingDebituraPaymentCount;
                case PAID -> paidCount;
                case DISPUTED -> disputedCount;
            };
        }
    }
}
