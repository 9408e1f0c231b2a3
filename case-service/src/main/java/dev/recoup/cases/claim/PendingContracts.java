package dev.recoup.cases.claim;

/** What to do with a claim while the client's contracts are unsigned. */
public enum PendingContracts {
    /** Wait until the client is ready. */
    WAIT,
    /** Submit it; Debitura keeps the case until everything is signed. */
    SUBMIT_ANYWAY;

    /** The choice behind the request's member {@code allowPendingContracts}. */
    public static PendingContracts of(boolean allowPendingContracts) {
        return allowPendingContracts ? SUBMIT_ANYWAY : WAIT;
    }
}
