package dev.recoup.cases.tracking;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A case at Debitura that we have heard of: how many looks were wanted, and how many wishes were answered. */
@Entity
@Table(name = "tracked_case")
class TrackedCase {
    @Id
    @Column(name = "case_id")
    UUID caseId;

    String environment;

    @Column(name = "external_tenant_id")
    String externalTenantId;

    @Column(name = "collection_id")
    String collectionId;

    @Column(name = "correlation_id")
    String correlationId;

    @Column(name = "refresh_wanted")
    long refreshWanted;

    @Column(name = "refresh_done")
    long refreshDone;

    int attempt;
    int failures;

    @Column(name = "due_at")
    Instant dueAt;

    @Column(name = "lease_until")
    Instant leaseUntil;

    @Column(name = "next_look_at")
    Instant nextLookAt;

    /** For Hibernate. */
    protected TrackedCase() {}
}
