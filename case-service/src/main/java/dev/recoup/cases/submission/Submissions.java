package dev.recoup.cases.submission;

import dev.recoup.cases.CaseServiceConfig;
import dev.recoup.cases.claim.CaseAtDebitura;
import dev.recoup.cases.claim.CaseOwnership;
import dev.recoup.cases.claim.Claim;
import dev.recoup.cases.claim.ClaimSnapshots;
import dev.recoup.cases.claim.ClaimState;
import dev.recoup.cases.claim.Claims;
import dev.recoup.cases.claim.DatabaseClock;
import dev.recoup.cases.claim.Demand;
import dev.recoup.cases.claim.RequiredActions;
import dev.recoup.cases.claim.SigningDemand;
import dev.recoup.cases.client.ClientView;
import dev.recoup.cases.client.ClientViews;
import dev.recoup.cases.tracking.TrackedCases;
import dev.recoup.debitura.BusinessError;
import dev.recoup.debitura.CollectionCase;
import dev.recoup.debitura.SubmissionOutcome;
import dev.recoup.events.actions.ActionKind;
import dev.recoup.events.refusals.Refusal;
import dev.recoup.events.refusals.RefusalCode;
import dev.recoup.messaging.BackOff;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The two transactions around an attempt: the one that claims it, and the one that concludes it, which holds only while
 * the attempt is the claim's latest.
 */
@ApplicationScoped
class Submissions {
    private static final Logger LOG = Logger.getLogger(Submissions.class);
    private static final int CONFLICTS_BEFORE_GIVING_UP = 5;
    private static final Set<ClaimState> UNCERTAIN = Set.of(ClaimState.UNCERTAIN, ClaimState.IN_FLIGHT);

    private final Claims claims;
    private final ClaimSnapshots snapshots;
    private final RequiredActions actions;
    private final CaseOwnership ownership;
    private final ClientViews clients;
    private final TrackedCases tracked;
    private final DatabaseClock databaseClock;
    private final CaseServiceConfig config;
    private final CaseServiceConfig.Submission settings;
    private final BackOff backOff;
    private final BackOff looks;
    private final Clock clock;

    Submissions(
            Claims claims,
            ClaimSnapshots snapshots,
            RequiredActions actions,
            CaseOwnership ownership,
            ClientViews clients,
            TrackedCases tracked,
            DatabaseClock databaseClock,
            CaseServiceConfig config,
            Clock clock) {
        this.claims = claims;
        this.snapshots = snapshots;
        this.actions = actions;
        this.ownership = ownership;
        this.clients = clients;
        this.tracked = tracked;
        this.databaseClock = databaseClock;
        this.config = config;
        this.settings = config.submission();
        this.backOff = new BackOff(settings.retryFirst(), settings.retryCeiling());
        this.looks = new BackOff(settings.look(), settings.lookCeiling());
        this.clock = clock;
    }

    /** Takes on the submission that is due first, for as long as a lease lasts. */
    @Transactional(TxType.REQUIRES_NEW)
    Optional<Attempt> claimNext() {
        long claimedAt = System.nanoTime();
        return claims.dueForSubmission(clock.instant()).map(due -> {
            ClientView client = clients.lock(due.externalTenantId(), config.environment());
            Claim claim = claims.lock(due.collectionId()).orElseThrow();
            Attempt.Approach approach =
                    UNCERTAIN.contains(claim.state()) ? Attempt.Approach.LOOK_UP_FIRST : Attempt.Approach.SEND;
            Instant leaseUntil = databaseClock.now().plus(settings.lease());
            claim.startAttempt(leaseUntil, clock.instant());
            Attempt attempt = Attempt.of(claim, approach, claimedAt);
            client.lease(attempt.holder(), leaseUntil);
            return attempt;
        });
    }

    /** Makes the conclusion the claim's state, unless somebody else has taken the claim on meanwhile. */
    @Transactional(TxType.REQUIRES_NEW)
    void conclude(Attempt attempt, Conclusion conclusion) {
        ClientView client = clients.lock(attempt.externalTenantId(), config.environment());
        client.endLease(attempt.holder());
        Optional<Claim> claim = claims.lock(attempt.collectionId())
                .filter(found -> found.attempt() == attempt.number() && found.state() == ClaimState.IN_FLIGHT);
        if (claim.isEmpty()) {
            tooLate(attempt, conclusion);
            return;
        }
        switch (conclusion) {
            case Conclusion.Answered answered -> answer(claim.get(), attempt, answered.outcome());
            case Conclusion.Found found -> adopt(claim.get(), found.found());
            case Conclusion.ReferenceTaken taken ->
                refuse(claim.get(), RefusalCode.DUPLICATE_CREDITOR_REFERENCE, "/claim/creditorReference");
            case Conclusion.AgreementOpen open -> blockUntilSigned(claim.get(), open.page());
            case Conclusion.StillUnknown unknown -> doubt(claim.get(), unknown.because());
        }
        snapshots.publish(claim.get());
        LOG.infof(
                "Claim %s: attempt %d ended, it is %s",
                attempt.collectionId(), attempt.number(), claim.get().state());
    }

    private void answer(Claim claim, Attempt attempt, SubmissionOutcome outcome) {
        switch (outcome) {
            case SubmissionOutcome.Accepted accepted -> adopt(claim, accepted.collectionCase());
            case SubmissionOutcome.SignatureRequired demanded ->
                block(claim, demands(demanded.errors(), demanded.combinedSigningUrl()));
            case SubmissionOutcome.KycRequired demanded ->
                block(claim, kycDemands(demanded.errors(), demanded.combinedSigningUrl()));
            case SubmissionOutcome.NoPartnerAvailable none ->
                refuse(claim, RefusalCode.NO_PARTNER_AVAILABLE, "/claim/debtor/countryAlpha2");
            case SubmissionOutcome.CreditorBlocked blocked ->
                refuse(claim, RefusalCode.CREDITOR_BLOCKED, "/externalTenantId");
            case SubmissionOutcome.DuplicateReference duplicate ->
                doubt(claim, "the reference is taken and nobody has looked by whom");
            case SubmissionOutcome.IdempotencyConflict conflict -> conflict(claim, attempt);
            case SubmissionOutcome.Invalid invalid -> refuse(claim, FieldErrors.toRefusals(invalid.fieldErrors()));
            case SubmissionOutcome.Refused refused -> refuse(claim, RefusalCode.REFUSED_BY_DEBITURA, "");
            case SubmissionOutcome.ClientNotLinked notLinked -> waitForClient(claim, attempt);
            case SubmissionOutcome.RateLimited limited -> repeat(claim, attempt, limited.retryAfter());
            case SubmissionOutcome.NotSent notSent -> repeat(claim, attempt, Duration.ZERO);
            case SubmissionOutcome.Unknown unknown ->
                doubt(claim, unknown.error().toString());
        }
    }

    /** The case is ours: from now on it is followed. */
    private void adopt(Claim claim, CollectionCase found) {
        switch (ownership.ask(found.id(), claim)) {
            case YES -> {
                claim.see(CaseAtDebitura.of(found), clock.instant());
                actions.demand(claim, SigningDemand.of(found));
                tracked.follow(claim);
            }
            case ANOTHERS -> refuse(claim, RefusalCode.DUPLICATE_CREDITOR_REFERENCE, "/claim/creditorReference");
        }
    }

    private void block(Claim claim, List<Demand> demands) {
        claim.block(clock.instant().plus(looks.after(claim.attempt())), clock.instant());
        actions.demand(claim, demands);
    }

    private void blockUntilSigned(Claim claim, String page) {
        block(claim, Demand.of(ActionKind.SIGN_AGREEMENT, page).stream().toList());
    }

    private static List<Demand> demands(List<BusinessError> errors, Optional<String> combinedUrl) {
        Optional<Demand> all = combinedUrl.flatMap(url -> Demand.of(ActionKind.SIGN_ALL, url));
        return all.map(List::of).orElseGet(() -> single(errors));
    }

    private static List<Demand> kycDemands(List<BusinessError> errors, Optional<String> combinedUrl) {
        List<Demand> single = single(errors);
        return single.isEmpty()
                ? combinedUrl.flatMap(url -> Demand.of(ActionKind.SUBMIT_KYC, url)).stream()
                        .toList()
                : single;
    }

    private static List<Demand> single(List<BusinessError> errors) {
        return errors.stream()
                .flatMap(error -> error.solutionUrl().stream()
                        .flatMap(url -> kind(error.type()).stream().flatMap(kind -> Demand.of(kind, url).stream())))
                .toList();
    }

    private static Optional<ActionKind> kind(BusinessError.Type type) {
        return switch (type) {
            case MISSING_DEBT_COLLECTION_CONTRACT -> Optional.of(ActionKind.SIGN_AGREEMENT);
            case MISSING_POWER_OF_ATTORNEY -> Optional.of(ActionKind.SIGN_POWER_OF_ATTORNEY);
            case MISSING_KYC_VERIFICATION -> Optional.of(ActionKind.SUBMIT_KYC);
            case NO_PARTNER_AVAILABLE, CREDITOR_BLOCKED, IDEMPOTENCY_CONFLICT, DUPLICATE_REFERENCE, UNKNOWN ->
                Optional.empty();
        };
    }

    private void refuse(Claim claim, RefusalCode code, String field) {
        refuse(claim, List.of(Refusal.of(code, field)));
    }

    private void refuse(Claim claim, List<Refusal> reasons) {
        claim.refuse(reasons, clock.instant());
    }

    /** Debitura may answer so while it still works on the same request, so that looking comes before giving up. */
    private void conflict(Claim claim, Attempt attempt) {
        if (claim.failures() < CONFLICTS_BEFORE_GIVING_UP) {
            doubt(claim, "the idempotency key is in conflict");
            return;
        }
        LOG.errorf(
                "Claim %s: Debitura knows its idempotency key with other bytes, after %d attempts",
                claim.collectionId(), attempt.number());
        refuse(claim, RefusalCode.REFUSED_BY_DEBITURA, "");
    }

    private void waitForClient(Claim claim, Attempt attempt) {
        switch (attempt.approach()) {
            case SEND -> claim.waitForClient(clock.instant().plus(settings.look()), clock.instant());
            case LOOK_UP_FIRST -> doubt(claim, "the client has no link");
        }
        LOG.warnf("Claim %s: Debitura knows no link to the client", claim.collectionId());
    }

    /** Nothing was created by this attempt; what an earlier one did stays to be found out. */
    private void repeat(Claim claim, Attempt attempt, Duration atLeast) {
        Instant now = clock.instant();
        Instant dueAt = now.plus(longer(atLeast, backOff.after(claim.failures() + 1)));
        switch (attempt.approach()) {
            case SEND -> claim.holdBack(dueAt, now);
            case LOOK_UP_FIRST -> claim.doubt(dueAt, now);
        }
    }

    private void doubt(Claim claim, String because) {
        Instant now = clock.instant();
        claim.doubt(now.plus(longer(settings.settle(), backOff.after(claim.failures() + 1))), now);
        LOG.warnf("Claim %s: it is not known whether the case exists: %s", claim.collectionId(), because);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Whoever took the claim on finds the case by its reference; one that nobody finds is at least followed. */
    private void tooLate(Attempt attempt, Conclusion conclusion) {
        LOG.warnf("Claim %s: attempt %d came too late", attempt.collectionId(), attempt.number());
        Optional<CollectionCase> created =
                switch (conclusion) {
                    case Conclusion.Answered(SubmissionOutcome.Accepted accepted) ->
                        Optional.of(accepted.collectionCase());
                    case Conclusion.Found found -> Optional.of(found.found());
                    case Conclusion.Answered other -> Optional.empty();
                    case Conclusion.ReferenceTaken taken -> Optional.empty();
                    case Conclusion.AgreementOpen open -> Optional.empty();
                    case Conclusion.StillUnknown unknown -> Optional.empty();
                };
        created.ifPresent(
                found -> tracked.want(found.id(), Optional.of(attempt.externalTenantId()), attempt.correlationId()));
    }
}
