package dev.recoup.revenue.ledger;

import dev.recoup.debitura.Told;
import dev.recoup.debitura.referral.PartnerProfile.InvoicingTriggerMode;
import dev.recoup.debitura.referral.Transaction;
import dev.recoup.debitura.referral.Transaction.CommissionPaymentStatus;
import dev.recoup.debitura.referral.Transaction.PlatformInvoicingStatus;
import dev.recoup.debitura.referral.Transaction.ReferralInvoicingStatus;

/** The three statuses from which a transaction's stage follows. */
record TransactionState(
        CommissionPaymentStatus commission, PlatformInvoicingStatus platform, ReferralInvoicingStatus referral) {

    /** Debitura leaves the referral status empty before anybody touched it, which means pending (guide 18.3). */
    static TransactionState of(Transaction.Status status) {
        return new TransactionState(
                status.commissionPaymentStatus().map(Told::value).orElse(CommissionPaymentStatus.UNKNOWN),
                status.platformInvoicingStatus().map(Told::value).orElse(PlatformInvoicingStatus.UNKNOWN),
                status.referralInvoicingStatus().map(Told::value).orElse(ReferralInvoicingStatus.PENDING));
    }

    /**
     * The documented predicates (guide 18.3), one line per bucket. A known referral status other than pending decides
     * alone; before that the platform status decides, and the commission splits what is not invoiced yet.
     */
    LedgerStage stage(InvoicingTriggerMode trigger) {
        return switch (referral) {
            case INVOICED -> LedgerStage.AWAITING_DEBITURA_PAYMENT;
            case PAID -> LedgerStage.PAID;
            case DISPUTED -> LedgerStage.DISPUTED;
            case UNKNOWN -> LedgerStage.UNCLASSIFIED;
            case PENDING -> stageBeforeInvoicing(trigger);
        };
    }

    private LedgerStage stageBeforeInvoicing(InvoicingTriggerMode trigger) {
        return switch (platform) {
            case PAYMENT_RECEIVED -> LedgerStage.READY_TO_INVOICE_DEBITURA;
            case INVOICE_ISSUED -> foldIfConfirmed(trigger, LedgerStage.AWAITING_COLLECTION_PARTNER_PAYMENT);
            case NOT_INVOICED ->
                switch (commission) {
                    case UNPAID, CREDITED -> LedgerStage.PENDING;
                    case PAID -> foldIfConfirmed(trigger, LedgerStage.CONFIRMED_PENDING_INVOICE);
                    case UNKNOWN -> LedgerStage.UNCLASSIFIED;
                };
            case INVOICE_CREDITED, UNKNOWN -> LedgerStage.UNCLASSIFIED;
        };
    }

    /** A mode that is not known folds nothing; if that is wrong, the comparison with the summary says so. */
    private LedgerStage foldIfConfirmed(InvoicingTriggerMode trigger, LedgerStage unfolded) {
        return switch (trigger) {
            case PAY_WHEN_PAID, UNKNOWN -> unfolded;
            case CONFIRMED_PIPELINE ->
                commission == CommissionPaymentStatus.PAID ? LedgerStage.READY_TO_INVOICE_DEBITURA : unfolded;
        };
    }
}
