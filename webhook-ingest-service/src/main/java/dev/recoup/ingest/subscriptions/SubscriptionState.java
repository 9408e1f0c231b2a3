package dev.recoup.ingest.subscriptions;

/** Where a subscription stands. */
public enum SubscriptionState {
    /** Wanted; Debitura has not confirmed that it has it. */
    INTENDED,
    /** At Debitura and switched on. */
    ACTIVE,
    /** At Debitura and switched off by an operator. */
    PAUSED,
    /** At Debitura, found switched off though it is wanted on. */
    DISABLED,
    /** A new secret is being asked for; the present one stays good meanwhile. */
    ROTATING,
    /** Debitura is being told another URL, or to switch it on or off. */
    CHANGING,
    /** Debitura refused to create it; nobody tries again before somebody asks for it anew. */
    REFUSED,
    /** Gone at Debitura, deleted by somebody else. */
    MISSING,
    /** To be deleted at Debitura. */
    DELETING,
    /** Deleted at Debitura; its late deliveries are accepted for a while. */
    DELETED;

    /** Tells whether nothing is under way, so that the next change may begin. */
    boolean isSettled() {
        return switch (this) {
            case ACTIVE, PAUSED, DISABLED -> true;
            case INTENDED, ROTATING, CHANGING, REFUSED, MISSING, DELETING, DELETED -> false;
        };
    }

    /** Tells whether its name may be used for a new one. */
    boolean isFree() {
        return switch (this) {
            case REFUSED, MISSING, DELETED -> true;
            case INTENDED, ACTIVE, PAUSED, DISABLED, ROTATING, CHANGING, DELETING -> false;
        };
    }
}
