package dev.recoup.ingest.subscriptions;

import dev.recoup.ingest.subscriptions.SubscriptionsConfig.Declared;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * The subscriptions that deliveries are accepted for. Looking one up costs nothing but memory: what the database holds is
 * read when this replica changed something and every {@code recoup.ingest.management.poll}, never because of a request.
 * While the database is away, what was last read stands.
 */
@Singleton
public class Subscriptions {

    private static final Logger LOG = Logger.getLogger(Subscriptions.class);
    private static final String PREFIX = "recoup.ingest.subscriptions.";

    /** A change becomes visible after the time that it bears, when its transaction commits. */
    private static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(20);

    private final Map<String, Subscription> configured = new TreeMap<>();
    private final Map<String, Entry> managed = new ConcurrentHashMap<>();
    private final Set<String> unreadable = new TreeSet<>();
    private final ReentrantLock reading = new ReentrantLock();
    private final ManagedSubscriptions rows;
    private final Secrets secrets;
    private final Clock clock;
    private volatile Instant seenUpTo = Instant.EPOCH;
    private volatile Urgency urgency = Urgency.USUAL;

    @Inject
    Subscriptions(SubscriptionsConfig config, ManagedSubscriptions rows, Secrets secrets, Clock clock) {
        this.rows = rows;
        this.secrets = secrets;
        this.clock = clock;
        config.declared().forEach((name, declared) -> declared.secret()
                .ifPresent(secret -> configured.put(name, configured(name, secret, declared))));
    }

    /** How soon to look again what other replicas changed. */
    enum Urgency {
        USUAL,
        /** A new secret may be there at any moment. */
        AT_ONCE
    }

    /** What the view knows of a row; the previous secret and the whole may have an end. */
    private record Entry(
            Subscription withPrevious,
            Subscription withoutPrevious,
            Instant previousUntil,
            Instant acceptedUntil,
            SubscriptionState state,
            Instant changedAt) {

        Optional<Subscription> at(Instant now) {
            if (!now.isBefore(acceptedUntil)) {
                return Optional.empty();
            }
            return Optional.of(now.isBefore(previousUntil) ? withPrevious : withoutPrevious);
        }
    }

    /** Returns the subscription whose URL ends with the given name; empty if there is none. */
    public Optional<Subscription> named(String name) {
        Subscription fixed = configured.get(name);
        if (fixed != null) {
            return Optional.of(fixed);
        }
        Entry entry = managed.get(name);
        return entry == null ? Optional.empty() : entry.at(clock.instant());
    }

    /** Returns the names of all that deliveries are accepted for. */
    public Set<String> names() {
        Instant now = clock.instant();
        Set<String> names = new TreeSet<>(configured.keySet());
        managed.forEach((name, entry) -> entry.at(now).ifPresent(accepted -> names.add(name)));
        return names;
    }

    /** Returns the names of those from which deliveries are to be expected: not of those that are switched off. */
    public Set<String> listening() {
        Set<String> names = new TreeSet<>(configured.keySet());
        managed.forEach((name, entry) -> {
            switch (entry.state()) {
                case ACTIVE, ROTATING, CHANGING -> names.add(name);
                case INTENDED, PAUSED, DISABLED, REFUSED, MISSING, DELETING, DELETED -> names.remove(name);
            }
        });
        return names;
    }

    /** Tells whether the configuration gives the secret, so that nothing here is managed. */
    boolean isConfigured(String name) {
        return configured.containsKey(name);
    }

    Map<String, Subscription> configured() {
        return Map.copyOf(configured);
    }

    Urgency urgency() {
        return urgency;
    }

    /** Reads what was changed since the last time, by whomever. */
    void refresh() {
        reading.lock();
        try {
            List<ManagedSubscription> changed = QuarkusTransaction.requiringNew()
                    .call(() -> rows.changedSince(
                            seenUpTo.equals(Instant.EPOCH) ? seenUpTo : seenUpTo.minus(LONGEST_TRANSACTION)));
            changed.forEach(this::take);
            changed.stream()
                    .map(row -> row.changedAt)
                    .max(Instant::compareTo)
                    .filter(latest -> latest.isAfter(seenUpTo))
                    .ifPresent(latest -> seenUpTo = latest);
            Instant now = clock.instant();
            managed.values().removeIf(entry -> !now.isBefore(entry.acceptedUntil()));
            urgency = managed.values().stream().anyMatch(entry -> entry.state() == SubscriptionState.ROTATING)
                    ? Urgency.AT_ONCE
                    : Urgency.USUAL;
        } finally {
            reading.unlock();
        }
    }

    private void take(ManagedSubscription row) {
        Entry known = managed.get(row.name);
        if (row.secret == null || known != null && known.changedAt().equals(row.changedAt)) {
            return;
        }
        try {
            managed.put(row.name, entry(row));
            unreadable.remove(row.name);
        } catch (IllegalStateException unusable) {
            if (unreadable.add(row.name)) {
                LOG.errorf("%s; what was known of it stands", unusable.getMessage());
            }
        }
    }

    private Entry entry(ManagedSubscription row) {
        List<SigningKey> keys = new ArrayList<>();
        keys.add(SigningKey.ofBase64(secrets.decrypt(row.name, row.secret)));
        Subscription withoutPrevious = subscription(row, keys);
        if (row.previousSecret != null) {
            keys.add(SigningKey.ofBase64(secrets.decrypt(row.name, row.previousSecret)));
        }
        return new Entry(
                subscription(row, keys),
                withoutPrevious,
                row.previousUntil == null ? Instant.MIN : row.previousUntil,
                row.acceptedUntil == null ? Instant.MAX : row.acceptedUntil,
                row.state,
                row.changedAt);
    }

    private static Subscription subscription(ManagedSubscription row, List<SigningKey> keys) {
        return new Subscription(
                row.name, row.mode(), row.owner().sourceOf(row.name), Optional.ofNullable(row.externalTenantId), keys);
    }

    private static Subscription configured(String name, String secret, Declared declared) {
        List<SigningKey> keys = new ArrayList<>();
        keys.add(key(name, "secret", secret));
        declared.previousSecret().ifPresent(previous -> keys.add(key(name, "previous-secret", previous)));
        return new Subscription(name, declared.mode(), new Owner.Partner().sourceOf(name), Optional.empty(), keys);
    }

    private static SigningKey key(String name, String property, String secret) {
        try {
            return SigningKey.ofBase64(secret);
        } catch (IllegalArgumentException unusable) {
            throw new IllegalStateException("Set " + PREFIX + name + "." + property
                    + " to the secret that Debitura showed for this subscription: " + unusable.getMessage());
        }
    }
}
