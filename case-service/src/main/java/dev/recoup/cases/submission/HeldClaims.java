package dev.recoup.cases.submission;

import dev.recoup.cases.CaseServiceConfig;
import dev.recoup.cases.claim.Claim;
import dev.recoup.cases.claim.ClaimState;
import dev.recoup.cases.claim.Claims;
import dev.recoup.cases.claim.Demand;
import dev.recoup.cases.claim.RequiredActions;
import dev.recoup.cases.client.ClientView;
import dev.recoup.cases.client.ClientViews;
import dev.recoup.cases.client.Releases;
import dev.recoup.debitura.DebituraException;
import dev.recoup.debitura.DebituraReferral;
import dev.recoup.debitura.limits.Lane;
import dev.recoup.debitura.referral.LinkedClient;
import dev.recoup.events.actions.ActionKind;
import dev.recoup.messaging.work.Progress;
import dev.recoup.messaging.work.WorkLoops;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * The janitor of claims that wait for their client or for a signature: releases what the news of the client did not.
 * Whether a signature was given is asked at Debitura, because not every signature changes the client's state here.
 */
@ApplicationScoped
class HeldClaims {
    private static final Logger LOG = Logger.getLogger(HeldClaims.class);
    private static final int AT_ONCE = 100;

    private final Claims claims;
    private final ClientViews clients;
    private final Releases releases;
    private final RequiredActions actions;
    private final DebituraReferral debitura;
    private final WorkLoops loops;
    private final CaseServiceConfig config;
    private final Clock clock;

    HeldClaims(
            Claims claims,
            ClientViews clients,
            Releases releases,
            RequiredActions actions,
            DebituraReferral debitura,
            WorkLoops loops,
            CaseServiceConfig config,
            Clock clock) {
        this.claims = claims;
        this.clients = clients;
        this.releases = releases;
        this.actions = actions;
        this.debitura = debitura;
        this.loops = loops;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        loops.start("held-claims", config.submission().janitorPoll(), 1, this::look);
    }

    private Progress look() {
        overdue(ClaimState.WAITING_FOR_CLIENT)
                .forEach(due -> with(due, (client, claim) -> {
                    releases.releaseIfTaken(client, claim);
                    postponeIfStill(ClaimState.WAITING_FOR_CLIENT, claim);
                }));
        overdue(ClaimState.BLOCKED).forEach(this::lookForSignature);
        return Progress.NOTHING_DUE;
    }

    private void lookForSignature(Claims.Due due) {
        try {
            Optional<LinkedClient> link = Lane.REFRESH.call(() -> debitura.client(due.externalTenantId()));
            with(due, (client, claim) -> {
                if (link.filter(HeldClaims::hasNothingToSign).isPresent()) {
                    releases.releaseIfTaken(client, claim);
                } else {
                    link.flatMap(HeldClaims::agreement).ifPresent(demand -> actions.renew(claim, demand));
                }
                postponeIfStill(ClaimState.BLOCKED, claim);
            });
        } catch (DebituraException failed) {
            LOG.warnf("Claim %s: its client cannot be looked at: %s", due.collectionId(), failed.error());
            with(due, (client, claim) -> postponeIfStill(ClaimState.BLOCKED, claim));
        }
    }

    private static boolean hasNothingToSign(LinkedClient client) {
        return client.onboardingDone() && client.kycStatus() != LinkedClient.KycStatus.PENDING;
    }

    /** Where the agreement is signed: pages may end, and are given out anew with the client. */
    private static Optional<Demand> agreement(LinkedClient client) {
        return client.onboardingUrl().flatMap(page -> Demand.of(ActionKind.SIGN_AGREEMENT, page));
    }

    private List<Claims.Due> overdue(ClaimState state) {
        return QuarkusTransaction.requiringNew().call(() -> claims.overdue(state, clock.instant(), AT_ONCE));
    }

    private void with(Claims.Due due, BiConsumer<ClientView, Claim> change) {
        QuarkusTransaction.requiringNew().run(() -> {
            ClientView client = clients.lock(due.externalTenantId(), config.environment());
            claims.lock(due.collectionId()).ifPresent(claim -> {
                MDC.put("correlationId", claim.correlationId());
                MDC.put("externalTenantId", claim.externalTenantId());
                MDC.put("collectionId", claim.collectionId());
                change.accept(client, claim);
            });
        });
    }

    private void postponeIfStill(ClaimState state, Claim claim) {
        Duration look = config.submission().look();
        if (claim.state() == state && !claim.dueAt().isAfter(clock.instant())) {
            claim.postpone(clock.instant().plus(look));
        }
    }
}
