package dev.recoup.ingest.watchdog;

import dev.recoup.debitura.DebituraException;
import dev.recoup.ingest.subscriptions.Finding;
import dev.recoup.ingest.subscriptions.Finding.Changed;
import dev.recoup.ingest.subscriptions.Finding.Doubled;
import dev.recoup.ingest.subscriptions.Finding.OnAgain;
import dev.recoup.ingest.subscriptions.Finding.SwitchedOff;
import dev.recoup.ingest.subscriptions.Finding.Vanished;
import dev.recoup.ingest.subscriptions.Inspection;
import dev.recoup.messaging.work.Progress;
import dev.recoup.messaging.work.WorkLoops;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Looks regularly at what Debitura has of the subscriptions, and says what is wrong with them. */
@Singleton
class Watchdog {

    private static final Logger LOG = Logger.getLogger(Watchdog.class);

    private final Inspection inspection;
    private final StandingMeters meters;
    private final WatchdogConfig config;

    @Inject
    Watchdog(Inspection inspection, StandingMeters meters, WatchdogConfig config) {
        this.inspection = inspection;
        this.meters = meters;
        this.config = config;
    }

    void start(@Observes StartupEvent started, WorkLoops loops) {
        require(config.interval().isPositive(), "recoup.ingest.watchdog.interval: set it above zero");
        require(config.clientInterval().isPositive(), "recoup.ingest.watchdog.client-interval: set it above zero");
        require(config.poll().isPositive(), "recoup.ingest.watchdog.poll: set it above zero");
        require(config.count().isPositive(), "recoup.ingest.watchdog.count: set it above zero");
        loops.start("watchdog", config.poll(), 1, this::lookAtPartners);
        loops.start("watchdog-clients", config.poll(), 1, this::lookAtClients);
        loops.start("watchdog-meters", config.count(), 1, this::show);
    }

    private Progress lookAtPartners() {
        return look(() -> inspection.lookAtPartners(config.interval()));
    }

    private Progress lookAtClients() {
        return look(() -> inspection.lookAtClients(config.clientInterval()));
    }

    private Progress look(Supplier<Optional<List<Finding>>> looking) {
        try {
            Optional<List<Finding>> found = looking.get();
            found.ifPresent(findings -> findings.forEach(Watchdog::tell));
            return found.isPresent() ? Progress.MADE : Progress.NOTHING_DUE;
        } catch (DebituraException failed) {
            LOG.warnf("Debitura's subscriptions could not be looked at: %s", failed.error());
            return Progress.NOTHING_DUE;
        }
    }

    private Progress show() {
        meters.show(inspection.standings());
        return Progress.NOTHING_DUE;
    }

    private static void tell(Finding finding) {
        switch (finding) {
            case SwitchedOff(String name, Optional<String> reason) ->
                LOG.warnf("Subscription %s is switched off at Debitura: %s", name, reason.orElse("no reason given"));
            case OnAgain(String name) -> LOG.infof("Subscription %s is on again", name);
            case Vanished(String name, Finding.Remedy remedy) ->
                LOG.errorf("Subscription %s is no longer at Debitura (%s)", name, remedy);
            case Changed(String name, String what) ->
                LOG.errorf("Subscription %s was changed at Debitura by somebody else: %s", name, what);
            case Doubled(String name, Object surplus) ->
                LOG.warnf(
                        "Subscription %s: Debitura had another with the same URL, %s, which was deleted",
                        name, surplus);
        }
    }

    private static void require(boolean kept, String message) {
        if (!kept) {
            throw new IllegalStateException(message);
        }
    }
}
