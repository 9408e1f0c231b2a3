package dev.recoup.revenue.findings;

/** What a finding is about. */
public enum FindingKind {
    /** The number of transactions in a stage differs from Debitura's summary. */
    SUMMARY_COUNT_DIFFERS,
    /** The referral fee of a stage, in USD, differs from Debitura's summary. */
    SUMMARY_AMOUNT_DIFFERS,
    /** Transactions carry a combination of states that no documented bucket takes. */
    UNCLASSIFIED_TRANSACTIONS
}
