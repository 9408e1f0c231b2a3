package dev.recoup.cases.claim;

import dev.recoup.debitura.CloseCode;
import dev.recoup.debitura.Lifecycle;
import dev.recoup.events.EventJson;
import dev.recoup.events.EventMetadata;
import dev.recoup.events.EventType;
import dev.recoup.events.SnapshotVersion;
import dev.recoup.events.cases.CaseLifecycle;
import dev.recoup.events.cases.CaseOutcome;
import dev.recoup.events.cases.CaseState;
import dev.recoup.events.cases.CaseStatus;
import dev.recoup.messaging.RecordHeader;
import dev.recoup.messaging.outbox.EventPublisher;
import dev.recoup.messaging.outbox.OutboxRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Shows claims to the outside: as snapshots on Kafka whenever something of them changed, and on request. */
@ApplicationScoped
public class ClaimSnapshots {
    static final String SOURCE = "/recoup/case-service";

    private static final Logger LOG = Logger.getLogger(ClaimSnapshots.class);

    private final EventPublisher publisher;
    private final RequiredActions actions;
    private final Clock clock;

    ClaimSnapshots(EventPublisher publisher, RequiredActions actions, Clock clock) {
        this.publisher = publisher;
        this.actions = actions;
        this.clock = clock;
    }

    /**
     * Publishes the claim's snapshot with the current transaction, unless the outside would see no difference to the
     * last one. The claim's row is locked by the caller.
     */
    public void publish(Claim claim) {
        String hash = EventJson.canonicalHash(EventJson.write(show(claim, SnapshotVersion.of(0), Instant.EPOCH)));
        if (claim.publishedHash().filter(hash::equals).isPresent()) {
            return;
        }
        Instant now = clock.instant();
        claim.published(hash, now);
        CaseStatus status = show(claim);
        publisher.publish(claim.topic(), claim.collectionId(), metadata(claim, now), status);
        LOG.infof(
                "Claim %s: published %s, version %s%s",
                claim.collectionId(),
                status.state(),
                status.version().wire(),
                status.refusals().isEmpty()
                        ? ""
                        : ", refusals "
                                + status.refusals().stream()
                                        .map(refusal -> refusal.code() + " at " + refusal.field())
                                        .toList());
    }

    /** Takes back the snapshots of a claim that turned out to be another one's case: a tombstone under its id. */
    public void withdraw(Claim claim) {
        EventMetadata metadata = metadata(claim, clock.instant());
        publisher.publish(OutboxRecord.ofBytes(
                claim.topic().topicName(),
                Optional.of(claim.collectionId().getBytes(StandardCharsets.UTF_8)),
                metadata.toHeaders().entrySet().stream()
                        .map(header -> new RecordHeader(header.getKey(), Optional.of(header.getValue())))
                        .toList(),
                Optional.empty(),
                metadata.id(),
                metadata.environment()));
        LOG.infof("Claim %s: withdrawn, its case belongs to another request", claim.collectionId());
    }

    /** The claim as the outside sees it now. */
    public CaseStatus show(Claim claim) {
        return show(claim, SnapshotVersion.of(claim.version()), claim.updatedAt());
    }

    private CaseStatus show(Claim claim, SnapshotVersion version, Instant updatedAt) {
        return new CaseStatus(
                claim.collectionId(),
                claim.caseRequestId(),
                claim.externalTenantId(),
                claim.environment(),
                claim.mode(),
                publicState(claim.state()),
                claim.caseId().map(Object::toString),
                claim.caseReference(),
                claim.creditorReference(),
                claim.lifecycle().flatMap(ClaimSnapshots::lifecycle),
                claim.unknownLifecycle(),
                claim.closeCodeText(),
                outcome(claim),
                claim.claimed(),
                claim.remainder(),
                claim.paid(),
                claim.divisionId(),
                claim.openedAt(),
                claim.closedAt(),
                claim.refusals(),
                actions.openOf(claim),
                claim.correlationId(),
                version,
                updatedAt);
    }

    private EventMetadata metadata(Claim claim, Instant now) {
        return EventMetadata.of(EventType.CASE_STATUS_CHANGED, SOURCE, claim.environment(), now)
                .subject(claim.collectionId())
                .correlationId(claim.correlationId())
                .mode(claim.mode())
                .aggregateVersion(SnapshotVersion.of(claim.version()))
                .build();
    }

    static CaseState publicState(ClaimState state) {
        return switch (state) {
            case WAITING_FOR_CLIENT -> CaseState.WAITING_FOR_CLIENT;
            case QUEUED, IN_FLIGHT, UNCERTAIN -> CaseState.SUBMITTING;
            case BLOCKED, PENDING_SIGNATURE -> CaseState.ACTION_REQUIRED;
            case OPEN -> CaseState.OPEN;
            case CLOSED -> CaseState.CLOSED;
            case REFUSED -> CaseState.REFUSED;
            case CANCELLED -> CaseState.CANCELLED;
        };
    }

    private static Optional<CaseLifecycle> lifecycle(Lifecycle lifecycle) {
        return switch (lifecycle) {
            case PENDING_CONTRACT_SIGNING -> Optional.of(CaseLifecycle.PENDING_CONTRACT_SIGNING);
            case PENDING_VERIFICATION_INTERNAL -> Optional.of(CaseLifecycle.PENDING_VERIFICATION_INTERNAL);
            case PENDING_VERIFICATION -> Optional.of(CaseLifecycle.PENDING_VERIFICATION);
            case NEEDS_ADDITIONAL_DETAILS -> Optional.of(CaseLifecycle.NEEDS_ADDITIONAL_DETAILS);
            case LEADS -> Optional.of(CaseLifecycle.LEADS);
            case LEADS_QUOTE_GIVEN -> Optional.of(CaseLifecycle.LEADS_QUOTE_GIVEN);
            case ACTIVE -> Optional.of(CaseLifecycle.ACTIVE);
            case PAUSED -> Optional.of(CaseLifecycle.PAUSED);
            case CLOSED -> Optional.of(CaseLifecycle.CLOSED);
            case MERGED -> Optional.of(CaseLifecycle.MERGED);
            case UNKNOWN -> Optional.empty();
        };
    }

    private static Optional<CaseOutcome> outcome(Claim claim) {
        if (claim.state() != ClaimState.CLOSED) {
            return Optional.empty();
        }
        if (claim.lifecycle().filter(Lifecycle.MERGED::equals).isPresent()) {
            return Optional.of(CaseOutcome.MERGED);
        }
        return claim.closeCode().flatMap(code -> switch (code.recovery()) {
            case RECOVERED ->
                Optional.of(code == CloseCode.PARTIALLY_PAID ? CaseOutcome.PARTLY_RECOVERED : CaseOutcome.RECOVERED);
            case NOT_RECOVERED -> Optional.of(CaseOutcome.NOT_RECOVERED);
            case UNKNOWN -> Optional.empty();
        });
    }
}
