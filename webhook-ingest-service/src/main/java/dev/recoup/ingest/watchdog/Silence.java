package dev.recoup.ingest.watchdog;

import dev.recoup.ingest.subscriptions.Subscriptions;
import dev.recoup.ingest.watchdog.ActivityLog.Heard;
import dev.recoup.ingest.watchdog.ActivityLog.Noticed;
import dev.recoup.ingest.watchdog.Arrivals.Batch;
import dev.recoup.messaging.work.Progress;
import dev.recoup.messaging.work.WorkLoops;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * Notices that nothing comes any more. The rule can be said in one sentence: since the last delivery, or since it was
 * switched on if that was later, even the quietest of the four weeks before had twenty deliveries in the same time of the
 * week. So nights and weekends are no silence, a
 * subscription without a week of history or with little to tell raises no alarm, and a lively one is missed within twenty
 * minutes.
 */
@Singleton
class Silence {

    private static final Logger LOG = Logger.getLogger(Silence.class);
    private static final int MOST_WEEKS = 4;
    private static final Duration KEPT = Duration.ofDays(7L * MOST_WEEKS + 8);

    private final Arrivals arrivals;
    private final ActivityLog log;
    private final Subscriptions subscriptions;
    private final StandingMeters meters;
    private final WatchdogConfig.Silence config;
    private final Clock clock;

    @Inject
    Silence(
            Arrivals arrivals,
            ActivityLog log,
            Subscriptions subscriptions,
            StandingMeters meters,
            WatchdogConfig config,
            Clock clock) {
        this.arrivals = arrivals;
        this.log = log;
        this.subscriptions = subscriptions;
        this.meters = meters;
        this.config = config.silence();
        this.clock = clock;
    }

    void start(@Observes StartupEvent started, WorkLoops loops) {
        if (config.weeks() < 1 || config.weeks() > MOST_WEEKS || config.expected() < 1) {
            throw new IllegalStateException("Set recoup.ingest.watchdog.silence.weeks to 1 to " + MOST_WEEKS
                    + " and recoup.ingest.watchdog.silence.expected to 1 or more");
        }
        loops.start("silence", config.poll(), 1, this::listen);
        loops.start("silence-retention", Duration.ofHours(1), 1, this::forget);
    }

    private Progress listen() throws Exception {
        writeDown();
        Set<String> listening = subscriptions.listening();
        Map<String, Boolean> silences = new TreeMap<>();
        for (Heard heard : log.heard()) {
            if (listening.contains(heard.subscription())) {
                silences.put(heard.subscription(), isSilent(heard));
            }
        }
        meters.showSilent(silences);
        return Progress.NOTHING_DUE;
    }

    private void writeDown() throws Exception {
        for (String subscription : arrivals.subscriptions()) {
            Optional<Batch> batch = arrivals.take(subscription);
            long forged = arrivals.takeForged(subscription);
            if (batch.isPresent()) {
                writeDown(subscription, batch.get());
            } else if (forged > 0) {
                log.refused(subscription, clock.instant());
            }
        }
    }

    private void writeDown(String subscription, Batch batch) throws Exception {
        try {
            log.add(subscription, batch);
        } catch (Exception trouble) {
            arrivals.putBack(subscription, batch);
            throw trouble;
        }
    }

    private boolean isSilent(Heard heard) throws Exception {
        if (heard.silentSince().isPresent()) {
            return true;
        }
        Instant now = clock.instant();
        Instant from = ActivityLog.slice(heard.since()).plus(ActivityLog.SLICE);
        Instant until = ActivityLog.slice(now);
        if (!from.isBefore(until)) {
            return false;
        }
        Optional<Long> usual = log.quietest(heard.subscription(), from, until, config.weeks());
        if (usual.isEmpty() || usual.get() < config.expected()) {
            return false;
        }
        if (log.notice(heard, now) == Noticed.FIRST) {
            LOG.warnf(
                    "Subscription %s: nothing came since %s, when even the quietest of the weeks before had %d deliveries",
                    heard.subscription(), heard.since(), usual.get());
        }
        return true;
    }

    private Progress forget() throws Exception {
        log.forgetBefore(clock.instant().minus(KEPT));
        return Progress.NOTHING_DUE;
    }
}
