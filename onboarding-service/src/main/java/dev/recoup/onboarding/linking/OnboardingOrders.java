package dev.recoup.onboarding.linking;

import dev.recoup.events.Environment;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The accepted requests; every method needs an active transaction. */
@ApplicationScoped
class OnboardingOrders implements PanacheRepository<OnboardingOrder> {

    /** What became of a request that wants to be accepted. */
    enum Acceptance {
        /** New, and kept now. */
        ACCEPTED,
        /** Known with the same content. */
        REPEATED,
        /** Known with another content. */
        CONFLICTING
    }

    private final Environment environment;
    private final Clock clock;

    @Inject
    OnboardingOrders(@ConfigProperty(name = "recoup.environment") Environment environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    Acceptance accept(long clientId, String requestId, String contentHash, byte[] request, String correlationId) {
        int inserted = getEntityManager()
                .createNamedQuery("OnboardingOrder.acceptIfNew")
                .setParameter("environment", environment.wire())
                .setParameter("requestId", requestId)
                .setParameter("clientId", clientId)
                .setParameter("hash", contentHash)
                .setParameter("request", request)
                .setParameter("correlation", correlationId)
                .setParameter("now", clock.instant())
                .executeUpdate();
        if (inserted == 1) {
            return Acceptance.ACCEPTED;
        }
        return byRequestId(requestId).orElseThrow().contentHash.equals(contentHash)
                ? Acceptance.REPEATED
                : Acceptance.CONFLICTING;
    }

    Optional<OnboardingOrder> byRequestId(String requestId) {
        return getEntityManager()
                .createNamedQuery("OnboardingOrder.byRequestId", OnboardingOrder.class)
                .setParameter("environment", environment.wire())
                .setParameter("requestId", requestId)
                .getResultStream()
                .findFirst();
    }

    Optional<OnboardingOrder> oldestWaiting(long clientId) {
        return getEntityManager()
                .createNamedQuery("OnboardingOrder.oldestWaiting", OnboardingOrder.class)
                .setParameter("clientId", clientId)
                .getResultStream()
                .findFirst();
    }
}
