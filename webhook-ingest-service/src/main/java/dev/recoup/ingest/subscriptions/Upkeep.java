package dev.recoup.ingest.subscriptions;

import dev.recoup.debitura.DebituraError;
import dev.recoup.debitura.DebituraError.Answered;
import dev.recoup.debitura.DebituraException;
import dev.recoup.debitura.RetryPolicy;
import dev.recoup.debitura.limits.Lane;
import dev.recoup.debitura.referral.UpdateWebhook;
import dev.recoup.debitura.referral.WebhookSubscription;
import dev.recoup.events.Mode;
import dev.recoup.ingest.subscriptions.Done.Deleted;
import dev.recoup.ingest.subscriptions.Done.Failed;
import dev.recoup.ingest.subscriptions.Done.Held;
import dev.recoup.ingest.subscriptions.Done.NotReady;
import dev.recoup.ingest.subscriptions.Done.Secret;
import dev.recoup.ingest.subscriptions.Done.Vanished;
import dev.recoup.messaging.BackOff;
import dev.recoup.messaging.work.Progress;
import dev.recoup.messaging.work.WorkLoop;
import dev.recoup.messaging.work.WorkLoops;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Tells Debitura what was written down: takes one subscription on in a short transaction, calls with no transaction open,
 * and commits the outcome if the claim still holds. Whoever died in between is followed by somebody who first looks what
 * Debitura has.
 */
@Singleton
class Upkeep {

    private static final Logger LOG = Logger.getLogger(Upkeep.class);
    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;
    private static final int CONCURRENCY = 2;
    private static final int MOST_DOUBLINGS = 6;
    private static final Duration UNREADY_PAUSE = Duration.ofSeconds(5);

    private final ManagedSubscriptions subscriptions;
    private final AtDebitura debitura;
    private final Secrets secrets;
    private final OwnReadiness readiness;
    private final Reconciliation reconciliation;
    private final ManagementConfig config;
    private final Subscriptions view;
    private final Clock clock;
    private WorkLoops loops;
    private WorkLoop loop;
    private final BackOff backOff = new BackOff(RetryPolicy.FIRST_PAUSE, RetryPolicy.LONGEST_PAUSE);

    @Inject
    Upkeep(
            ManagedSubscriptions subscriptions,
            AtDebitura debitura,
            Secrets secrets,
            OwnReadiness readiness,
            Reconciliation reconciliation,
            ManagementConfig config,
            Subscriptions view,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.debitura = debitura;
        this.secrets = secrets;
        this.readiness = readiness;
        this.reconciliation = reconciliation;
        this.config = config;
        this.view = view;
        this.clock = clock;
    }

    void start(WorkLoops running) {
        loops = running;
        loop = running.start("subscriptions", config.poll(), CONCURRENCY, this::runOne);
    }

    /** Has the loop look for work as soon as the current transaction is committed. */
    void wakeAfterCommit() {
        loops.wakeAfterCommit(loop);
    }

    Progress runOne() {
        Optional<Task> taken = QuarkusTransaction.requiringNew().call(subscriptions::claim);
        if (taken.isEmpty()) {
            return Progress.NOTHING_DUE;
        }
        Task task = taken.get();
        try {
            Done done = perform(task);
            QuarkusTransaction.requiringNew().run(() -> conclude(task, done));
        } catch (RuntimeException notConcluded) {
            giveBack(task);
            throw notConcluded;
        }
        view.refresh();
        return Progress.MADE;
    }

    /** What many clients want must not hold up what the partner wants. */
    private Done perform(Task task) {
        return switch (task.owner()) {
            case Owner.Partner() -> Lane.REFRESH.call(() -> tell(task));
            case Owner.Client(String _) -> Lane.RECONCILE.call(() -> tell(task));
        };
    }

    private Done tell(Task task) {
        try {
            return switch (task.state()) {
                case INTENDED -> obtain(task);
                case ROTATING ->
                    onExisting(task, id -> debitura.update(task.owner(), id, UpdateWebhook.rotateSecret()));
                case CHANGING -> onExisting(task, id -> debitura.change(task, id));
                case DISABLED -> resume(task);
                case DELETING -> delete(task);
                case ACTIVE, PAUSED, REFUSED, MISSING, DELETED ->
                    throw new IllegalStateException(task.name() + " is " + task.state() + ": there is nothing to do");
            };
        } catch (DebituraException failed) {
            return failure(task, failed.error());
        }
    }

    /**
     * What bears our URL was made by an attempt whose outcome got lost: one is taken over, never a second one made. What is
     * deleted loses its pending deliveries, so one of our mode is taken rather than one of the other.
     */
    private Done obtain(Task task) {
        Optional<WebhookSubscription> found;
        try {
            found = theOnlyOne(task);
        } catch (DebituraException failed) {
            return new Failed(failed.error(), Secret.AS_IT_WAS);
        }
        if (found.isEmpty()) {
            return new Held(debitura.create(task));
        }
        LOG.infof(
                "Subscription %s: Debitura has it as %s, it gets a new secret",
                task.name(), found.get().id());
        return new Held(debitura.takeOver(task, found.get()));
    }

    private Optional<WebhookSubscription> theOnlyOne(Task task) {
        List<WebhookSubscription> found = debitura.all(task.owner()).stream()
                .filter(there -> task.mayHave(there.url()))
                .sorted(Comparator.comparing(there -> there.isTestMode() != (task.mode() == Mode.TEST)))
                .toList();
        found.stream().skip(1).forEach(surplus -> {
            LOG.warnf("Subscription %s: Debitura has it more than once, %s is deleted", task.name(), surplus.id());
            debitura.delete(task.owner(), surplus.id());
        });
        return found.stream().findFirst();
    }

    private Done resume(Task task) {
        return readiness.isReady()
                ? onExisting(task, id -> debitura.update(task.owner(), id, UpdateWebhook.reactivate()))
                : new NotReady();
    }

    private Done delete(Task task) {
        task.debituraId()
                .map(List::of)
                .orElseGet(() -> debitura.all(task.owner()).stream()
                        .filter(there -> task.mayHave(there.url()))
                        .map(WebhookSubscription::id)
                        .toList())
                .forEach(id -> debitura.delete(task.owner(), id));
        return new Deleted();
    }

    private static Done onExisting(Task task, Call call) {
        return task.debituraId().<Done>map(id -> new Held(call.on(id))).orElseGet(Vanished::new);
    }

    /** A call about a subscription that Debitura has. */
    private interface Call {
        WebhookSubscription on(UUID id);
    }

    private static Done failure(Task task, DebituraError error) {
        boolean gone = error instanceof Answered answered && answered.status() == NOT_FOUND;
        boolean unlinked = error instanceof DebituraError.ClientNotLinked;
        return switch (task.state()) {
            case DELETING -> unlinked ? new Deleted() : new Failed(error, secret(task, error));
            case ROTATING, CHANGING, DISABLED -> gone ? new Vanished() : new Failed(error, secret(task, error));
            case INTENDED, ACTIVE, PAUSED, REFUSED, MISSING, DELETED -> new Failed(error, secret(task, error));
        };
    }

    private static Secret secret(Task task, DebituraError error) {
        return task.makesSecret() && mayHaveTakenEffect(error) ? Secret.MAY_BE_LOST : Secret.AS_IT_WAS;
    }

    private void conclude(Task task, Done done) {
        subscriptions
                .lockFor(task)
                .ifPresentOrElse(
                        row -> conclude(row, task, done),
                        () -> LOG.infof("Subscription %s: outcome dropped, a later attempt holds it", task.name()));
    }

    private void conclude(ManagedSubscription row, Task task, Done done) {
        Instant now = clock.instant();
        switch (done) {
            case Held(WebhookSubscription answer) -> hold(row, task, answer, now);
            case Deleted() -> row.deleted(task, now.plus(config.grace()), now);
            case Vanished() -> row.vanished(task, now);
            case NotReady() -> row.waits(task, "NotReady", now.plus(UNREADY_PAUSE));
            case Failed failed -> fail(row, task, failed, now);
        }
        LOG.infof("Subscription %s: %s -> %s", row.name, task.state(), row.state);
        reconciliation.requestIfMissed(row);
    }

    private void hold(ManagedSubscription row, Task task, WebhookSubscription answer, Instant now) {
        Duration grace =
                row.rotationGraceSeconds == null ? config.grace() : Duration.ofSeconds(row.rotationGraceSeconds);
        Optional<String> encrypted = answer.secret().map(secret -> secrets.encrypt(row.name, secret));
        row.hold(task, answer, encrypted, grace, now);
        if (encrypted.isPresent()) {
            row.knowSecret(now.plus(config.grace()));
        } else if (task.makesSecret()) {
            row.loseSecret(now);
        }
        if (task.state() == SubscriptionState.DISABLED) {
            row.resumptions++;
            row.resumedAt = now;
        }
        if (row.secret == null) {
            LOG.warnf("Subscription %s: Debitura showed no secret, it is asked for a new one", row.name);
            row.ask(SubscriptionState.ROTATING, now);
        }
    }

    private void fail(ManagedSubscription row, Task task, Failed failed, Instant now) {
        DebituraError error = failed.error();
        LOG.warnf("Subscription %s: %s failed: %s", row.name, task.state(), error);
        switch (failed.secret()) {
            case MAY_BE_LOST -> row.loseSecret(now);
            case AS_IT_WAS -> {}
        }
        boolean mayBeRefused = task.state() == SubscriptionState.INTENDED || task.state() == SubscriptionState.CHANGING;
        if (mayBeRefused && AtDebitura.isRefusal(error)) {
            row.refused(task, error.toString(), now);
        } else {
            row.postponed(task, error.toString(), now.plus(pause(task, error)));
        }
    }

    private static boolean mayHaveTakenEffect(DebituraError error) {
        return switch (error) {
            case DebituraError.AnswerLost _, DebituraError.UnreadableAnswer _ -> true;
            case Answered answered -> answered.status() >= SERVER_ERROR;
            case DebituraError.NotConnected _,
                    DebituraError.NotMinted _,
                    DebituraError.ClientNotLinked _,
                    DebituraError.TestEnvironmentOnly _ -> false;
        };
    }

    private Duration pause(Task task, DebituraError error) {
        Duration pause = RetryPolicy.of(error) == RetryPolicy.NEVER
                ? RetryPolicy.LONGEST_PAUSE.multipliedBy(1L << Math.min(task.failures(), MOST_DOUBLINGS))
                : backOff.after(task.failures() + 1);
        return switch (error) {
            case DebituraError.RateLimited limited -> longer(pause, limited.retryAfter());
            case DebituraError.AnswerLost _, DebituraError.UnreadableAnswer _ -> longer(pause, config.settle());
            default -> pause;
        };
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** The outcome could not be kept: what Debitura did is found again at the next attempt. */
    private void giveBack(Task task) {
        QuarkusTransaction.requiringNew()
                .run(() -> subscriptions.lockFor(task).ifPresent(row -> giveBack(row, task, clock.instant())));
    }

    private void giveBack(ManagedSubscription row, Task task, Instant now) {
        if (task.makesSecret()) {
            row.loseSecret(now);
        }
        row.postponed(task, "NotKept", now.plus(config.settle()));
    }
}
