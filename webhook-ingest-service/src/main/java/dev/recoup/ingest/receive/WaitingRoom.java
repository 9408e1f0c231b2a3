package dev.recoup.ingest.receive;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Bounds the bytes that wait for the database, so that a slow database costs answers and never memory. */
@Singleton
final class WaitingRoom {

    private final long capacity;
    private final AtomicLong waiting = new AtomicLong();

    @Inject
    WaitingRoom(IngestConfig config) {
        this(config.maxWaiting().asLongValue());
    }

    WaitingRoom(long capacity) {
        this.capacity = capacity;
    }

    /** Takes a body in, or returns empty if there is no room; a body alone always has room. */
    Optional<Place> enter(int bytes) {
        long before = waiting.getAndAdd(bytes);
        if (before > 0 && before + bytes > capacity) {
            waiting.addAndGet(-bytes);
            return Optional.empty();
        }
        return Optional.of(() -> waiting.addAndGet(-bytes));
    }

    /** A body's place, to be given back once it is stored or was refused. */
    @FunctionalInterface
    interface Place extends AutoCloseable {

        @Override
        void close();
    }
}
