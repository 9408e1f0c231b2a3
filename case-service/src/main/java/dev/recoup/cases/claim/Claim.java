package dev.recoup.cases.claim;

import dev.recoup.debitura.CloseCode;
import dev.recoup.debitura.Lifecycle;
import dev.recoup.debitura.Told;
import dev.recoup.events.Environment;
import dev.recoup.events.Mode;
import dev.recoup.events.Money;
import dev.recoup.events.Topic;
import dev.recoup.events.refusals.Refusal;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One claim and, for ever, at most one case at Debitura: the aggregate of this service. Its row is changed only under a
 * row lock ({@link Claims}), its state only along {@link ClaimState}'s table, and its snapshot is published in the
 * transaction of the change ({@link ClaimSnapshots}).
 */
@Entity
@Table(name = "claim")
public class Claim {
    private static final String UNSTATED = "unstated";

    @Id
    @Column(name = "collection_id")
    private String collectionId;

    private String environment;
    private String mode;

    @Enumerated(EnumType.STRING)
    private Origin origin;

    @Column(name = "external_tenant_id")
    private String externalTenantId;

    @Column(name = "case_request_id")
    private String caseRequestId;

    @Column(name = "request_hash")
    private String requestHash;

    @Column(name = "creditor_reference")
    private String creditorReference;

    private BigDecimal amount;
    private String currency;

    @Enumerated(EnumType.STRING)
    @Column(name = "pending_contracts")
    private PendingContracts pendingContracts = PendingContracts.WAIT;

    @Enumerated(EnumType.STRING)
    @Column(name = "carried_by")
    private Carrier carrier = Carrier.CASE_SERVICE;

    @Enumerated(EnumType.STRING)
    private ClaimState state;

    @Column(name = "correlation_id")
    private String correlationId;

    @Column(name = "submission_body")
    private byte[] submissionBody;

    @Column(name = "idempotency_key")
    private String idempotencyKey;

    private int attempt;

    @Column(name = "first_attempt_at")
    private Instant firstAttemptAt;

    private int failures;

    @Column(name = "due_at")
    private Instant dueAt;

    @Column(name = "lease_until")
    private Instant leaseUntil;

    @Column(name = "case_id")
    private UUID caseId;

    @Column(name = "case_reference")
    private String caseReference;

    private String lifecycle;

    @Column(name = "close_code")
    private String closeCode;

    private BigDecimal remainder;
    private BigDecimal paid;

    @Column(name = "division_id")
    private String divisionId;

    @Column(name = "opened_at")
    private Instant openedAt;

    @Column(name = "closed_at")
    private Instant closedAt;

    @Convert(converter = RefusalsColumn.class)
    private List<Refusal> refusals = List.of();

    private long version;

    @Column(name = "published_hash")
    private String publishedHash;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    /** For Hibernate. */
    protected Claim() {}

    private Claim(
            String collectionId,
            Origin origin,
            Environment environment,
            Optional<Mode> mode,
            String externalTenantId,
            ClaimState state,
            String correlationId,
            Instant now) {
        this.collectionId = collectionId;
        this.origin = origin;
        this.environment = environment.wire();
        this.mode = mode.map(Mode::wire).orElse(UNSTATED);
        this.externalTenantId = externalTenantId;
        this.state = state;
        this.correlationId = correlationId;
        this.dueAt = now;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** A claim that somebody asked for by a case request; it waits for its client. An empty mode can only be refused. */
    public static Claim requested(
            String caseRequestId,
            String requestHash,
            Environment environment,
            Optional<Mode> mode,
            String externalTenantId,
            String correlationId,
            Instant now) {
        Claim claim = new Claim(
                caseRequestId,
                Origin.REQUEST,
                environment,
                mode,
                externalTenantId,
                ClaimState.WAITING_FOR_CLIENT,
                correlationId,
                now);
        claim.caseRequestId = caseRequestId;
        claim.requestHash = requestHash;
        return claim;
    }

    /** A claim that travels inside its client's onboarding. */
    public static Claim sentWithOnboarding(
            String caseRequestId,
            String creditorReference,
            Environment environment,
            Mode mode,
            String externalTenantId,
            String correlationId,
            Instant now) {
        Claim claim = new Claim(
                caseRequestId,
                Origin.FIRST_CASE,
                environment,
                Optional.of(mode),
                externalTenantId,
                ClaimState.WAITING_FOR_CLIENT,
                correlationId,
                now);
        claim.caseRequestId = caseRequestId;
        claim.creditorReference = creditorReference;
        return claim;
    }

    /** A case that Debitura shows us and nobody asked us for. */
    public static Claim foundAtDebitura(
            String collectionId,
            CaseAtDebitura found,
            Optional<String> creditorReference,
            Environment environment,
            Mode mode,
            String externalTenantId,
            String correlationId,
            Instant now) {
        Claim claim = new Claim(
                collectionId,
                Origin.DEBITURA,
                environment,
                Optional.of(mode),
                externalTenantId,
                ClaimState.WAITING_FOR_CLIENT,
                correlationId,
                now);
        claim.creditorReference = creditorReference.orElse(null);
        claim.see(found, now);
        return claim;
    }

    /**
     * Keeps what is to be sent to Debitura, byte for byte, until it is known what became of it; from now on it is this
     * service that submits the claim.
     */
    public void prepareSubmission(
            byte[] body,
            String creditorReference,
            Money claimed,
            Optional<String> divisionId,
            PendingContracts pendingContracts) {
        this.origin = Origin.REQUEST;
        this.divisionId = divisionId.orElse(null);
        this.submissionBody = body.clone();
        this.creditorReference = creditorReference;
        this.amount = claimed.amount();
        this.currency = claimed.currency();
        this.pendingContracts = pendingContracts;
    }

    /** Keeps what is readable of a request that cannot be taken, so that its answer can name it. */
    public void describe(Optional<String> creditorReference, Optional<Money> claimed) {
        this.creditorReference = creditorReference.orElse(null);
        claimed.ifPresent(money -> {
            amount = money.amount();
            currency = money.currency();
        });
    }

    /** Puts it in the queue. After a definitive answer it is another submission and so gets another idempotency key. */
    public void release(Instant now) {
        move(ClaimTrigger.CLIENT_RELEASED, now);
        idempotencyKey = UUID.randomUUID().toString();
        failures = 0;
        dueAt = now;
    }

    /** Notes that Debitura has it from onboarding-service, which will not hear what becomes of it. */
    public void carriedByOnboarding() {
        carrier = Carrier.ONBOARDING;
    }

    /** Whether Debitura has it, may have made a case of it, and was not asked from here. */
    public boolean isLeftToDebitura() {
        return carrier == Carrier.ONBOARDING && attempt == 0;
    }

    /** It may be at Debitura, by somebody who does not know what became of it: to be looked up at the given time. */
    public void assumeSent(Instant dueAt, Instant now) {
        move(ClaimTrigger.OUTCOME_UNKNOWN, now);
        carriedByOnboarding();
        idempotencyKey = UUID.randomUUID().toString();
        this.dueAt = dueAt;
    }

    /** Starts an attempt that owns this submission until the lease ends; {@code leaseUntil} is on the database's clock. */
    public void startAttempt(Instant leaseUntil, Instant now) {
        move(ClaimTrigger.CLAIMED, now);
        this.leaseUntil = leaseUntil;
        attempt++;
        if (firstAttemptAt == null) {
            firstAttemptAt = now;
        }
    }

    /** Nothing was taken in: the same bytes go again, with the same key, at the given time. */
    public void holdBack(Instant dueAt, Instant now) {
        move(ClaimTrigger.HELD_BACK, now);
        failures++;
        this.dueAt = dueAt;
    }

    /** Nobody knows what happened: to be looked up at the given time. */
    public void doubt(Instant dueAt, Instant now) {
        move(ClaimTrigger.OUTCOME_UNKNOWN, now);
        failures++;
        this.dueAt = dueAt;
    }

    /** Debitura does not know the client: waits for news of it, at the latest until the given time. */
    public void waitForClient(Instant dueAt, Instant now) {
        move(ClaimTrigger.CLIENT_NOT_LINKED, now);
        failures++;
        this.dueAt = dueAt;
    }

    /** Debitura demands something of the user first; looked at again at the given time. */
    public void block(Instant dueAt, Instant now) {
        move(ClaimTrigger.SIGNATURE_DEMANDED, now);
        this.dueAt = dueAt;
    }

    /** Postpones the next look at a blocked or waiting claim. */
    public void postpone(Instant dueAt) {
        failures++;
        this.dueAt = dueAt;
    }

    /** Turns the request down for good. */
    public void refuse(List<Refusal> reasons, Instant now) {
        move(ClaimTrigger.TURNED_DOWN, now);
        refusals = List.copyOf(reasons);
        forgetSubmission();
    }

    /** Takes the request back; possible only where {@link #can} says so. */
    public void cancel(Instant now) {
        move(ClaimTrigger.CANCELLED_BY_REQUEST, now);
        forgetSubmission();
    }

    /** Tells the requester of something that was not done, without touching the state; told once. */
    public void remark(Refusal refusal, Instant now) {
        if (!refusals.contains(refusal)) {
            refusals = Stream.concat(refusals.stream(), Stream.of(refusal)).toList();
            updatedAt = now;
        }
    }

    /** Takes over what Debitura says about the claim's case. */
    public void see(CaseAtDebitura found, Instant now) {
        if (caseId != null && !caseId.equals(found.caseId())) {
            throw new IllegalStateException("Claim " + collectionId + " has a case already, and another one was seen");
        }
        move(found.trigger(), now);
        caseId = found.caseId();
        found.reference().ifPresent(value -> caseReference = value);
        lifecycle = found.lifecycle().stored();
        closeCode = found.closeCode().map(Told::stored).orElse(null);
        found.divisionId().ifPresent(value -> divisionId = value);
        found.openedAt().ifPresent(value -> openedAt = value);
        closedAt = found.closedAt().filter(time -> state == ClaimState.CLOSED).orElse(null);
        found.remainder().ifPresent(value -> remainder = value);
        if (amount == null
                && found.grossAmount().isPresent()
                && found.currency().isPresent()) {
            amount = found.grossAmount().get();
            currency = found.currency().get();
        }
        forgetSubmission();
    }

    /** Takes over the sum of the payments that stand, in the claim's currency. */
    public void seePaid(BigDecimal sum) {
        paid = sum;
    }

    /** Whether the trigger is possible now. */
    public boolean can(ClaimTrigger trigger) {
        return state.after(trigger).isPresent();
    }

    private void move(ClaimTrigger trigger, Instant now) {
        state = state.after(trigger)
                .orElseThrow(() ->
                        new IllegalStateException("Claim " + collectionId + " is " + state + ", not to be " + trigger));
        if (state != ClaimState.IN_FLIGHT) {
            leaseUntil = null;
        }
        updatedAt = now;
    }

    private void forgetSubmission() {
        submissionBody = null;
        failures = 0;
    }

    void published(String hash, Instant now) {
        publishedHash = hash;
        version++;
        updatedAt = now;
    }

    /** The id under which the outside knows the claim. */
    public String collectionId() {
        return collectionId;
    }

    /** Debitura's environment. */
    public Environment environment() {
        return Environment.fromWire(environment).orElseThrow();
    }

    /** Live or test; a refused request that did not say is never live. */
    public Mode mode() {
        return Mode.fromWire(mode).orElse(Mode.TEST);
    }

    /**
     * Where its snapshots go. A request that did not say whether it is a test is answered where requesters look for
     * answers unless they asked for a test.
     */
    public Topic topic() {
        return mode.equals(UNSTATED) ? Topic.CASE_STATUS : Topic.caseStatus(mode());
    }

    /** Where it came from. */
    public Origin origin() {
        return origin;
    }

    /** The client. */
    public String externalTenantId() {
        return externalTenantId;
    }

    /** The request's id, empty for a case that was made at Debitura. */
    public Optional<String> caseRequestId() {
        return Optional.ofNullable(caseRequestId);
    }

    /** Hash of the request's canonical body, empty when no case request was seen. */
    public Optional<String> requestHash() {
        return Optional.ofNullable(requestHash);
    }

    /** Keeps the hash of the first case request that was seen for a claim that came by another way. */
    public void knowRequest(String hash) {
        requestHash = hash;
    }

    /** The creditor's own reference, by which the case is looked up. */
    public Optional<String> creditorReference() {
        return Optional.ofNullable(creditorReference);
    }

    /** Keeps the division that Debitura shows for the case. */
    public void knowDivision(String id) {
        divisionId = id;
    }

    /** The whole claim. */
    public Optional<Money> claimed() {
        return money(amount);
    }

    /** What is still open, as Debitura says. */
    public Optional<Money> remainder() {
        return money(remainder);
    }

    /** The sum of the payments that stand. */
    public Optional<Money> paid() {
        return money(paid);
    }

    private Optional<Money> money(BigDecimal value) {
        return value == null || currency == null ? Optional.empty() : Optional.of(new Money(value, currency));
    }

    /** What to do while contracts are unsigned. */
    public PendingContracts pendingContracts() {
        return pendingContracts;
    }

    /** Where it stands. */
    public ClaimState state() {
        return state;
    }

    /** What first caused it. */
    public String correlationId() {
        return correlationId;
    }

    /** The exact bytes to send, empty once it is known what became of them. */
    public Optional<byte[]> submissionBody() {
        return Optional.ofNullable(submissionBody).map(byte[]::clone);
    }

    /** The key that goes with the bytes, empty before the first release. */
    public Optional<String> idempotencyKey() {
        return Optional.ofNullable(idempotencyKey);
    }

    /** How many attempts were started; an outcome counts only for the latest. */
    public int attempt() {
        return attempt;
    }

    /**
     * From when on Debitura may have made its case: since the first attempt, or at any time where onboarding-service
     * carried it, for nobody here knows when; empty while nobody sent it.
     */
    public Optional<Instant> sentSince() {
        return switch (carrier) {
            case CASE_SERVICE -> Optional.ofNullable(firstAttemptAt);
            case ONBOARDING -> Optional.of(Instant.EPOCH);
        };
    }

    /** How often in a row it did not work out. */
    public int failures() {
        return failures;
    }

    /** When it is to be looked at next, on the application's clock. */
    public Instant dueAt() {
        return dueAt;
    }

    /** Debitura's id of the case. */
    public Optional<UUID> caseId() {
        return Optional.ofNullable(caseId);
    }

    /** Debitura's short reference of the case. */
    public Optional<String> caseReference() {
        return Optional.ofNullable(caseReference);
    }

    /** Where the case stands at Debitura. */
    public Optional<Lifecycle> lifecycle() {
        return Optional.ofNullable(lifecycle).map(Lifecycle::of);
    }

    /** Debitura's own text of a lifecycle that is not known here; empty otherwise. */
    public Optional<String> unknownLifecycle() {
        return Optional.ofNullable(lifecycle)
                .filter(text -> Lifecycle.of(text) == Lifecycle.UNKNOWN && !text.equals(Lifecycle.UNKNOWN.wireValue()));
    }

    /** How the case ended, in Debitura's words. */
    public Optional<String> closeCodeText() {
        return Optional.ofNullable(closeCode);
    }

    /** How the case ended. */
    public Optional<CloseCode> closeCode() {
        return Optional.ofNullable(closeCode).map(CloseCode::of);
    }

    /** Why it was refused, or what was not done for it. */
    public List<Refusal> refusals() {
        return refusals;
    }

    /** Debitura's id of the client's division that the case is filed under. */
    public Optional<String> divisionId() {
        return Optional.ofNullable(divisionId);
    }

    /** When it became a case at Debitura. */
    public Optional<Instant> openedAt() {
        return Optional.ofNullable(openedAt);
    }

    /** When the case ended. */
    public Optional<Instant> closedAt() {
        return Optional.ofNullable(closedAt);
    }

    /** Number of snapshots published. */
    public long version() {
        return version;
    }

    /** When it last changed. */
    public Instant updatedAt() {
        return updatedAt;
    }

    Optional<String> publishedHash() {
        return Optional.ofNullable(publishedHash);
    }
}
