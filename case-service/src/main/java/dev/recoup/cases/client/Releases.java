package dev.recoup.cases.client;

import dev.recoup.cases.CaseServiceConfig;
import dev.recoup.cases.claim.Claim;
import dev.recoup.cases.claim.ClaimSnapshots;
import dev.recoup.cases.claim.ClaimState;
import dev.recoup.cases.claim.ClaimTrigger;
import dev.recoup.cases.claim.Claims;
import dev.recoup.cases.claim.RequiredActions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Lets claims go on when their client allows it. The client's row is locked by the caller. */
@ApplicationScoped
public class Releases {
    private static final Logger LOG = Logger.getLogger(Releases.class);
    private static final int AT_ONCE = 500;
    private static final Set<ClaimState> HELD = Set.of(ClaimState.WAITING_FOR_CLIENT, ClaimState.BLOCKED);

    private final Claims claims;
    private final ClaimSnapshots snapshots;
    private final RequiredActions actions;
    private final Event<SubmissionsQueued> queued;
    private final CaseServiceConfig config;
    private final Clock clock;

    Releases(
            Claims claims,
            ClaimSnapshots snapshots,
            RequiredActions actions,
            Event<SubmissionsQueued> queued,
            CaseServiceConfig config,
            Clock clock) {
        this.claims = claims;
        this.snapshots = snapshots;
        this.actions = actions;
        this.queued = queued;
        this.config = config;
        this.clock = clock;
    }

    /** Something of the client changed: releases all that it held back, up to a few hundred; the janitor takes the rest. */
    void releaseAll(ClientView client) {
        List<String> held = claims.heldByClient(client.externalTenantId(), HELD, AT_ONCE);
        for (String collectionId : held) {
            claims.lock(collectionId).ifPresent(claim -> {
                MDC.put("correlationId", claim.correlationId());
                MDC.put("collectionId", collectionId);
                releaseIfTaken(client, claim);
            });
        }
        if (held.size() == AT_ONCE) {
            claims.lookAtHeldSoon(client.externalTenantId(), HELD, clock.instant());
        }
    }

    /** Releases one claim, if it is held back and the client's state allows its submission. */
    public void releaseIfTaken(ClientView client, Claim claim) {
        if (claim.submissionBody().isPresent()
                && claim.can(ClaimTrigger.CLIENT_RELEASED)
                && client.takes(claim.pendingContracts())) {
            letGo(claim);
            actions.demand(claim, List.of());
            snapshots.publish(claim);
            queued.fire(new SubmissionsQueued());
            LOG.infof("Claim %s: released, the client is %s", claim.collectionId(), client.state());
        }
    }

    /** What Debitura stored until its client approved is a case soon, or never: it is looked up before it is sent. */
    private void letGo(Claim claim) {
        Instant now = clock.instant();
        if (claim.isLeftToDebitura()) {
            claim.assumeSent(now.plus(config.submission().settle()), now);
        } else {
            claim.release(now);
        }
    }
}
