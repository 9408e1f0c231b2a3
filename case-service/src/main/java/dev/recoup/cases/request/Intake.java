package dev.recoup.cases.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.cases.CaseServiceConfig;
import dev.recoup.cases.claim.Claim;
import dev.recoup.cases.claim.ClaimSnapshots;
import dev.recoup.cases.claim.Claims;
import dev.recoup.cases.claim.PendingContracts;
import dev.recoup.cases.client.ClientView;
import dev.recoup.cases.client.ClientViews;
import dev.recoup.cases.client.Releases;
import dev.recoup.events.EventJson;
import dev.recoup.events.Mode;
import dev.recoup.events.Money;
import dev.recoup.events.cases.CaseRequest;
import dev.recoup.events.refusals.Refusal;
import dev.recoup.events.refusals.RefusalCode;
import dev.recoup.events.rules.CaseRequestRules;
import dev.recoup.events.rules.Verdict;
import dev.recoup.messaging.consumer.InboundEvent;
import dev.recoup.messaging.consumer.UnusableRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Takes case requests in: each id once and for ever, validated completely before anything leaves, answered in any case
 * in which somebody can be answered.
 */
@ApplicationScoped
class Intake {
    private static final Logger LOG = Logger.getLogger(Intake.class);
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:-]{1,100}");
    private static final String NOBODY = "unknown";

    private final Claims claims;
    private final ClaimSnapshots snapshots;
    private final ClientViews clients;
    private final Releases releases;
    private final CancelledRequests cancelled;
    private final CaseServiceConfig config;
    private final Clock clock;

    Intake(
            Claims claims,
            ClaimSnapshots snapshots,
            ClientViews clients,
            Releases releases,
            CancelledRequests cancelled,
            CaseServiceConfig config,
            Clock clock) {
        this.claims = claims;
        this.snapshots = snapshots;
        this.clients = clients;
        this.releases = releases;
        this.cancelled = cancelled;
        this.config = config;
        this.clock = clock;
    }

    void take(InboundEvent event) {
        JsonNode body = event.read(JsonNode.class);
        String caseRequestId = text(body, "caseRequestId")
                .filter(id -> REQUEST_ID.matcher(id).matches())
                .orElseThrow(() -> new UnusableRecord("REQUEST_ID_MALFORMED", "/caseRequestId"));
        String tenant = KeyText.of(text(body, "externalTenantId").or(event::key).orElse(NOBODY), "/externalTenantId");
        String hash = EventJson.canonicalHash(event.value().orElseThrow());
        MDC.put("collectionId", caseRequestId);
        MDC.put("externalTenantId", tenant);

        ClientView client = clients.lock(tenant, config.environment());
        Optional<Claim> known = claims.lock(caseRequestId);
        if (known.isPresent()) {
            repeat(known.get(), hash);
            return;
        }
        Claim claim = Claim.requested(
                caseRequestId,
                hash,
                config.environment(),
                mode(body, event),
                tenant,
                event.metadata().correlationId(),
                clock.instant());
        claims.persist(claim);
        switch (new CaseRequestRules(config.environment(), clock)
                .check(event.value().orElseThrow())) {
            case Verdict.CaseAccepted accepted -> accept(accepted.request(), claim, client);
            case Verdict.CaseRefused refused -> {
                claim.describe(refused.creditorReference(), refused.claim());
                claim.refuse(refused.refusals(), clock.instant());
            }
            case Verdict.CaseUnusable unusable -> claim.refuse(unusable.refusals(), clock.instant());
        }
        snapshots.publish(claim);
    }

    /** The same request has no effect; another one under its id changes nothing but that the requester is told. */
    private void repeat(Claim claim, String hash) {
        if (claim.requestHash().filter(known -> !known.equals(hash)).isPresent()) {
            LOG.infof("Claim %s: another request under the same id is refused", claim.collectionId());
            claim.remark(Refusal.of(RefusalCode.CONFLICTING_DUPLICATE, "/caseRequestId"), clock.instant());
            snapshots.publish(claim);
            return;
        }
        LOG.infof("Claim %s: requested again, no effect", claim.collectionId());
        if (claim.requestHash().isEmpty()) {
            claim.knowRequest(hash);
        }
    }

    private void accept(CaseRequest request, Claim claim, ClientView client) {
        String reference = CaseBody.creditorReference(request.claim(), request.caseRequestId());
        claim.prepareSubmission(
                CaseBody.of(request.claim(), reference, request.mode()),
                reference,
                new Money(request.claim().amountToRecover(), request.claim().currencyCode()),
                request.claim().creditorDivisionId(),
                PendingContracts.of(request.claim().allowPendingContracts()));
        LOG.infof("Claim %s: accepted, the client is %s", claim.collectionId(), client.state());
        if (cancelled.covers(request.caseRequestId(), request.externalTenantId())) {
            claim.cancel(clock.instant());
            claim.remark(Refusal.of(RefusalCode.REQUEST_CANCELLED, "/caseRequestId"), clock.instant());
        } else {
            releases.releaseIfTaken(client, claim);
        }
    }

    private static Optional<Mode> mode(JsonNode body, InboundEvent event) {
        JsonNode flag = body.path("isTest");
        return flag.isBoolean()
                ? Optional.of(Mode.ofTestFlag(flag.booleanValue()))
                : event.metadata().mode();
    }

    private static Optional<String> text(JsonNode body, String member) {
        return Optional.of(body.path(member))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(text -> !text.isBlank());
    }
}
