package dev.recoup.messaging;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before trying again: doubles with every failure in a row up to a ceiling, and takes a random part
 * of the upper half, so that replicas that failed together do not come back together.
 *
 * @param first the wait after the first failure
 * @param ceiling the longest wait
 */
public record BackOff(Duration first, Duration ceiling) {

    /** Rejects waits that are not positive or a ceiling below the first wait. */
    public BackOff {
        if (!first.isPositive() || ceiling.compareTo(first) < 0) {
            throw new IllegalArgumentException("A back-off needs 0 < first <= ceiling, not " + first + ", " + ceiling);
        }
    }

    /** Returns the wait after the given number of failures in a row, counted from 1. */
    public Duration after(int failures) {
        int doublings = Math.clamp(failures - 1L, 0, 30);
        long full = Math.min(ceiling.toMillis(), first.toMillis() << doublings);
        long half = Math.max(1, full / 2);
        return Duration.ofMillis(half + ThreadLocalRandom.current().nextLong(full - half + 1));
    }
}
