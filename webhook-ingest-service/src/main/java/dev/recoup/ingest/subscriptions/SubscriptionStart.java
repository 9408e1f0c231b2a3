package dev.recoup.ingest.subscriptions;

import dev.recoup.debitura.referral.CreateWebhook;
import dev.recoup.ingest.subscriptions.Subscriptions.Urgency;
import dev.recoup.messaging.work.Progress;
import dev.recoup.messaging.work.WorkLoops;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Checks the settings, writes down what is declared, reads what is there, and starts what keeps it so. */
@Singleton
class SubscriptionStart {

    private static final Logger LOG = Logger.getLogger(SubscriptionStart.class);
    private static final Duration URGENT = Duration.ofMillis(100);

    private final ManagementCheck check;
    private final SubscriptionsConfig declared;
    private final ManagementConfig config;
    private final Intentions intentions;
    private final Subscriptions view;
    private final Upkeep upkeep;
    private final ManagedSubscriptions rows;
    private final Secrets secrets;
    private final Clock clock;
    private long readAt;

    @Inject
    SubscriptionStart(
            ManagementCheck check,
            SubscriptionsConfig declared,
            ManagementConfig config,
            Intentions intentions,
            Subscriptions view,
            Upkeep upkeep,
            ManagedSubscriptions rows,
            Secrets secrets,
            Clock clock) {
        this.check = check;
        this.declared = declared;
        this.config = config;
        this.intentions = intentions;
        this.view = view;
        this.upkeep = upkeep;
        this.rows = rows;
        this.secrets = secrets;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started, WorkLoops loops) {
        check.check();
        declared.declared().forEach((name, each) -> {
            if (each.secret().isEmpty()) {
                intentions.declare(Intentions.referral(
                        name,
                        Origin.DECLARED,
                        each.mode(),
                        each.url().orElseThrow().toString(),
                        CreateWebhook.ALL_EVENTS));
            }
        });
        read();
        LOG.infof("Webhooks are accepted for the subscriptions %s", view.names());
        upkeep.start(loops);
        loops.start("subscriptions-view", URGENT, 1, this::follow);
        loops.start("subscriptions-keys", Duration.ofHours(1), 1, this::encryptAnew);
        loops.start("subscriptions-over", Duration.ofMinutes(1), 1, this::forgetWhatIsOver);
    }

    private Progress follow() {
        boolean due = System.nanoTime() - readAt >= config.poll().toNanos();
        if (due || view.urgency() == Urgency.AT_ONCE) {
            read();
        }
        return Progress.NOTHING_DUE;
    }

    private void read() {
        view.refresh();
        readAt = System.nanoTime();
    }

    /** Brings secrets under the current key, a few at a time. */
    Progress encryptAnew() {
        if (secrets.readiness() == Secrets.Readiness.NO_KEY) {
            return Progress.NOTHING_DUE;
        }
        int renewed = QuarkusTransaction.requiringNew().call(() -> {
            List<ManagedSubscription> outdated = rows.withOtherKeyThan(secrets.currentKey());
            outdated.forEach(this::encryptAnew);
            return outdated.size();
        });
        if (renewed > 0) {
            LOG.infof("%d secrets are now encrypted with the key %s", renewed, secrets.currentKey());
        }
        return renewed == 0 ? Progress.NOTHING_DUE : Progress.MADE;
    }

    private void encryptAnew(ManagedSubscription row) {
        row.secret = row.secret == null ? null : secrets.encrypt(row.name, secrets.decrypt(row.name, row.secret));
        row.previousSecret = Optional.ofNullable(row.previousSecret)
                .map(previous -> secrets.encrypt(row.name, secrets.decrypt(row.name, previous)))
                .orElse(null);
    }

    /** Forgets secrets that are no longer accepted, and subscriptions whose late deliveries are not awaited any more. */
    Progress forgetWhatIsOver() {
        int over = QuarkusTransaction.requiringNew().call(() -> {
            List<ManagedSubscription> found = rows.over();
            found.forEach(this::forgetWhatIsOver);
            return found.size();
        });
        return over == 0 ? Progress.NOTHING_DUE : Progress.MADE;
    }

    private void forgetWhatIsOver(ManagedSubscription row) {
        if (row.acceptedUntil != null && row.acceptedUntil.isBefore(clock.instant())) {
            rows.delete(row);
        } else {
            row.previousSecret = null;
            row.previousUntil = null;
        }
    }
}
