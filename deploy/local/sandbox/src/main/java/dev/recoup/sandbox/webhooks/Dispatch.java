package dev.recoup.sandbox.webhooks;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** One event for one subscription, and what became of it: a record of the delivery log. */
final class Dispatch {

    final UUID id = UUID.randomUUID();
    final Event event;
    final Subscription subscription;
    int attempts;
    Optional<Instant> delivered = Optional.empty();
    Optional<Outcome> last = Optional.empty();

    Dispatch(Event event, Subscription subscription) {
        this.event = event;
        this.subscription = subscription;
    }

    void settle(Outcome outcome, Instant at) {
        attempts++;
        last = Optional.of(outcome);
        if (outcome.isSuccess()) {
            delivered = Optional.of(at);
        }
    }
}
