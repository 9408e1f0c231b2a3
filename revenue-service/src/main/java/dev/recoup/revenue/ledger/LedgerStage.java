package dev.recoup.revenue.ledger;

/**
 * Where a referral fee stands between a debtor's payment and the platform's bank account. The first seven are
 * Debitura's buckets in the order of its {@code summary.revenue} (guide 18.3).
 */
public enum LedgerStage {
    /** The collection partner's commission is open; the amount is an estimate that moves with the exchange rate. */
    PENDING("pending"),
    /** Amount and exchange rate are fixed; Debitura has not invoiced the collection partner yet. */
    CONFIRMED_PENDING_INVOICE("confirmedPendingInvoice"),
    /** Debitura has invoiced the collection partner and waits for the money. */
    AWAITING_COLLECTION_PARTNER_PAYMENT("awaitingCollectionPartnerPayment"),
    /** The platform may invoice Debitura. */
    READY_TO_INVOICE_DEBITURA("readyToInvoiceDebitura"),
    /** The platform has invoiced Debitura. */
    AWAITING_DEBITURA_PAYMENT("awaitingDebituraPayment"),
    /** Debitura has paid. */
    PAID("paid"),
    /** Debitura disputes the fee; shown apart, never part of another figure. */
    DISPUTED("disputed"),
    /** A combination of states that no documented bucket takes; kept and reported, never guessed. */
    UNCLASSIFIED("unclassified");

    private final String summaryName;

    LedgerStage(String summaryName) {
        this.summaryName = summaryName;
    }

    /** The name that Debitura's summary gives the stage, and that the read API shows; never null. */
    public String summaryName() {
        return summaryName;
    }
}
