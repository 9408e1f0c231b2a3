package dev.recoup.cases.claim;

/** What can move a claim from one state to another; {@link ClaimState} says where to. */
public enum ClaimTrigger {
    /** The client's state allows a submission, or what Debitura demanded of the client may have been done. */
    CLIENT_RELEASED,
    /** An attempt took the lease. */
    CLAIMED,
    /** Debitura took nothing in and asks to come back later (429), or nothing was sent. */
    HELD_BACK,
    /** Nobody knows whether Debitura created the case. */
    OUTCOME_UNKNOWN,
    /** Debitura knows no link to this client (any more). */
    CLIENT_NOT_LINKED,
    /** Debitura wants a signature or an identification before it takes the case. */
    SIGNATURE_DEMANDED,
    /** The request, or what Debitura says to it, is a definitive no. */
    TURNED_DOWN,
    /** The requester took the request back. */
    CANCELLED_BY_REQUEST,
    /** Debitura shows the case, waiting for a signature. */
    SEEN_UNSIGNED,
    /** Debitura shows the case, in work. */
    SEEN_OPEN,
    /** Debitura shows the case, closed or merged. */
    SEEN_ENDED
}
