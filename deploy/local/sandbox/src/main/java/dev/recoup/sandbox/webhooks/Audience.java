package dev.recoup.sandbox.webhooks;

/** Which subscriptions may hear of an event (guide 11: mode belongs to cases, not to clients). */
public enum Audience {
    /** Every subscription: the event is about a client. */
    ALL,
    /** Subscriptions with {@code isTestMode} false: the event is about a live case. */
    LIVE,
    /** Subscriptions with {@code isTestMode} true: the event is about a test case. */
    TEST;

    boolean reaches(Subscription subscription) {
        return switch (this) {
            case ALL -> true;
            case LIVE -> subscription.mode == Subscription.Mode.LIVE;
            case TEST -> subscription.mode == Subscription.Mode.TEST;
        };
    }
}
