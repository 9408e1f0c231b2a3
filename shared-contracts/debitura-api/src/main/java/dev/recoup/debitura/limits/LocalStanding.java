package dev.recoup.debitura.limits;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;

/** The standing of a process on its own. */
final class LocalStanding implements Standing {

    private final TimeMeter clock;
    private long pausedUntil;
    private long slowedUntil;

    LocalStanding(TimeMeter clock) {
        this.clock = clock;
        this.pausedUntil = clock.currentTimeNanos();
        this.slowedUntil = pausedUntil;
    }

    @Override
    public synchronized Facts read() {
        return new Facts(Optional.empty(), left(pausedUntil), left(slowedUntil));
    }

    private Duration left(long until) {
        return Duration.ofNanos(Math.max(0, until - clock.currentTimeNanos()));
    }

    @Override
    public synchronized void pause(Duration pause, Duration slowdown) {
        var end = clock.currentTimeNanos() + pause.toNanos();
        pausedUntil = Math.max(pausedUntil, end);
        slowedUntil = Math.max(slowedUntil, end + slowdown.toNanos());
    }
}
