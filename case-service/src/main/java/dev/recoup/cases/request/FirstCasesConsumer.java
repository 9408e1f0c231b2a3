package dev.recoup.cases.request;

import dev.recoup.cases.CaseServiceConfig;
import dev.recoup.cases.claim.CaseOwnership;
import dev.recoup.cases.claim.Claim;
import dev.recoup.cases.claim.ClaimSnapshots;
import dev.recoup.cases.claim.ClaimTrigger;
import dev.recoup.cases.claim.Claims;
import dev.recoup.cases.claim.PendingContracts;
import dev.recoup.cases.client.ClientView;
import dev.recoup.cases.client.ClientViews;
import dev.recoup.cases.client.Releases;
import dev.recoup.cases.client.SubmissionsQueued;
import dev.recoup.cases.tracking.TrackedCases;
import dev.recoup.events.Money;
import dev.recoup.events.Topic;
import dev.recoup.events.cases.FirstCase;
import dev.recoup.events.cases.FirstCaseOutcome;
import dev.recoup.events.refusals.Refusal;
import dev.recoup.events.refusals.RefusalCode;
import dev.recoup.messaging.consumer.InboundEvent;
import dev.recoup.messaging.consumer.RecordConsumer;
import dev.recoup.messaging.consumer.TopicHandler;
import dev.recoup.messaging.consumer.UnusableRecord;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Takes over the cases that travelled inside an onboarding, each under the id of its request. */
@ApplicationScoped
class FirstCasesConsumer implements TopicHandler {
    private static final Logger LOG = Logger.getLogger(FirstCasesConsumer.class);

    private final RecordConsumer consumer;
    private final Claims claims;
    private final ClaimSnapshots snapshots;
    private final CaseOwnership ownership;
    private final ClientViews clients;
    private final Releases releases;
    private final TrackedCases tracked;
    private final Event<SubmissionsQueued> queued;
    private final CaseServiceConfig config;
    private final Clock clock;

    FirstCasesConsumer(
            RecordConsumer consumer,
            Claims claims,
            ClaimSnapshots snapshots,
            CaseOwnership ownership,
            ClientViews clients,
            Releases releases,
            TrackedCases tracked,
            Event<SubmissionsQueued> queued,
            CaseServiceConfig config,
            Clock clock) {
        this.consumer = consumer;
        this.claims = claims;
        this.snapshots = snapshots;
        this.ownership = ownership;
        this.clients = clients;
        this.releases = releases;
        this.tracked = tracked;
        this.queued = queued;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Set<String> topics() {
        return Set.of(Topic.FIRST_CASES.topicName());
    }

    @Incoming("first-cases")
    @Blocking
    void on(ConsumerRecord<byte[], byte[]> record) {
        consumer.consume(record);
    }

    @Override
    public void handle(InboundEvent event) {
        FirstCaseOutcome outcome = event.read(FirstCaseOutcome.class);
        if (outcome.environment() != config.environment()) {
            throw new UnusableRecord("WRONG_ENVIRONMENT", "/environment");
        }
        String caseRequestId = outcome.firstCase().caseRequestId();
        MDC.put("collectionId", caseRequestId);
        MDC.put("externalTenantId", outcome.externalTenantId());
        ClientView client = clients.lock(outcome.externalTenantId(), outcome.environment());
        Claim claim = claims.lock(caseRequestId).orElseGet(() -> begin(outcome));
        if (claim.caseId().isPresent() || claim.state().isFinal()) {
            LOG.infof("Claim %s: was decided before, it is %s", caseRequestId, claim.state());
            return;
        }
        LOG.infof("Claim %s: travelled with the onboarding and is %s", caseRequestId, outcome.result());
        switch (outcome.result()) {
            case CREATED -> created(claim, outcome);
            case ALREADY_CREATED -> find(claim, outcome.firstCase());
            case STORED_FOR_APPROVAL -> wait(claim, outcome.firstCase());
            case REFUSED -> refuse(claim, outcome.refusals());
            case TO_BE_SUBMITTED -> submit(client, claim, outcome.firstCase());
            case UNKNOWN -> throw new UnusableRecord("VALUE_NOT_ALLOWED", "/result");
        }
    }

    private Claim begin(FirstCaseOutcome outcome) {
        FirstCase firstCase = outcome.firstCase();
        Claim claim = Claim.sentWithOnboarding(
                firstCase.caseRequestId(),
                reference(firstCase),
                outcome.environment(),
                firstCase.mode(),
                outcome.externalTenantId(),
                outcome.correlationId(),
                clock.instant());
        claim.describe(Optional.of(reference(firstCase)), Optional.of(claimed(firstCase)));
        claims.persist(claim);
        return claim;
    }

    /** What it is now, Debitura's API says: published when that was read. */
    private void created(Claim claim, FirstCaseOutcome outcome) {
        UUID caseId = outcome.caseId()
                .flatMap(FirstCasesConsumer::uuid)
                .orElseThrow(() -> new UnusableRecord("UUID_MALFORMED", "/caseId"));
        switch (ownership.ask(caseId, claim)) {
            case YES -> tracked.expect(caseId, claim);
            case ANOTHERS ->
                refuse(
                        claim,
                        List.of(Refusal.of(RefusalCode.DUPLICATE_CREDITOR_REFERENCE, "/claim/creditorReference")));
        }
    }

    /** It may be at Debitura, nobody knows under which id: to be looked up before anything is sent. */
    private void find(Claim claim, FirstCase firstCase) {
        if (claim.submissionBody().isEmpty()) {
            prepare(claim, firstCase);
            claim.assumeSent(clock.instant(), clock.instant());
            queued.fire(new SubmissionsQueued());
        }
        snapshots.publish(claim);
    }

    /** Debitura makes the case once its client approves; if it cannot, nothing that it tells has to name the case (guide 31). */
    private void wait(Claim claim, FirstCase firstCase) {
        if (claim.submissionBody().isEmpty()) {
            prepare(claim, firstCase);
            claim.carriedByOnboarding();
        }
        snapshots.publish(claim);
    }

    private void submit(ClientView client, Claim claim, FirstCase firstCase) {
        if (claim.submissionBody().isEmpty()) {
            prepare(claim, firstCase);
        }
        releases.releaseIfTaken(client, claim);
        snapshots.publish(claim);
    }

    private void refuse(Claim claim, List<Refusal> reasons) {
        if (claim.can(ClaimTrigger.TURNED_DOWN)) {
            claim.refuse(
                    reasons.isEmpty() ? List.of(Refusal.of(RefusalCode.REFUSED_BY_DEBITURA, "")) : reasons,
                    clock.instant());
        }
        snapshots.publish(claim);
    }

    private void prepare(Claim claim, FirstCase firstCase) {
        claim.prepareSubmission(
                CaseBody.of(firstCase.claim(), reference(firstCase), firstCase.mode()),
                reference(firstCase),
                claimed(firstCase),
                firstCase.claim().creditorDivisionId(),
                PendingContracts.of(firstCase.claim().allowPendingContracts()));
    }

    private static String reference(FirstCase firstCase) {
        return CaseBody.creditorReference(firstCase.claim(), firstCase.caseRequestId());
    }

    private static Money claimed(FirstCase firstCase) {
        return new Money(firstCase.claim().amountToRecover(), firstCase.claim().currencyCode());
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notAUuid) {
            return Optional.empty();
        }
    }
}
