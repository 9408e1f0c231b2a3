package dev.recoup.debitura.limits;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** A wall clock that stands still until a test moves it. */
final class MovedByHand implements TimeMeter {

    private volatile long nanos;

    MovedByHand(Instant start) {
        nanos = TimeUnit.MILLISECONDS.toNanos(start.toEpochMilli());
    }

    void advance(Duration time) {
        nanos += time.toNanos();
    }

    @Override
    public long currentTimeNanos() {
        return nanos;
    }

    @Override
    public boolean isWallClockBased() {
        return true;
    }
}
