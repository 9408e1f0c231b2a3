package dev.recoup.ingest.subscriptions;

import dev.recoup.debitura.referral.WebhookSubscription;
import dev.recoup.events.Environment;
import dev.recoup.events.Mode;
import dev.recoup.ingest.subscriptions.ManagedSubscriptions.Written;
import dev.recoup.messaging.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import jakarta.ws.rs.core.Response.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Writes down what Debitura is to be told, each in one transaction, before anybody calls it. */
@ApplicationScoped
class Intentions {

    private static final Logger LOG = Logger.getLogger(Intentions.class);

    private final ManagedSubscriptions subscriptions;
    private final Subscriptions view;
    private final Upkeep upkeep;
    private final Secrets secrets;
    private final ManagementConfig config;
    private final Environment environment;
    private final Clock clock;

    @Inject
    Intentions(
            ManagedSubscriptions subscriptions,
            Subscriptions view,
            Upkeep upkeep,
            Secrets secrets,
            ManagementConfig config,
            @ConfigProperty(name = "recoup.environment") Environment environment,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.view = view;
        this.upkeep = upkeep;
        this.secrets = secrets;
        this.config = config;
        this.environment = environment;
        this.clock = clock;
    }

    /** Has a subscription created; returns the number of the wish. */
    @Transactional(TxType.REQUIRES_NEW)
    long create(Wish wish) {
        requireKey();
        requireFree(wish.name());
        if (subscriptions.insertIfMissing(wish) == Written.NEW) {
            upkeep.wakeAfterCommit();
            return 1;
        }
        ManagedSubscription row = free(wish);
        row.belongTo(wish.owner());
        row.intend(wish, clock.instant());
        upkeep.wakeAfterCommit();
        return row.asked;
    }

    /** Takes a subscription that was made at Debitura by somebody else; returns the number of the wish. */
    @Transactional(TxType.REQUIRES_NEW)
    long adopt(Wish wish, WebhookSubscription there, String secret) {
        requireKey();
        requireFree(wish.name());
        Instant now = clock.instant();
        ManagedSubscription row;
        if (subscriptions.insertIfMissing(wish) == Written.NEW) {
            row = locked(wish.name());
        } else {
            row = free(wish);
            row.belongTo(wish.owner());
            row.intend(wish, now);
        }
        row.events = new ArrayList<>(there.events());
        row.secret = secrets.encrypt(wish.name(), secret);
        row.hold(Task.on(row), there, Optional.empty(), config.grace(), now);
        row.knowSecret(now.plus(config.grace()));
        return row.asked;
    }

    /** Has Debitura told another URL, or to switch deliveries on or off; returns the number of the wish. */
    @Transactional(TxType.REQUIRES_NEW)
    long change(String name, Optional<String> url, Optional<Activity> activity) {
        ManagedSubscription row = settled(name);
        url.ifPresent(asked -> row.askedUrl = asked);
        activity.ifPresent(asked -> row.askedActivity = asked);
        row.ask(SubscriptionState.CHANGING, clock.instant());
        upkeep.wakeAfterCommit();
        return row.asked;
    }

    /**
     * Has a new secret made; returns the number of the wish. Debitura is called only after all replicas can know, since
     * from then on they look for the new secret all the time.
     */
    @Transactional(TxType.REQUIRES_NEW)
    long rotate(String name, Optional<Duration> grace) {
        requireKey();
        ManagedSubscription row = settled(name);
        row.rotationGraceSeconds = grace.map(Duration::toSeconds).orElse(null);
        row.ask(SubscriptionState.ROTATING, clock.instant().plus(config.poll()));
        return row.asked;
    }

    /** Has a subscription deleted at Debitura; returns the number of the wish. */
    @Transactional(TxType.REQUIRES_NEW)
    long delete(String name) {
        ManagedSubscription row = locked(name);
        if (row.state != SubscriptionState.DELETED && row.state != SubscriptionState.DELETING) {
            row.ask(SubscriptionState.DELETING, clock.instant());
            upkeep.wakeAfterCommit();
        }
        return row.asked;
    }

    /**
     * Makes a declared subscription so as the configuration says, or has it created; any number of replicas may do so.
     *
     * @throws IllegalStateException if there is one of the other mode or environment; says what to set
     */
    @Transactional(TxType.REQUIRES_NEW)
    void declare(Wish wish) {
        if (subscriptions.insertIfMissing(wish) == Written.NEW) {
            LOG.infof("Subscription %s is declared and will be created at Debitura", wish.name());
            return;
        }
        ManagedSubscription row = subscriptions
                .lock(wish.name())
                .orElseThrow(() -> new IllegalStateException("The subscription " + wish.name()
                        + " belongs to another environment than " + environment.wire()
                        + ": set recoup.environment to that of the database"));
        if (row.mode() != wish.mode()) {
            throw new IllegalStateException("recoup.ingest.subscriptions." + wish.name() + ".mode is "
                    + wish.mode().wire() + ", but the subscription of this name is for " + row.mode
                    + " cases, and what is on its way to it could not be told apart: set it back, and choose another"
                    + " name for " + wish.mode().wire() + " cases");
        }
        row.origin = wish.origin();
        Instant now = clock.instant();
        switch (row.state) {
            case REFUSED, MISSING, DELETED -> row.intend(wish, now);
            case INTENDED, ACTIVE, PAUSED, DISABLED, CHANGING -> {
                if (!row.target().equals(wish.url())) {
                    row.move(wish.url(), now);
                }
            }
            case ROTATING, DELETING -> LOG.infof("Subscription %s is %s: left as it is", row.name, row.state);
        }
    }

    /** Creates a client's subscription unless there is one; of one that was deleted, the name is used again. */
    @Transactional(TxType.REQUIRES_NEW)
    void wantForClient(Wish wish) {
        if (subscriptions.insertIfMissing(wish) == Written.THERE_ALREADY) {
            subscriptions
                    .lock(wish.name())
                    .filter(row -> row.state == SubscriptionState.DELETED)
                    .ifPresent(row -> row.intend(wish, clock.instant()));
        }
        upkeep.wakeAfterCommit();
    }

    /** Deletes what a client has, since it is no longer linked. */
    @Transactional(TxType.REQUIRES_NEW)
    void releaseClient(String externalTenantId) {
        subscriptions.ofOwner(new Owner.Client(externalTenantId)).stream()
                .filter(row -> row.state != SubscriptionState.DELETING)
                .forEach(row -> row.ask(SubscriptionState.DELETING, clock.instant()));
        upkeep.wakeAfterCommit();
    }

    private void requireKey() {
        if (secrets.readiness() == Secrets.Readiness.NO_KEY) {
            throw Problem.exception(
                    Status.CONFLICT,
                    "No subscription can be kept without a key for its secret: " + Secrets.WHAT_TO_SET);
        }
    }

    private void requireFree(String name) {
        if (view.isConfigured(name)) {
            throw Problem.exception(
                    Status.CONFLICT, "The configuration gives the secret of this subscription: choose another name.");
        }
    }

    /** A name keeps its mode, since late deliveries of what had it before are accepted as of that mode. */
    private ManagedSubscription free(Wish wish) {
        ManagedSubscription row = locked(wish.name());
        if (!row.state.isFree()) {
            throw Problem.exception(Status.CONFLICT, "There is a subscription of this name: it is " + row.state + ".");
        }
        if (row.mode() != wish.mode()) {
            throw Problem.exception(
                    Status.CONFLICT,
                    "The subscription that had this name was for " + row.mode + " cases: choose another name.");
        }
        return row;
    }

    private ManagedSubscription settled(String name) {
        ManagedSubscription row = locked(name);
        if (!row.state.isSettled()) {
            throw Problem.exception(
                    Status.CONFLICT,
                    "The subscription is " + row.state + ": it can be changed once it is ACTIVE, PAUSED or DISABLED.");
        }
        return row;
    }

    private ManagedSubscription locked(String name) {
        if (view.isConfigured(name)) {
            throw Problem.exception(
                    Status.CONFLICT,
                    "The configuration gives the secret of this subscription: it is not managed here.");
        }
        if (!ManagementCheck.isName(name)) {
            throw Catalogue.unknown();
        }
        return subscriptions.lock(name).orElseThrow(Catalogue::unknown);
    }

    /** A wish for a subscription of the partner with all its events. */
    static Wish referral(String name, Origin origin, Mode mode, String url, List<String> events) {
        return new Wish(name, new Owner.Partner(), origin, mode, url, events);
    }
}
