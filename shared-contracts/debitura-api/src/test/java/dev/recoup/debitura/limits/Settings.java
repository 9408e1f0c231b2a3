package dev.recoup.debitura.limits;

import java.time.Duration;

/** Settings of the limiter that a test needs, otherwise the defaults. */
record Settings(int share, int perMinute, int perHour, int perDay, Duration interactiveWait, Duration backgroundWait)
        implements LimitsConfig {

    static Settings share(int percent) {
        return new Settings(percent, 2_000, 20_000, 100_000, Duration.ofSeconds(3), Duration.ofSeconds(10));
    }

    static Settings perMinute(int calls) {
        return new Settings(100, calls, 1_000_000, 10_000_000, Duration.ofMillis(300), Duration.ofSeconds(30));
    }

    @Override
    public Duration longestPause() {
        return Duration.ofHours(1);
    }

    @Override
    public Duration slowdown() {
        return Duration.ofMinutes(1);
    }
}
