package dev.recoup.cases.request;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A cancellation that came before its request. */
@Entity
@Table(name = "cancelled_request")
class CancelledRequest {
    @Id
    @Column(name = "case_request_id")
    String caseRequestId;

    String environment;

    @Column(name = "external_tenant_id")
    String externalTenantId;

    @Column(name = "correlation_id")
    String correlationId;

    @Column(name = "cancelled_at")
    Instant cancelledAt;
}
