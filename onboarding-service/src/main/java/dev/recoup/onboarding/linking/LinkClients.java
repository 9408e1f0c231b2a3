package dev.recoup.onboarding.linking;

import dev.recoup.debitura.DebituraReferral;
import dev.recoup.debitura.OnboardingOutcome;
import dev.recoup.debitura.limits.Lane;
import dev.recoup.debitura.referral.LinkedClient;
import dev.recoup.events.EventJson;
import dev.recoup.events.clients.OnboardingRequest;
import dev.recoup.events.refusals.Refusal;
import dev.recoup.events.refusals.RefusalCode;
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
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Sends accepted requests to Debitura, one call per client at a time. The tenant id is the key of the call, so after an
 * unknown outcome the same call is simply made again.
 */
@ApplicationScoped
class LinkClients {

    private static final Logger LOG = Logger.getLogger(LinkClients.class);

    /** A call that was claimed, its request read. */
    private record Call(Claim claim, long orderId, FirstCases.Sent sent) {}

    private final Clients clients;
    private final ClientChanges changes;
    private final OnboardingOrders orders;
    private final FirstCases firstCases;
    private final DebituraReferral debitura;
    private final OnboardingConfig config;
    private final WorkLoops loops;
    private final MeterRegistry registry;
    private final Clock clock;
    private final BackOff backOff;
    private volatile WorkLoop loop;

    @Inject
    LinkClients(
            Clients clients,
            ClientChanges changes,
            OnboardingOrders orders,
            FirstCases firstCases,
            DebituraReferral debitura,
            OnboardingConfig config,
            WorkLoops loops,
            MeterRegistry registry,
            Clock clock) {
        this.clients = clients;
        this.changes = changes;
        this.orders = orders;
        this.firstCases = firstCases;
        this.debitura = debitura;
        this.config = config;
        this.loops = loops;
        this.registry = registry;
        this.clock = clock;
        this.backOff = new BackOff(config.firstBackOff(), config.longestBackOff());
    }

    void start(@Observes StartupEvent started) {
        loop = loops.start("link-clients", config.poll(), config.concurrency(), this::sendOne);
    }

    /** Has the loop look for work as soon as the current transaction is committed. */
    void wakeAfterCommit() {
        loops.wakeAfterCommit(loop);
    }

    private Progress sendOne() {
        Optional<Call> claimed = QuarkusTransaction.requiringNew()
                .call(() -> clients.claimForRequest().flatMap(this::prepare));
        if (claimed.isEmpty()) {
            return Progress.NOTHING_DUE;
        }
        Call call = claimed.get();
        MDC.put("correlationId", call.sent().correlationId());
        MDC.put("externalTenantId", call.claim().externalTenantId());
        OnboardingOutcome outcome = Lane.SUBMISSION.call(
                () -> debitura.createClient(DebituraRequest.of(call.sent().request())));
        registry.counter(
                        "recoup.onboarding.answers",
                        "outcome",
                        outcome.getClass().getSimpleName())
                .increment();
        QuarkusTransaction.requiringNew().run(() -> commit(call, outcome));
        return Progress.MADE;
    }

    private Optional<Call> prepare(Claim claim) {
        Optional<Client> client = clients.lockClaimed(claim);
        if (client.isEmpty()) {
            return Optional.empty();
        }
        Optional<OnboardingOrder> order = orders.oldestWaiting(claim.clientId());
        if (order.isEmpty()) {
            client.get().requestSettled(Optional.empty());
            return Optional.empty();
        }
        client.get().forgetLinkSignal();
        int sends = order.get().sending();
        OnboardingRequest request = EventJson.read(order.get().request, OnboardingRequest.class);
        return Optional.of(
                new Call(claim, order.get().id, new FirstCases.Sent(request, sends, order.get().correlationId)));
    }

    private void commit(Call call, OnboardingOutcome outcome) {
        Optional<Client> claimed = clients.lockClaimed(call.claim());
        if (claimed.isEmpty()) {
            LOG.infof(
                    "Client %s: answer dropped, a later call holds it",
                    call.claim().externalTenantId());
            return;
        }
        Client client = claimed.get();
        switch (outcome) {
            case OnboardingOutcome.Ready ready -> {
                settle(
                        client,
                        call,
                        OnboardingOrder.State.ANSWERED,
                        c -> c.observe(Observation.ANSWERED_READY, LinkFacts.of(ready.client())));
                firstCases.linked(call.sent(), results(ready.client()));
            }
            case OnboardingOutcome.SignatureRequired signature -> {
                settle(
                        client,
                        call,
                        OnboardingOrder.State.ANSWERED,
                        c -> c.observe(
                                Observation.ANSWERED_SIGNATURE_REQUIRED,
                                LinkFacts.of(signature.client()).withPage(signature.url())));
                firstCases.linked(call.sent(), results(signature.client()));
            }
            case OnboardingOutcome.ApprovalRequired approval -> {
                settle(client, call, OnboardingOrder.State.ANSWERED, c -> {
                    c.linkAsked(approval.url(), clock.instant());
                    c.observe(
                            Observation.ANSWERED_APPROVAL_REQUIRED,
                            LinkFacts.none().withPage(approval.url()));
                    c.catchUpWithLinkSignal();
                });
                firstCases.stored(call.sent());
            }
            case OnboardingOutcome.LinkedElsewhere elsewhere ->
                block(client, call, Observation.ANSWERED_LINKED_ELSEWHERE, RefusalCode.LINKED_TO_ANOTHER_PARTNER);
            case OnboardingOutcome.UnknownConflict conflict -> {
                LOG.warnf("Client %s: conflict '%s' is not known", client.externalTenantId(), conflict.type());
                block(client, call, Observation.ANSWERED_UNKNOWN_CONFLICT, RefusalCode.CLIENT_CONFLICT);
            }
            case OnboardingOutcome.Rejected rejected -> refuse(client, call, Rejections.of(rejected.error()));
            case OnboardingOutcome.RateLimited limited -> postpone(client, limited.retryAfter());
            case OnboardingOutcome.Unavailable unavailable -> {
                LOG.warnf("Client %s: Debitura gave no answer: %s", client.externalTenantId(), unavailable.error());
                postpone(client, Duration.ZERO);
            }
        }
    }

    private void block(Client client, Call call, Observation observation, RefusalCode code) {
        List<Refusal> reasons = List.of(Refusal.of(code, "/externalTenantId"));
        settle(client, call, OnboardingOrder.State.REFUSED, c -> {
            c.observe(observation, LinkFacts.none());
            c.refused(Optional.empty(), reasons);
        });
        firstCases.refused(call.sent(), reasons);
    }

    private void refuse(Client client, Call call, List<Refusal> reasons) {
        settle(client, call, OnboardingOrder.State.REFUSED, c -> c.refused(Optional.empty(), reasons));
        firstCases.refused(call.sent(), reasons);
    }

    private void settle(Client client, Call call, OnboardingOrder.State end, Consumer<Client> change) {
        Instant now = clock.instant();
        OnboardingRequest request = call.sent().request();
        orders.findById(call.orderId()).settle(end, now);
        changes.apply(client, answered -> {
            answered.answering(request.onboardingRequestId(), call.sent().correlationId(), request.returnUrl());
            change.accept(answered);
        });
        client.requestSettled(orders.oldestWaiting(client.id()).map(waiting -> now));
        if (client.state().waitsForUser()) {
            client.refreshAt(now.plus(config.waitingRefresh()));
        }
        LOG.infof("Client %s: request %s %s", client.externalTenantId(), request.onboardingRequestId(), end);
    }

    private void postpone(Client client, Duration atLeast) {
        Duration pause = backOff.after(client.requestFailed());
        client.requestDue(clock.instant().plus(pause.compareTo(atLeast) > 0 ? pause : atLeast));
    }

    private static Optional<LinkedClient.CaseResults> results(LinkedClient client) {
        return Optional.ofNullable(client.caseResults());
    }
}
