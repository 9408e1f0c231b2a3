package dev.recoup.cases.request;

import dev.recoup.events.cases.CancelCaseRequest;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** The cancellations whose requests have not come yet. */
@ApplicationScoped
class CancelledRequests implements PanacheRepositoryBase<CancelledRequest, String> {

    void remember(CancelCaseRequest cancellation, String correlationId, Instant now) {
        if (findByIdOptional(cancellation.caseRequestId()).isPresent()) {
            return;
        }
        CancelledRequest cancelled = new CancelledRequest();
        cancelled.caseRequestId = cancellation.caseRequestId();
        cancelled.environment = cancellation.environment().wire();
        cancelled.externalTenantId = cancellation.externalTenantId();
        cancelled.correlationId = correlationId;
        cancelled.cancelledAt = now;
        persist(cancelled);
    }

    boolean covers(String caseRequestId, String externalTenantId) {
        return findByIdOptional(caseRequestId)
                .filter(cancelled -> cancelled.externalTenantId.equals(externalTenantId))
                .isPresent();
    }
}
