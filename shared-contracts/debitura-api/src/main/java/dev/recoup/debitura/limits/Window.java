package dev.recoup.debitura.limits;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The three windows in which Debitura counts (guide 25). The hour is the clock's, so its bucket is filled when the hour
 * begins. Minute and day may begin anywhere: there what may be spent at once and what comes in while the window lasts
 * together are the limit, so that no window, wherever it begins, sees more.
 */
enum Window {
    /** Sliding. */
    MINUTE(Duration.ofMinutes(1), 10),
    /** Fixed to the clock. */
    HOUR(Duration.ofHours(1), 100),
    /** Fixed, but it is not known to what. */
    DAY(Duration.ofDays(1), 25);

    private final Duration length;
    private final int burstPercent;

    Window(Duration length, int burstPercent) {
        this.length = length;
        this.burstPercent = burstPercent;
    }

    /** How many calls the window allows a service with this share. */
    long limit(LimitsConfig config, int share) {
        long whole =
                switch (this) {
                    case MINUTE -> config.perMinute();
                    case HOUR -> config.perHour();
                    case DAY -> config.perDay();
                };
        return Math.max(3, whole * share / 100);
    }

    /** How many of them may be made at once. */
    long burst(LimitsConfig config, int share) {
        return Math.max(2, limit(config, share) * burstPercent / 100);
    }

    /** How long it takes until so many more may be made. */
    Duration timeFor(long calls, LimitsConfig config, int share, Instant now) {
        if (this == HOUR) {
            return Duration.between(now, nextHour(now));
        }
        return Duration.ofNanos(length.toNanos() / refill(config, share) * calls);
    }

    private long refill(LimitsConfig config, int share) {
        return Math.max(1, limit(config, share) - burst(config, share));
    }

    private static Instant nextHour(Instant now) {
        return now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    }

    private Bandwidth bandwidth(LimitsConfig config, int share, Instant now) {
        var capacity = Bandwidth.builder().capacity(burst(config, share));
        var filled = this == HOUR
                ? capacity.refillIntervallyAligned(burst(config, share), length, nextHour(now))
                : capacity.refillGreedy(refill(config, share), length);
        return filled.id(name()).build();
    }

    /** The bucket of a service with this share; its bandwidths stand in the order of the windows. */
    static BucketConfiguration bucket(LimitsConfig config, int share, Instant now) {
        var bucket = BucketConfiguration.builder();
        for (Window window : values()) {
            bucket.addLimit(window.bandwidth(config, share, now));
        }
        return bucket.build();
    }
}
