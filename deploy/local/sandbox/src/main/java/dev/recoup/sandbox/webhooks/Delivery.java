package dev.recoup.sandbox.webhooks;

import java.time.Instant;

/**
 * One attempt to bring an event to a subscription.
 *
 * @param event what happened; its bytes never change between attempts
 * @param subscription where to
 * @param attempt from 1
 * @param begun when the first attempt was to be made, in virtual time
 * @param due when the attempt was to be made, in virtual time
 * @param persistence whether a failure is followed by another attempt
 */
record Delivery(
        Event event, Subscription subscription, int attempt, Instant begun, Instant due, Persistence persistence) {

    enum Persistence {
        RETRIED,
        ONCE
    }

    static Delivery first(Event event, Subscription subscription, int attempt, Instant now, Persistence persistence) {
        return new Delivery(event, subscription, attempt, now, now, persistence);
    }

    Delivery next(Instant later) {
        return new Delivery(event, subscription, attempt + 1, begun, later, persistence);
    }
}
