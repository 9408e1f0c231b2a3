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

    /** Debitura did not do it, or it is not known whether it did. */
    record Failed(DebituraError error) implements Done {}
}
