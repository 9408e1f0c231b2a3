package dev.recoup.cases.tracking;

import dev.recoup.cases.CaseServiceConfig;
import dev.recoup.cases.claim.CaseAtDebitura;
import dev.recoup.cases.claim.Claim;
import dev.recoup.cases.claim.ClaimSnapshots;
import dev.recoup.cases.claim.ClaimState;
import dev.recoup.cases.claim.Claims;
import dev.recoup.cases.claim.NameId;
import dev.recoup.cases.claim.OwnCase;
import dev.recoup.cases.claim.RequiredActions;
import dev.recoup.cases.claim.SigningDemand;
import dev.recoup.cases.client.ClientViews;
import dev.recoup.debitura.CollectionCase;
import dev.recoup.events.Mode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The two transactions around a refresh: the one that takes it on, and the one that makes what Debitura's API says the
 * state of the case's claim, which holds only while the refresh is the case's latest.
 */
@ApplicationScoped
class Refreshes {
    private static final Logger LOG = Logger.getLogger(Refreshes.class);

    private final TrackedCases tracked;
    private final Payments payments;
    private final Claims claims;
    private final ClaimSnapshots snapshots;
    private final RequiredActions actions;
    private final ClientViews clients;
    private final CaseServiceConfig config;
    private final Clock clock;

    Refreshes(
            TrackedCases tracked,
            Payments payments,
            Claims claims,
            ClaimSnapshots snapshots,
            RequiredActions actions,
            ClientViews clients,
            CaseServiceConfig config,
            Clock clock) {
        this.tracked = tracked;
        this.payments = payments;
        this.claims = claims;
        this.snapshots = snapshots;
        this.actions = actions;
        this.clients = clients;
        this.config = config;
        this.clock = clock;
    }

    @Transactional(TxType.REQUIRES_NEW)
    Optional<Look> takeOn() {
        return tracked.claimNext().map(found -> {
            Optional<Claim> claim = claims.find("caseId", found.caseId).firstResultOptional();
            return new Look(
                    found.caseId,
                    found.attempt,
                    found.refreshWanted,
                    Optional.ofNullable(found.externalTenantId),
                    claim.map(Look.Known::of),
                    claim.map(Claim::correlationId).orElse(found.correlationId));
        });
    }

    @Transactional(TxType.REQUIRES_NEW)
    void conclude(Look look, Seen seen) {
        switch (seen) {
            case Seen.Shown shown -> apply(look, shown);
            case Seen.Gone gone ->
                tracked.lockFor(look.caseId(), look.number()).ifPresent(found -> {
                    LOG.warnf("Case %s: Debitura does not show it", look.caseId());
                    found.nextLookAt = null;
                    tracked.done(found, look.answers());
                });
            case Seen.Failed failed ->
                tracked.lockFor(look.caseId(), look.number()).ifPresent(found -> {
                    LOG.warnf("Case %s: cannot be looked at: %s", look.caseId(), failed.because());
                    tracked.failed(found);
                });
        }
    }

    private void apply(Look look, Seen.Shown shown) {
        clients.lock(shown.externalTenantId(), config.environment());
        Optional<Claim> owner = claims.lockByCase(look.caseId()).or(() -> candidate(look, shown));
        Optional<TrackedCase> latest = tracked.lockFor(look.caseId(), look.number());
        if (latest.isEmpty()) {
            LOG.infof("Case %s: the look came too late", look.caseId());
            return;
        }
        if (owner.filter(claim -> claim.state() == ClaimState.IN_FLIGHT).isPresent()) {
            // The answer to its submission is on the way; it knows more than we do.
            tracked.failed(latest.get());
            return;
        }
        if (owner.isEmpty() && shown.detail().isEmpty()) {
            LOG.warnf("Case %s: is nobody's, and the Customer API does not show it", look.caseId());
            tracked.failed(latest.get());
            return;
        }
        Claim claim = owner.orElseGet(() -> stranger(look, shown, shown.detail().orElseThrow()));
        see(claim, shown);
        latest.get().collectionId = claim.collectionId();
        latest.get().externalTenantId = claim.externalTenantId();
        latest.get().correlationId = claim.correlationId();
        tracked.watch(latest.get(), claim);
        tracked.done(latest.get(), look.answers());
        snapshots.publish(claim);
        LOG.infof("Claim %s: refreshed, it is %s", claim.collectionId(), claim.state());
    }

    private void see(Claim claim, Seen.Shown shown) {
        claim.see(CaseAtDebitura.of(shown.overview()), clock.instant());
        shown.detail()
                .flatMap(detail -> Optional.ofNullable(detail.creditorDivisionId()))
                .ifPresent(division -> claim.knowDivision(division.toString()));
        shown.payments().ifPresent(listed -> payments.take(claim, listed));
        if (claim.state() != ClaimState.PENDING_SIGNATURE) {
            actions.demand(claim, List.of());
        } else {
            shown.detail().ifPresent(detail -> actions.demand(claim, SigningDemand.of(detail)));
        }
    }

    /** A claim of ours whose case this can be, though nobody told us yet: its answer was lost or is still on the way. */
    private Optional<Claim> candidate(Look look, Seen.Shown shown) {
        String reference = shown.overview().creditorReference();
        if (reference == null || shown.detail().isEmpty()) {
            return expected(look);
        }
        return expected(look).or(() -> claims.lockCaselessByReference(shown.externalTenantId(), reference).stream()
                .filter(claim -> canBe(claim, shown.detail().get()))
                .findFirst());
    }

    private Optional<Claim> expected(Look look) {
        return Optional.ofNullable(tracked.findById(look.caseId()))
                .map(found -> found.collectionId)
                .flatMap(claims::lock)
                .filter(claim -> claim.caseId().isEmpty() && !claim.state().isFinal());
    }

    private boolean canBe(Claim claim, CollectionCase found) {
        if (claim.state().isFinal() || claim.mode() != Mode.ofTestFlag(found.isTestCase())) {
            return false;
        }
        return switch (claim.origin()) {
            case FIRST_CASE -> true;
            case REQUEST ->
                claim.sentSince().isPresent()
                        && claim.submissionBody().isPresent()
                        && OwnCase.canBe(
                                found,
                                claim.submissionBody().get(),
                                claim.sentSince().get(),
                                config.submission().clockSkew());
            case DEBITURA -> false;
        };
    }

    /** A case that nobody here asked for. Its mode is only told by the Customer API. */
    private Claim stranger(Look look, Seen.Shown shown, CollectionCase detail) {
        Claim claim = Claim.foundAtDebitura(
                NameId.ofCase(look.caseId()),
                CaseAtDebitura.of(detail),
                Optional.ofNullable(shown.overview().creditorReference()),
                config.environment(),
                Mode.ofTestFlag(detail.isTestCase()),
                shown.externalTenantId(),
                look.correlationId(),
                clock.instant());
        claims.persist(claim);
        LOG.infof("Claim %s: case %s was made at Debitura", claim.collectionId(), look.caseId());
        return claim;
    }
}
