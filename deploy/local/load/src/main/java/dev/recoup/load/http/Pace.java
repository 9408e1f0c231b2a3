package dev.recoup.load.http;

/** When requests are sent. */
public sealed interface Pace {

    /** The next one as soon as a connection is free: finds out how much is possible. */
    record AsAnswered() implements Pace {}

    /**
     * At fixed moments, whatever the other side does. Latency counts from the moment at which a request was due, so
     * that a stall is charged to all that had to wait for it.
     *
     * @param perSecond how many
     */
    record Fixed(double perSecond) implements Pace {}
}
