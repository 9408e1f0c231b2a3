package dev.recoup.ingest.subscriptions;

import dev.recoup.debitura.DebituraError;
import dev.recoup.debitura.referral.WebhookSubscription;

/** What became of a {@link Task}. */
sealed interface Done {

    /** Debitura has it and says how it stands; with a secret if that is a new one. */
    record Held(WebhookSubscription answer) implements Done {}

    /** Debitura no longer has it, as was wanted. */
    record Deleted() implements Done {}

    /** Debitura no longer has it, and nobody here deleted it. */
    record Vanished() implements Done {}

    /** It is not to be switched on before this service can accept deliveries. */
    record NotReady() implements Done {}

    /**
     * Debitura did not do it, or it is not known whether it did.
     *
     * @param error what came instead of an answer
     * @param secret what became of the secret
     */
    record Failed(DebituraError error, Secret secret) implements Done {}

    /** What became of the secret of a task that failed. */
    enum Secret {
        /** No other one can have been made. */
        AS_IT_WAS,
        /** Debitura may have made one that nobody here knows. */
        MAY_BE_LOST
    }
}
