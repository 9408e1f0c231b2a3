package dev.recoup.sandbox.webhooks;

import java.time.Instant;

/**
 * One attempt to bring an event to a subscription.
 *
 * @param dispatch which event and where to; the event's bytes never change between attempts
 * @param attempt from 1
 * @param begun when the first attempt was to be made, in virtual time
 * @param due when the attempt was to be made, in virtual time
 * @param persistence whether a failure is followed by another attempt
 * @param marking whether the attempt is marked as a replay
 */
record Delivery(Dispatch dispatch, int attempt, Instant begun, Instant due, Persistence persistence, Marking marking) {

    enum Persistence {
        RETRIED,
        ONCE
    }

    enum Marking {
        PLAIN,
        REPLAY
    }

    Subscription subscription() {
        return dispatch.subscription;
    }

    Event event() {
        return dispatch.event;
    }

    static Delivery first(Dispatch dispatch, Instant now, Marking marking) {
        return new Delivery(dispatch, 1, now, now, Persistence.RETRIED, marking);
    }

    Delivery next(Instant later) {
        return new Delivery(dispatch, attempt + 1, begun, later, persistence, marking);
    }

    /** The same attempt made beside this one; only one of the two is retried. */
    Delivery twin() {
        return new Delivery(dispatch, attempt, begun, due, Persistence.ONCE, marking);
    }
}
