package dev.recoup.messaging.outbox;

import java.time.Duration;

/**
 * From where a shard is read: everything up to the floor has been seen, apart from rows that were committed after
 * higher numbers had been read. The floor therefore trails behind what was read by a second, which covers nearly all
 * of them; the rest is found by looking back at the whole shard. Used by one thread.
 */
final class ReadFloor {

    private static final long TRAIL_NANOS = Duration.ofSeconds(1).toNanos();

    private final long lookBackNanos;
    private long floor;
    private long highestRead;
    private long nextFloor;
    private long nextFloorAt = System.nanoTime() + TRAIL_NANOS;
    private long lookBackAt = System.nanoTime();

    ReadFloor(Duration lookBack) {
        this.lookBackNanos = lookBack.toNanos();
    }

    /** Returns the number after which the next pass begins; 0 when it is to look at the whole shard. */
    long begin() {
        long now = System.nanoTime();
        if (now - nextFloorAt >= 0) {
            floor = nextFloor;
            nextFloor = highestRead;
            nextFloorAt = now + TRAIL_NANOS;
        }
        if (now - lookBackAt >= 0) {
            lookBackAt = now + lookBackNanos;
            return 0;
        }
        return floor;
    }

    /** Notes that everything visible up to this number has been dealt with. */
    void read(long upTo) {
        highestRead = Math.max(highestRead, upTo);
    }

    /** Demands that the next pass looks at the whole shard. */
    void lookBackNext() {
        lookBackAt = System.nanoTime();
    }
}
