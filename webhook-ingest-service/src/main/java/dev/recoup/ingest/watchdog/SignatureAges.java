package dev.recoup.ingest.watchdog;

import dev.recoup.messaging.work.Progress;
import dev.recoup.messaging.work.WorkLoops;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.jboss.logging.Logger;

/**
 * How old signatures are when they arrive: {@code recoup.ingest.signature-age} as a histogram of seconds (those from the
 * future count as 0), {@code recoup.ingest.clock-skew} as the median of the last ones, which a wrong clock moves.
 */
@Singleton
public class SignatureAges {

    private static final Logger LOG = Logger.getLogger(SignatureAges.class);
    private static final int KEPT = 512;
    private static final int ENOUGH = 20;
    private static final long PLAUSIBLY_AHEAD = -5;
    private static final long PLAUSIBLY_OLD = 60;
    private static final Duration BETWEEN_WARNINGS = Duration.ofHours(1);

    private final AtomicLongArray newest = new AtomicLongArray(KEPT);
    private final AtomicLong observed = new AtomicLong();
    private final AtomicLong median = new AtomicLong();
    private final LongAdder refused = new LongAdder();
    private volatile long newestRefused;
    private long observedBefore;
    private final DistributionSummary histogram;
    private final Clock clock;
    private Instant nextSkewWarning = Instant.MIN;
    private Instant nextRefusalWarning = Instant.MIN;

    @Inject
    SignatureAges(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        histogram = DistributionSummary.builder("recoup.ingest.signature-age")
                .description("Age of good signatures on arrival")
                .baseUnit("seconds")
                .serviceLevelObjectives(1, 2, 5, 10, 30, 60, 120, 300)
                .register(registry);
        Gauge.builder("recoup.ingest.clock-skew", median, AtomicLong::get)
                .description("Median age of the last good signatures; below 0: this clock is behind Debitura's")
                .baseUnit("seconds")
                .register(registry);
    }

    void start(@Observes StartupEvent started, WorkLoops loops) {
        loops.start("clock-skew", Duration.ofMinutes(1), 1, () -> {
            compare();
            return Progress.NOTHING_DUE;
        });
    }

    /**
     * Notes a good signature; never blocks.
     *
     * @param ageSeconds this machine's time less the signature's, negative for one from the future
     */
    public void observed(long ageSeconds) {
        histogram.record(Math.max(0, ageSeconds));
        newest.set((int) (observed.getAndIncrement() % KEPT), ageSeconds);
    }

    /**
     * Notes a delivery that was refused because its signature is too old or from the future, whoever made it; never
     * blocks.
     *
     * @param ageSeconds this machine's time less the signature's, negative for one from the future
     */
    public void refusedForAge(long ageSeconds) {
        newestRefused = ageSeconds;
        refused.increment();
    }

    /**
     * Compares the clocks; what is wrong is said once an hour. Where refusals for age come and nothing is accepted since
     * the last comparison, the clocks are so far apart that good signatures are no longer seen.
     */
    Comparison compare() {
        long refusals = refused.sumThenReset();
        long total = observed.get();
        boolean nothingAccepted = total == observedBefore;
        observedBefore = total;
        if (refusals > 0 && nothingAccepted) {
            warnOfRefusals(refusals);
            return Comparison.ALL_REFUSED;
        }
        return compareNewest(Math.min(KEPT, total));
    }

    private Comparison compareNewest(long count) {
        if (count < ENOUGH) {
            return Comparison.TOO_FEW;
        }
        long middle = LongStream.range(0, count)
                .map(index -> newest.get((int) index))
                .sorted()
                .skip(count / 2)
                .findFirst()
                .orElse(0);
        median.set(middle);
        if (middle >= PLAUSIBLY_AHEAD && middle <= PLAUSIBLY_OLD) {
            return Comparison.PLAUSIBLE;
        }
        warn(middle);
        return Comparison.SKEWED;
    }

    /** What a comparison can come to. */
    enum Comparison {
        TOO_FEW,
        PLAUSIBLE,
        SKEWED,
        ALL_REFUSED
    }

    private void warn(long middle) {
        Instant now = clock.instant();
        if (!now.isBefore(nextSkewWarning)) {
            nextSkewWarning = now.plus(BETWEEN_WARNINGS);
            LOG.warnf(
                    "Debitura's signatures are %d s old on arrival (median): compare this machine's clock with the time;"
                            + " beyond recoup.ingest.past-tolerance and future-tolerance deliveries are refused",
                    middle);
        }
    }

    private void warnOfRefusals(long refusals) {
        Instant now = clock.instant();
        if (!now.isBefore(nextRefusalWarning)) {
            nextRefusalWarning = now.plus(BETWEEN_WARNINGS);
            LOG.warnf(
                    "%d deliveries were refused in the last minute because of the age of their signatures, the last one"
                            + " with %d s, and none was accepted: compare this machine's clock with the time before"
                            + " Debitura gives up, or look who else delivers here",
                    refusals, newestRefused);
        }
    }
}
