package dev.recoup.onboarding.refresh;

import dev.recoup.debitura.DebituraError;
import dev.recoup.debitura.DebituraException;
import dev.recoup.debitura.DebituraReferral;
import dev.recoup.debitura.limits.Lane;
import dev.recoup.debitura.referral.LinkedClient;
import dev.recoup.messaging.BackOff;
import dev.recoup.messaging.work.Progress;
import dev.recoup.messaging.work.WorkLoop;
import dev.recoup.messaging.work.WorkLoops;
import dev.recoup.onboarding.client.Claim;
import dev.recoup.onboarding.client.Client;
import dev.recoup.onboarding.client.ClientChanges;
import dev.recoup.onboarding.client.Clients;
import dev.recoup.onboarding.client.LinkFacts;
import dev.recoup.onboarding.client.Observation;
import dev.recoup.onboarding.config.OnboardingConfig;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Reads clients at Debitura when a webhook gave a reason or may have been missed, and now and then while they wait for
 * their user. Reasons that come up during a call lead to another call.
 */
@ApplicationScoped
class RefreshClients {

    private static final Logger LOG = Logger.getLogger(RefreshClients.class);

    /** Debitura ends overdue requests hourly (guide 6.6), and its clock may differ from ours. */
    private static final Duration END_IS_TOLD_WITHIN = Duration.ofHours(2);

    private final Clients clients;
    private final ClientChanges changes;
    private final DebituraReferral debitura;
    private final OnboardingConfig config;
    private final WorkLoops loops;
    private final Clock clock;
    private final BackOff backOff;
    private volatile WorkLoop loop;

    @Inject
    RefreshClients(
            Clients clients,
            ClientChanges changes,
            DebituraReferral debitura,
            OnboardingConfig config,
            WorkLoops loops,
            Clock clock) {
        this.clients = clients;
        this.changes = changes;
        this.debitura = debitura;
        this.config = config;
        this.loops = loops;
        this.clock = clock;
        this.backOff = new BackOff(config.firstBackOff(), config.longestBackOff());
    }

    void start(@Observes StartupEvent started) {
        loop = loops.start("refresh-clients", config.poll(), config.concurrency(), this::readOne);
    }

    /** Has the loop look for work as soon as the current transaction is committed. */
    void wakeAfterCommit() {
        loops.wakeAfterCommit(loop);
    }

    private Progress readOne() {
        Optional<Claim> claimed = QuarkusTransaction.requiringNew().call(clients::claimForRefresh);
        if (claimed.isEmpty()) {
            return Progress.NOTHING_DUE;
        }
        Claim claim = claimed.get();
        MDC.put("correlationId", claim.correlationId());
        MDC.put("externalTenantId", claim.externalTenantId());
        try {
            Optional<LinkedClient> answer = Lane.REFRESH.call(() -> debitura.client(claim.externalTenantId()));
            commit(claim, client -> take(client, claim, answer));
        } catch (DebituraException failed) {
            LOG.warnf("Client %s: not read: %s", claim.externalTenantId(), failed.error());
            commit(claim, client -> postpone(client, failed.error()));
        }
        return Progress.MADE;
    }

    private void commit(Claim claim, Consumer<Client> outcome) {
        QuarkusTransaction.requiringNew().run(() -> clients.lockClaimed(claim)
                .ifPresentOrElse(
                        outcome,
                        () -> LOG.infof("Client %s: answer dropped, a later call holds it", claim.externalTenantId())));
    }

    private void take(Client client, Claim claim, Optional<LinkedClient> answer) {
        Instant now = clock.instant();
        changes.apply(
                client,
                read -> answer.ifPresentOrElse(
                        linked -> read.observe(
                                linked.onboardingDone() ? Observation.READ_SIGNED : Observation.READ_UNSIGNED,
                                LinkFacts.of(linked)),
                        () -> read.observe(notFound(read, now), LinkFacts.none())));
        client.refreshed(
                claim.refreshWanted(),
                now,
                client.state().waitsForUser() ? Optional.of(now.plus(config.waitingRefresh())) : Optional.empty());
        LOG.infof("Client %s: read, %s", client.externalTenantId(), client.state());
    }

    /** No endpoint shows a link request: that it has ended without an event is known by its age alone. */
    private Observation notFound(Client client, Instant now) {
        return client.wasLastAskedBefore(now.minus(config.linkRequestLifetime()).minus(END_IS_TOLD_WITHIN))
                ? Observation.READ_NOT_FOUND_IN_TIME
                : Observation.READ_NOT_FOUND;
    }

    private void postpone(Client client, DebituraError error) {
        Duration pause = backOff.after(client.refreshFailed());
        Duration atLeast = error instanceof DebituraError.RateLimited limited ? limited.retryAfter() : Duration.ZERO;
        client.refreshDue(clock.instant().plus(pause.compareTo(atLeast) > 0 ? pause : atLeast));
    }
}
