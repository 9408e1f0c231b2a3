package dev.recoup.ingest.journal;

import java.time.Instant;
import java.util.Optional;

/** How far an event has come on its way to Kafka. */
public enum Publication {
    /** It is committed here and on its way. */
    WAITING,
    /** The broker refused it for good; an operator decides. */
    PARKED,
    /** The broker refused it for good, and an operator gave it up. */
    DISCARDED,
    /** The broker has acknowledged it. */
    PUBLISHED,
    /** It is a test of the connection and stays here. */
    NEVER;

    /** Says what became of an event that was on its way and is not any more. */
    static Publication ofGone(Optional<Instant> discardedAt) {
        return discardedAt.isPresent() ? DISCARDED : PUBLISHED;
    }
}
