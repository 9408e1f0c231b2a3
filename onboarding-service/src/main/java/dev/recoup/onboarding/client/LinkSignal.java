package dev.recoup.onboarding.client;

/** What the newest link webhook said, by Debitura's own timestamp. */
public enum LinkSignal {
    /** No link webhook was seen since the last call. */
    NONE,
    /** The owner of the account was asked. */
    REQUESTED,
    /** The owner refused. */
    DECLINED,
    /** Nobody answered in time. */
    EXPIRED;

    Observation observation() {
        return switch (this) {
            case NONE -> throw new IllegalStateException("No link webhook, no observation");
            case REQUESTED -> Observation.LINK_REQUESTED;
            case DECLINED -> Observation.LINK_DECLINED;
            case EXPIRED -> Observation.LINK_EXPIRED;
        };
    }
}
