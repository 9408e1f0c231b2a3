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
    private final DistributionSummary histogram;
    private final Clock clock;
    private Instant nextWarning = Instant.MIN;

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

    /** Compares the clocks; what is wrong is said once an hour. */
    Comparison compare() {
        long count = Math.min(KEPT, observed.get());
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
        SKEWED
    }

    private void warn(long middle) {
        Instant now = clock.instant();
        if (!now.isBefore(nextWarning)) {
            nextWarning = now.plus(BETWEEN_WARNINGS);
            LOG.warnf(
                    "Debitura's signatures are %d s old on arrival (median): compare this machine's clock with the time;"
                            + " beyond recoup.ingest.past-tolerance and future-tolerance deliveries are refused",
                    middle);
        }
    }
}
