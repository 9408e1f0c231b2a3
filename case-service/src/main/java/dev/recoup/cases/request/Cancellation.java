package dev.recoup.cases.request;

import dev.recoup.cases.CaseServiceConfig;
import dev.recoup.cases.claim.Claim;
import dev.recoup.cases.claim.ClaimSnapshots;
import dev.recoup.cases.claim.ClaimState;
import dev.recoup.cases.claim.ClaimTrigger;
import dev.recoup.cases.claim.Claims;
import dev.recoup.cases.claim.RequiredActions;
import dev.recoup.cases.client.ClientViews;
import dev.recoup.events.cases.CancelCaseRequest;
import dev.recoup.events.refusals.Refusal;
import dev.recoup.events.refusals.RefusalCode;
import dev.recoup.messaging.consumer.InboundEvent;
import dev.recoup.messaging.consumer.UnusableRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Takes requests back, as long as nothing of them can have reached Debitura, and before they have come at all. */
@ApplicationScoped
class Cancellation {
    private static final Logger LOG = Logger.getLogger(Cancellation.class);

    private final Claims claims;
    private final ClaimSnapshots snapshots;
    private final RequiredActions actions;
    private final ClientViews clients;
    private final CancelledRequests cancelled;
    private final CaseServiceConfig config;
    private final Clock clock;

    Cancellation(
            Claims claims,
            ClaimSnapshots snapshots,
            RequiredActions actions,
            ClientViews clients,
            CancelledRequests cancelled,
            CaseServiceConfig config,
            Clock clock) {
        this.claims = claims;
        this.snapshots = snapshots;
        this.actions = actions;
        this.clients = clients;
        this.cancelled = cancelled;
        this.config = config;
        this.clock = clock;
    }

    void take(InboundEvent event) {
        CancelCaseRequest cancellation = event.read(CancelCaseRequest.class);
        if (cancellation.environment() != config.environment()) {
            throw new UnusableRecord("WRONG_ENVIRONMENT", "/environment");
        }
        MDC.put("collectionId", KeyText.of(cancellation.caseRequestId(), "/caseRequestId"));
        MDC.put("externalTenantId", KeyText.of(cancellation.externalTenantId(), "/externalTenantId"));
        clients.lock(cancellation.externalTenantId(), cancellation.environment());
        claims.lock(cancellation.caseRequestId()).ifPresentOrElse(claim -> cancel(claim, cancellation), () -> {
            cancelled.remember(cancellation, event.metadata().correlationId(), clock.instant());
            LOG.infof("Claim %s: cancelled before it was requested", cancellation.caseRequestId());
        });
    }

    private void cancel(Claim claim, CancelCaseRequest cancellation) {
        if (!claim.externalTenantId().equals(cancellation.externalTenantId())) {
            throw new UnusableRecord("REQUEST_OF_ANOTHER_CLIENT", "/externalTenantId");
        }
        if (claim.can(ClaimTrigger.CANCELLED_BY_REQUEST)) {
            claim.cancel(clock.instant());
            actions.demand(claim, List.of());
            LOG.infof("Claim %s: cancelled", claim.collectionId());
        } else if (claim.state() != ClaimState.CANCELLED && claim.state() != ClaimState.REFUSED) {
            claim.remark(Refusal.of(RefusalCode.TOO_LATE_TO_CANCEL, "/caseRequestId"), clock.instant());
            LOG.infof("Claim %s: too late to cancel, it is %s", claim.collectionId(), claim.state());
        }
        snapshots.publish(claim);
    }
}
