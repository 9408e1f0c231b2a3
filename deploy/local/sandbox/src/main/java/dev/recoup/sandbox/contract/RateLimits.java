package dev.recoup.sandbox.contract;

import dev.recoup.sandbox.unknowns.Unknown;
import dev.recoup.sandbox.unknowns.Unknowns;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The three windows in which calls are counted per credential (guide 25): a minute that slides by segments of ten
 * seconds, the clock hour, and 24 hours from the first call. Nothing is counted until limits are set.
 */
public final class RateLimits {

    private static final int SEGMENT_SECONDS = 10;
    private static final int SEGMENTS = 6;
    private static final int MILLISECONDS_SCALE = 3;

    /**
     * How many calls each window takes.
     *
     * @param perMinute calls in a sliding minute
     * @param perHour calls in a clock hour
     * @param perDay calls in 24 hours
     */
    public record Limits(int perMinute, int perHour, int perDay) {

        /** Debitura's own. */
        public static final Limits DOCUMENTED = new Limits(2_000, 20_000, 100_000);
    }

    private static final class Usage {
        private final int[] segments = new int[SEGMENTS];
        private long newestSegment;
        private Instant hour = Instant.MIN;
        private int inHour;
        private Instant dayStart = Instant.MIN;
        private int inDay;
    }

    private final Supplier<Instant> clock;
    private final Map<String, Usage> usages = new HashMap<>();
    private Optional<Limits> limits;
    private final Optional<Limits> atStart;
    private final Unknowns unknowns;

    /**
     * Starts with nothing counted.
     *
     * @param clock the sandbox's time
     * @param atStart limits in force from the start; empty to let every call pass
     * @param unknowns when a day begins
     */
    public RateLimits(Supplier<Instant> clock, Optional<Limits> atStart, Unknowns unknowns) {
        this.clock = clock;
        this.atStart = atStart;
        this.limits = atStart;
        this.unknowns = unknowns;
    }

    /** Sets other limits, or none; what was counted is forgotten. */
    public void set(Optional<Limits> next) {
        limits = next;
        usages.clear();
    }

    /** Returns to the limits of the start with nothing counted. */
    public void reset() {
        set(atStart);
    }

    /**
     * Counts a call.
     *
     * @param credential whose call it is; calls without a valid credential share one name
     * @return empty when the call may pass, otherwise how long to wait; a refused call is not counted
     */
    Optional<Duration> take(String credential) {
        return limits.flatMap(
                present -> take(usages.computeIfAbsent(credential, unused -> new Usage()), present, clock.get()));
    }

    private Optional<Duration> take(Usage usage, Limits limits, Instant now) {
        roll(usage, now);
        Optional<Duration> wait = Stream.of(
                        waitForMinute(usage, limits, now),
                        usage.inHour < limits.perHour()
                                ? Optional.<Instant>empty()
                                : Optional.of(usage.hour.plus(1, ChronoUnit.HOURS)),
                        usage.inDay < limits.perDay()
                                ? Optional.<Instant>empty()
                                : Optional.of(usage.dayStart.plus(1, ChronoUnit.DAYS)))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .map(free -> Duration.between(now, free));
        if (wait.isEmpty()) {
            usage.segments[(int) (usage.newestSegment % SEGMENTS)]++;
            usage.inHour++;
            usage.inDay++;
        }
        return wait;
    }

    private void roll(Usage usage, Instant now) {
        long segment = now.getEpochSecond() / SEGMENT_SECONDS;
        long passed = Math.min(SEGMENTS, segment - usage.newestSegment);
        for (long step = 0; step < passed; step++) {
            usage.segments[(int) ((segment - step) % SEGMENTS)] = 0;
        }
        usage.newestSegment = Math.max(segment, usage.newestSegment);
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        if (!hour.equals(usage.hour)) {
            usage.hour = hour;
            usage.inHour = 0;
        }
        if (usage.inDay == 0 || !now.isBefore(usage.dayStart.plus(1, ChronoUnit.DAYS))) {
            usage.dayStart = unknowns.choose(Unknown.RATE_DAY, now, now.truncatedTo(ChronoUnit.DAYS));
            usage.inDay = 0;
        }
    }

    private static Optional<Instant> waitForMinute(Usage usage, Limits limits, Instant now) {
        int used = Arrays.stream(usage.segments).sum();
        if (used < limits.perMinute()) {
            return Optional.empty();
        }
        long oldest = usage.newestSegment - SEGMENTS + 1;
        while (oldest < usage.newestSegment && usage.segments[(int) (oldest % SEGMENTS)] == 0) {
            oldest++;
        }
        return Optional.of(Instant.ofEpochSecond((oldest + SEGMENTS) * SEGMENT_SECONDS));
    }

    /** The documented 429. */
    static Answer refusal(Duration wait) {
        BigDecimal seconds = BigDecimal.valueOf(Math.max(1, wait.toMillis()))
                .movePointLeft(MILLISECONDS_SCALE)
                .setScale(1, RoundingMode.CEILING);
        return Answer.of(
                429,
                Json.object()
                        .put("error", "rate_limit_exceeded")
                        .put("message", "Too many requests")
                        .put("retryAfter", seconds));
    }
}
