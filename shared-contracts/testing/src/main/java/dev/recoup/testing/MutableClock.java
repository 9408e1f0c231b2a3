package dev.recoup.testing;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The clock of a service under test: real time, moved by as much as the test says. After each test it shows real time
 * again.
 */
@ApplicationScoped
@Alternative
@Priority(1)
public class MutableClock extends Clock {

    private volatile Duration ahead = Duration.ZERO;

    /**
     * Moves the time.
     *
     * @param by how far forward; negative goes back
     */
    public void advance(Duration by) {
        ahead = ahead.plus(by);
    }

    /** Shows real time again. */
    public void reset() {
        ahead = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        Clock here = this;
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return zone;
            }

            @Override
            public Clock withZone(ZoneId other) {
                return here.withZone(other);
            }

            @Override
            public Instant instant() {
                return here.instant();
            }
        };
    }
}
