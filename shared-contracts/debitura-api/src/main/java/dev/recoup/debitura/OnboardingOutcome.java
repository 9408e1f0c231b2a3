package dev.recoup.debitura;

import dev.recoup.debitura.referral.LinkedClient;
import java.time.Duration;

/** How {@code POST /clients} ended (guide 6.2). The call may be repeated whatever came out: the tenant id is its key. */
public sealed interface OnboardingOutcome {

    /**
     * 201: linked, and the agreement is signed and current.
     *
     * @param client the client as Debitura knows it
     */
    record Ready(LinkedClient client) implements OnboardingOutcome {}

    /**
     * 202: linked, but the agreement must be signed, for the first time or anew.
     *
     * @param client the client as Debitura knows it
     * @param url where the client signs; short-lived
     */
    record SignatureRequired(LinkedClient client, String url) implements OnboardingOutcome {}

    /**
     * 409: the account exists and must approve the link; a webhook tells the decision.
     *
     * @param url where the client approves
     */
    record ApprovalRequired(String url) implements OnboardingOutcome {}

    /** 409: the account belongs to another partner; only Debitura's support can change that. */
    record LinkedElsewhere() implements OnboardingOutcome {}

    /**
     * 409 of a kind that needs Debitura's support.
     *
     * @param type the kind as it came, empty string when there was none
     */
    record UnknownConflict(String type) implements OnboardingOutcome {}

    /**
     * 400 or 422: the request is wrong and nothing was created.
     *
     * @param error fields or rules
     */
    record Rejected(DebituraError.Answered error) implements OnboardingOutcome {}

    /**
     * 429: not now.
     *
     * @param retryAfter how long to wait
     */
    record RateLimited(Duration retryAfter) implements OnboardingOutcome {}

    /**
     * Anything else: the key is not accepted, a server error, no answer. Repeat with back-off.
     *
     * @param error what went wrong
     */
    record Unavailable(DebituraError error) implements OnboardingOutcome {}
}
