package dev.recoup.onboarding.client;

import dev.recoup.events.actions.ActionKind;

/** Where a client stands with Debitura, as the platform sees it (guide section 7). */
public enum ClientState {
    /** Known here, not yet answered by Debitura. */
    NEW,
    /** Linked, its agreement never signed: the user has a page to sign. */
    ONBOARDING,
    /** Linked and signed: cases can be submitted. */
    READY,
    /** Was signed, but Debitura demands a newer agreement: the user has a page to sign. */
    RESIGN_REQUIRED,
    /** An account of the same e-mail exists: its owner has a page to approve the link. */
    LINK_PENDING,
    /** The owner of the existing account refused the link. */
    DECLINED,
    /** Nobody answered the link request in time; asking again issues a new one. */
    EXPIRED,
    /** Debitura refuses the link for a reason that only its support can lift. */
    BLOCKED,
    /** Was linked, and Debitura no longer knows the link. */
    ARCHIVED;

    /** Whether a user has a page to act on, and the state moves on by itself once it is done. */
    public boolean waitsForUser() {
        return switch (this) {
            case ONBOARDING, RESIGN_REQUIRED, LINK_PENDING -> true;
            case NEW, READY, DECLINED, EXPIRED, BLOCKED, ARCHIVED -> false;
        };
    }

    /** What the user has to do on that page. */
    ActionKind actionKind() {
        return switch (this) {
            case ONBOARDING -> ActionKind.COMPLETE_ONBOARDING;
            case RESIGN_REQUIRED -> ActionKind.SIGN_AGREEMENT;
            case LINK_PENDING -> ActionKind.APPROVE_LINK;
            case NEW, READY, DECLINED, EXPIRED, BLOCKED, ARCHIVED ->
                throw new IllegalStateException(this + " leaves nothing to do");
        };
    }
}
