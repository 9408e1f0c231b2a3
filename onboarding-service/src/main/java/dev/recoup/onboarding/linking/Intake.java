package dev.recoup.onboarding.linking;

import dev.recoup.events.Environment;
import dev.recoup.events.clients.OnboardingRequest;
import dev.recoup.events.refusals.Refusal;
import dev.recoup.events.refusals.RefusalCode;
import dev.recoup.events.rules.OnboardingRequestRules;
import dev.recoup.events.rules.Verdict;
import dev.recoup.onboarding.client.Client;
import dev.recoup.onboarding.client.Clients;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Takes requests in: what is accepted here is committed with the caller's transaction and will be sent. */
@ApplicationScoped
class Intake {

    private static final Logger LOG = Logger.getLogger(Intake.class);

    /** How a request fared. */
    sealed interface Taken {

        /** It will be sent, or was accepted before. */
        record Accepted(String externalTenantId, String onboardingRequestId) implements Taken {}

        /** It cannot be used, and its publisher can be told why. */
        record Refused(String externalTenantId, Optional<String> onboardingRequestId, List<Refusal> reasons)
                implements Taken {}

        /** It cannot be used, and it does not say whom to tell. */
        record Unanswerable(List<Refusal> reasons) implements Taken {}
    }

    private final OnboardingRequestRules rules;
    private final Clients clients;
    private final OnboardingOrders orders;
    private final LinkClients linkClients;
    private final Clock clock;

    @Inject
    Intake(
            @ConfigProperty(name = "recoup.environment") Environment environment,
            Clients clients,
            OnboardingOrders orders,
            LinkClients linkClients,
            Clock clock) {
        this.rules = new OnboardingRequestRules(environment, clock);
        this.clients = clients;
        this.orders = orders;
        this.linkClients = linkClients;
        this.clock = clock;
    }

    /**
     * Takes in one request.
     *
     * @param body the request as published, a JSON value
     * @param correlationId what first caused it
     */
    Taken take(byte[] body, String correlationId) {
        return switch (rules.check(body)) {
            case Verdict.OnboardingAccepted valid -> accept(valid, body, correlationId);
            case Verdict.OnboardingRefused refused ->
                new Taken.Refused(refused.externalTenantId(), refused.onboardingRequestId(), refused.refusals());
            case Verdict.OnboardingUnusable unusable -> new Taken.Unanswerable(unusable.refusals());
        };
    }

    private Taken accept(Verdict.OnboardingAccepted valid, byte[] body, String correlationId) {
        OnboardingRequest request = valid.request();
        String tenant = request.externalTenantId();
        String requestId = request.onboardingRequestId();
        MDC.put("externalTenantId", tenant);
        if (!request.divisions().isEmpty()) {
            return refused(request, Refusal.of(RefusalCode.VALUE_NOT_ALLOWED, "/divisions"));
        }
        Client client = clients.lock(tenant, correlationId);
        return switch (orders.accept(client.id(), requestId, valid.hash(), body, correlationId)) {
            case ACCEPTED -> {
                client.requestWaits(clock.instant());
                linkClients.wakeAfterCommit();
                LOG.infof("Client %s: request %s accepted", tenant, requestId);
                yield new Taken.Accepted(tenant, requestId);
            }
            case REPEATED -> {
                LOG.infof("Client %s: request %s is known", tenant, requestId);
                yield new Taken.Accepted(tenant, requestId);
            }
            case CONFLICTING -> refused(request, Refusal.of(RefusalCode.CONFLICTING_DUPLICATE, "/onboardingRequestId"));
        };
    }

    private static Taken refused(OnboardingRequest request, Refusal reason) {
        return new Taken.Refused(
                request.externalTenantId(), Optional.of(request.onboardingRequestId()), List.of(reason));
    }
}
