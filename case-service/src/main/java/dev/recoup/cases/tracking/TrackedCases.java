package dev.recoup.cases.tracking;

import dev.recoup.cases.CaseServiceConfig;
import dev.recoup.cases.claim.Claim;
import dev.recoup.cases.claim.ClaimState;
import dev.recoup.cases.claim.DatabaseClock;
import dev.recoup.messaging.BackOff;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The cases that are followed. A wish to look is only counted; the look itself is taken by one refresh at a time, which
 * answers all wishes that were there when it began.
 */
@ApplicationScoped
public class TrackedCases implements PanacheRepositoryBase<TrackedCase, UUID> {
    private final DatabaseClock databaseClock;
    private final Event<RefreshWanted> wanted;
    private final CaseServiceConfig config;
    private final BackOff backOff;
    private final Clock clock;

    TrackedCases(DatabaseClock databaseClock, Event<RefreshWanted> wanted, CaseServiceConfig config, Clock clock) {
        this.databaseClock = databaseClock;
        this.wanted = wanted;
        this.config = config;
        this.backOff =
                new BackOff(config.tracking().retryFirst(), config.tracking().retryCeiling());
        this.clock = clock;
    }

    /** Told inside the service: the current transaction wishes a look at a case. */
    public record RefreshWanted() {}

    /** Wishes one more look at a case. One that nobody here asked for gets some grace first. */
    public void want(UUID caseId, Optional<String> externalTenantId, String correlationId) {
        getEntityManager()
                .createNativeQuery("""
                        insert into tracked_case as t (case_id, environment, external_tenant_id, correlation_id,
                                                       refresh_wanted, refresh_done, due_at)
                        values (:case, :environment, nullif(:tenant, ''), :correlation, 1, 0, :due)
                        on conflict (case_id) do update
                        set refresh_wanted = t.refresh_wanted + 1,
                            external_tenant_id = coalesce(t.external_tenant_id, excluded.external_tenant_id)
                        """)
                .setParameter("case", caseId)
                .setParameter("environment", config.environment().wire())
                .setParameter("tenant", externalTenantId.orElse(""))
                .setParameter("correlation", correlationId)
                .setParameter("due", clock.instant().plus(config.tracking().strangerGrace()))
                .executeUpdate();
        wanted.fire(new RefreshWanted());
    }

    /** The id under which everything about the case is told since it was first heard of; empty if it never was. */
    Optional<String> correlationOf(UUID caseId) {
        return findByIdOptional(caseId).map(found -> found.correlationId);
    }

    /** Ties a case to its claim, whose row is locked by the caller; wishes that came before are answered at once. */
    public void follow(Claim claim) {
        UUID caseId = claim.caseId().orElseThrow();
        hearOf(caseId, claim);
        TrackedCase tracked = findById(caseId, LockModeType.PESSIMISTIC_WRITE);
        tracked.externalTenantId = claim.externalTenantId();
        tracked.collectionId = claim.collectionId();
        tracked.correlationId = claim.correlationId();
        tracked.dueAt = clock.instant();
        watch(tracked, claim);
        wanted.fire(new RefreshWanted());
    }

    /** Makes sure of the row: the first event about a case may be inserting it at the same moment. */
    private void hearOf(UUID caseId, Claim claim) {
        getEntityManager()
                .createNativeQuery("""
                        insert into tracked_case (case_id, environment, correlation_id, refresh_wanted, refresh_done, due_at)
                        values (:case, :environment, :correlation, 0, 0, :due)
                        on conflict (case_id) do nothing
                        """)
                .setParameter("case", caseId)
                .setParameter("environment", claim.environment().wire())
                .setParameter("correlation", claim.correlationId())
                .setParameter("due", clock.instant())
                .executeUpdate();
    }

    /** Ties a case to a claim that waits for news of it, and wishes the first look. */
    public void expect(UUID caseId, Claim claim) {
        want(caseId, Optional.of(claim.externalTenantId()), claim.correlationId());
        TrackedCase tracked = findById(caseId, LockModeType.PESSIMISTIC_WRITE);
        tracked.collectionId = claim.collectionId();
        tracked.correlationId = claim.correlationId();
        tracked.dueAt = clock.instant();
    }

    /** Plans the next look that needs no event: for cases that are not closed. */
    void watch(TrackedCase tracked, Claim claim) {
        tracked.nextLookAt = claim.state() == ClaimState.CLOSED
                ? null
                : clock.instant().plus(config.tracking().look());
    }

    /** Takes on the refresh that is due first, for as long as a lease lasts. */
    Optional<TrackedCase> claimNext() {
        List<?> due = getEntityManager()
                .createNativeQuery("""
                        select * from tracked_case
                        where refresh_wanted > refresh_done and due_at <= :now
                          and (lease_until is null or lease_until < clock_timestamp())
                        order by due_at limit 1 for update skip locked
                        """, TrackedCase.class)
                .setParameter("now", clock.instant())
                .getResultList();
        return due.stream().map(TrackedCase.class::cast).findFirst().map(tracked -> {
            tracked.attempt++;
            tracked.leaseUntil = databaseClock.now().plus(config.tracking().lease());
            return tracked;
        });
    }

    /** The case with its row locked, if the refresh of that number is still the latest. */
    Optional<TrackedCase> lockFor(UUID caseId, int attempt) {
        return findByIdOptional(caseId, LockModeType.PESSIMISTIC_WRITE).filter(found -> found.attempt == attempt);
    }

    /** Ends a refresh that answered all wishes up to that number. */
    void done(TrackedCase tracked, long answered) {
        tracked.refreshDone = Math.max(tracked.refreshDone, answered);
        tracked.failures = 0;
        tracked.leaseUntil = null;
        tracked.dueAt = clock.instant();
    }

    /** Ends a refresh that did not work out, or came too early: repeated later. */
    void failed(TrackedCase tracked) {
        tracked.failures++;
        tracked.leaseUntil = null;
        tracked.dueAt = clock.instant().plus(backOff.after(tracked.failures));
    }

    /** Wishes a look at every open case whose last one is long ago, up to that many; says how many there were. */
    int wantOverdueLooks(int atMost) {
        Instant now = clock.instant();
        return getEntityManager()
                .createNativeQuery("""
                        update tracked_case set refresh_wanted = refresh_wanted + 1, next_look_at = :next
                        where case_id in (select case_id from tracked_case where next_look_at <= :now
                                          order by next_look_at limit :most for update skip locked)
                        """)
                .setParameter("now", now)
                .setParameter("next", now.plus(config.tracking().look()))
                .setParameter("most", atMost)
                .executeUpdate();
    }

    /** Makes every open case, of one client or of all, due for a look. */
    void lookAtAll(Optional<String> externalTenantId) {
        externalTenantId.ifPresentOrElse(
                tenant -> update(
                        "nextLookAt = ?1 where nextLookAt is not null and externalTenantId = ?2",
                        clock.instant(),
                        tenant),
                () -> update("nextLookAt = ?1 where nextLookAt is not null", clock.instant()));
    }
}
