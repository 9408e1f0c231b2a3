package dev.recoup.ingest.receive;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A delivery between its signature check and its answer. It is answered once, by whoever is first to know. */
final class WaitingDelivery {

    private final Arrival arrival;
    private final WaitingRoom.Place place;
    private final Consumer<Answer> sender;
    private final long sinceNanos = System.nanoTime();
    private final AtomicBoolean answered = new AtomicBoolean();

    WaitingDelivery(Arrival arrival, WaitingRoom.Place place, Consumer<Answer> sender) {
        this.arrival = arrival;
        this.place = place;
        this.sender = sender;
    }

    Arrival arrival() {
        return arrival;
    }

    long waitingNanos() {
        return System.nanoTime() - sinceNanos;
    }

    void answer(Answer answer) {
        if (answered.compareAndSet(false, true)) {
            sender.accept(answer);
        }
    }

    /** Gives its place in the waiting room back: nothing holds the body any more. */
    void leave() {
        place.close();
    }

    /** How a delivery is answered. */
    sealed interface Answer {

        /** It is committed. */
        record Stored() implements Answer {}

        /** It is not known to be committed. */
        record Refused(Refusal reason) implements Answer {}
    }
}
