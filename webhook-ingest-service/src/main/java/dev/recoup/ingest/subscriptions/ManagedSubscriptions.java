package dev.recoup.ingest.subscriptions;

import dev.recoup.events.Environment;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The rows of the subscriptions of this deployment's environment; every method needs an active transaction. */
@ApplicationScoped
class ManagedSubscriptions implements PanacheRepositoryBase<ManagedSubscription, String> {

    private final Environment environment;
    private final ManagementConfig config;
    private final Clock clock;

    @Inject
    ManagedSubscriptions(
            @ConfigProperty(name = "recoup.environment") Environment environment,
            ManagementConfig config,
            Clock clock) {
        this.environment = environment;
        this.config = config;
        this.clock = clock;
    }

    /** Writes a wish down unless its name is taken; of parallel ones, one is written. */
    Written insertIfMissing(Wish wish) {
        int inserted = getEntityManager()
                .createNativeQuery("""
                        insert into webhook_subscription
                            (name, environment, kind, origin, mode, external_tenant_id, url, events, state,
                             wanted_activity, asked, answered, due_at, attempt, failures, resumptions, created_at,
                             changed_at)
                        values (:name, :environment, :kind, :origin, :mode, :tenant, :url,
                                string_to_array(:events, ' '), 'INTENDED', 'ON', 1, 0, :now, 0, 0, 0, :now,
                                clock_timestamp())
                        on conflict do nothing
                        """)
                .setParameter("name", wish.name())
                .setParameter("environment", environment.wire())
                .setParameter("kind", kind(wish.owner()))
                .setParameter("origin", wish.origin().name())
                .setParameter("mode", wish.mode().wire())
                .setParameter("tenant", tenant(wish.owner()))
                .setParameter("url", wish.url())
                .setParameter("events", String.join(" ", wish.events()))
                .setParameter("now", clock.instant())
                .executeUpdate();
        return inserted == 1 ? Written.NEW : Written.THERE_ALREADY;
    }

    /** Whether a row was written. */
    enum Written {
        NEW,
        THERE_ALREADY
    }

    Optional<ManagedSubscription> lock(String name) {
        return query(ManagedSubscription.LOCK)
                .setParameter("environment", environment.wire())
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    /** Returns the subscription, locked, if no later attempt has begun; else the outcome must be dropped. */
    Optional<ManagedSubscription> lockFor(Task task) {
        return query(ManagedSubscription.LOCK_ATTEMPT)
                .setParameter("name", task.name())
                .setParameter("attempt", task.attempt())
                .getResultStream()
                .findFirst();
    }

    Optional<Task> claim() {
        return query(ManagedSubscription.CLAIM)
                .setParameter("environment", environment.wire())
                .setParameter("now", clock.instant())
                .setParameter("leaseSeconds", config.lease().toMillis() / 1000.0)
                .getResultStream()
                .findFirst()
                .map(Task::on);
    }

    /** Returns what changed since the given time of the database, and all at {@link Instant#EPOCH}. */
    List<ManagedSubscription> changedSince(Instant since) {
        return query(ManagedSubscription.CHANGED)
                .setParameter("environment", environment.wire())
                .setParameter("since", since)
                .getResultList();
    }

    /**
     * Returns all subscriptions of an owner whose turn it is to be looked at, and sets their next turn. They are locked in
     * the order of their names, and only then is it sure that no other replica was faster.
     */
    List<ManagedSubscription> claimPoll(String kind, Instant next) {
        Instant now = clock.instant();
        List<ManagedSubscription> together =
                nextPoll(kind, now).map(this::ofOwner).orElse(List.of());
        if (together.stream().noneMatch(row -> row.pollDueAt != null && !row.pollDueAt.isAfter(now))) {
            return List.of();
        }
        together.forEach(row -> row.pollDueAt = row.pollDueAt == null ? null : next);
        return together;
    }

    private Optional<Owner> nextPoll(String kind, Instant now) {
        return getEntityManager()
                .createNamedQuery(ManagedSubscription.NEXT_POLL, String.class)
                .setParameter("kind", kind)
                .setParameter("environment", environment.wire())
                .setParameter("now", now)
                .getResultStream()
                .findFirst()
                .map(tenant -> tenant.isEmpty() ? new Owner.Partner() : new Owner.Client(tenant));
    }

    /** Returns all of an owner, locked. */
    List<ManagedSubscription> ofOwner(Owner owner) {
        TypedQuery<ManagedSubscription> query =
                switch (owner) {
                    case Owner.Partner() -> query(ManagedSubscription.OF_PARTNER);
                    case Owner.Client(String tenant) ->
                        query(ManagedSubscription.OF_CLIENT).setParameter("tenant", tenant);
                };
        return query.setParameter("environment", environment.wire()).getResultList();
    }

    List<ManagedSubscription> withOtherKeyThan(String current) {
        return query(ManagedSubscription.OUTDATED_KEY)
                .setParameter("current", current)
                .getResultList();
    }

    List<ManagedSubscription> over() {
        return query(ManagedSubscription.OVER)
                .setParameter("environment", environment.wire())
                .setParameter("now", clock.instant())
                .getResultList();
    }

    /** Returns all ciphertexts that are there. */
    List<String> ciphertexts() {
        return getEntityManager()
                .createQuery(
                        "select s.secret from ManagedSubscription s where s.secret is not null union all"
                                + " select p.previousSecret from ManagedSubscription p where p.previousSecret is not null",
                        String.class)
                .getResultList();
    }

    /** Returns up to which wish Debitura was told; empty if there is no such subscription. */
    OptionalLong answered(String name) {
        return getEntityManager()
                .createQuery("select s.answered from ManagedSubscription s where s.name = :name", Long.class)
                .setParameter("name", name)
                .getResultStream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    private TypedQuery<ManagedSubscription> query(String name) {
        return getEntityManager().createNamedQuery(name, ManagedSubscription.class);
    }

    private static String kind(Owner owner) {
        return switch (owner) {
            case Owner.Partner() -> "referral";
            case Owner.Client(String _) -> "creditor";
        };
    }

    private static String tenant(Owner owner) {
        return switch (owner) {
            case Owner.Partner() -> null;
            case Owner.Client(String tenant) -> tenant;
        };
    }
}
