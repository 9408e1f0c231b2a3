package dev.recoup.cases.claim;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The claims. Whoever changes one locks its client's row first, then the claim, so that everything about one client
 * happens one after the other and nobody waits in a circle.
 */
@ApplicationScoped
public class Claims implements PanacheRepositoryBase<Claim, String> {

    /** A submission that somebody should take on. */
    public record Due(String collectionId, String externalTenantId) {}

    /** The claim with its row locked until the end of the transaction. */
    public Optional<Claim> lock(String collectionId) {
        return findByIdOptional(collectionId, LockModeType.PESSIMISTIC_WRITE);
    }

    /** The claim of that case with its row locked. */
    public Optional<Claim> lockByCase(UUID caseId) {
        return find("caseId", caseId).withLock(LockModeType.PESSIMISTIC_WRITE).firstResultOptional();
    }

    /** The client's claims with that reference and no case yet, oldest first, their rows locked. */
    public List<Claim> lockCaselessByReference(String externalTenantId, String creditorReference) {
        return find(
                        "externalTenantId = ?1 and creditorReference = ?2 and caseId is null order by createdAt",
                        externalTenantId,
                        creditorReference)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /**
     * The submission that is due first, of a client of which none is under way; client and claim are locked, and whoever
     * holds either lock is not waited for. {@code now} is the application's time, leases go by the database's.
     */
    public Optional<Due> dueForSubmission(Instant now) {
        List<?> rows = getEntityManager()
                .createNativeQuery("""
                        select c.collection_id, c.external_tenant_id
                        from claim c join client_view v on v.external_tenant_id = c.external_tenant_id
                        where ((c.state in ('QUEUED', 'UNCERTAIN') and c.due_at <= :now)
                               or (c.state = 'IN_FLIGHT' and c.lease_until < clock_timestamp()))
                          and (v.submission_lease_until is null or v.submission_lease_until < clock_timestamp())
                        order by c.due_at
                        limit 1
                        for update skip locked
                        """)
                .setParameter("now", now)
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Due((String) row[0], (String) row[1]))
                .findFirst();
    }

    /** Ids of the client's claims in one of the states that we submit ourselves, due ones first. */
    public List<String> heldByClient(String externalTenantId, Collection<ClaimState> states, int atMost) {
        return getEntityManager()
                .createQuery("""
                        select c.collectionId from Claim c
                        where c.externalTenantId = :tenant and c.state in :states and c.submissionBody is not null
                        order by c.dueAt
                        """, String.class)
                .setParameter("tenant", externalTenantId)
                .setParameter("states", states)
                .setMaxResults(atMost)
                .getResultList();
    }

    /** Makes all of the client's claims in those states due for another look. */
    public void lookAtHeldSoon(String externalTenantId, Collection<ClaimState> states, Instant now) {
        update("dueAt = ?1 where externalTenantId = ?2 and state in ?3 and dueAt > ?1", now, externalTenantId, states);
    }

    /** Ids and clients of the claims in that state that are to be looked at again. */
    public List<Due> overdue(ClaimState state, Instant now, int atMost) {
        return getEntityManager()
                .createQuery("""
                        select c.collectionId, c.externalTenantId from Claim c
                        where c.state = :state and c.submissionBody is not null and c.dueAt <= :now
                        order by c.dueAt
                        """, Object[].class)
                .setParameter("state", state)
                .setParameter("now", now)
                .setMaxResults(atMost)
                .getResultList()
                .stream()
                .map(row -> new Due((String) row[0], (String) row[1]))
                .toList();
    }
}
