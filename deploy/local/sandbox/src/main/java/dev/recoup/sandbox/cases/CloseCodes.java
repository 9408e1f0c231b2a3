package dev.recoup.sandbox.cases;

import java.util.List;

/** Texts of the close codes (guide 16); some hold an en dash. */
public final class CloseCodes {

    /** Everything was recovered. */
    public static final String PAID = "Paid";

    /** The client left before anything began. */
    public static final String NEVER_STARTED_INTERNAL = "Case never started - Internal";

    /** The agency tried and got nothing. */
    public static final String EXHAUSTED = "Pre-Legal Exhausted – No Payment";

    /** The client took it back. */
    public static final String WITHDRAWN = "Withdrawn by Client";

    /** Nobody offered to collect. */
    public static final String NO_QUOTES = "No Quotes Received";

    /** Nobody took an offer in time. */
    public static final String QUOTES_EXPIRED = "Quotes Expired – Not Accepted";

    /** No documented reason fits. */
    public static final String OTHER = "Other";

    private static final List<String> KNOWN = List.of(
            PAID,
            "Partially paid",
            "Debtor Insolvent/Bankrupt",
            "Debtor Untraceable",
            "Disputed – Legal Action Declined by Client",
            WITHDRAWN,
            EXHAUSTED,
            "Statute of Limitations Expired",
            "Settlement Rejected by Client",
            "Unresponsive Client",
            "Uneconomical to Pursue",
            OTHER,
            "Case never started",
            NEVER_STARTED_INTERNAL,
            "Invalid Case Data",
            NO_QUOTES,
            QUOTES_EXPIRED);

    private CloseCodes() {}

    /** Tells whether Debitura uses this text. */
    public static boolean isKnown(String text) {
        return KNOWN.contains(text);
    }
}
