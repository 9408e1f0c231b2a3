package dev.recoup.revenue.pipeline;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;

/** The newest snapshot of one live case. Amounts are in the case's own currency and are never added to USD figures. */
@Entity
@Table(name = "pipeline_case")
class PipelineCase extends PanacheEntityBase {

    @Id
    @Column(name = "collection_id")
    String collectionId;

    @Column(nullable = false)
    String environment;

    @Column(name = "version_epoch", nullable = false)
    long versionEpoch;

    @Column(name = "version_number", nullable = false)
    long versionNumber;

    @Column(name = "external_tenant_id", nullable = false)
    String externalTenantId;

    @Column(name = "case_id")
    String caseId;

    @Column(nullable = false)
    String state;

    String lifecycle;

    @Column(name = "close_code")
    String closeCode;

    String currency;

    BigDecimal claim;

    BigDecimal remainder;

    BigDecimal paid;

    @Column(name = "correlation_id")
    String correlationId;

    @Column(name = "updated_at", nullable = false)
    Instant updatedAt;
}
