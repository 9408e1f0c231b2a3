package dev.recoup.onboarding.client;

import dev.recoup.events.Environment;
import dev.recoup.onboarding.config.OnboardingConfig;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The clients of this deployment's environment. Every method but {@link #find} needs an active transaction. */
@ApplicationScoped
public class Clients implements PanacheRepository<Client> {

    private final Environment environment;
    private final OnboardingConfig config;
    private final Clock clock;

    @Inject
    Clients(
            @ConfigProperty(name = "recoup.environment") Environment environment,
            OnboardingConfig config,
            Clock clock) {
        this.environment = environment;
        this.config = config;
        this.clock = clock;
    }

    /** The client, its row locked until the transaction ends and made as {@link ClientState#NEW} if it is missing. */
    public Client lock(String externalTenantId, String correlationId) {
        getEntityManager()
                .createNamedQuery("Client.createIfMissing")
                .setParameter("environment", environment.wire())
                .setParameter("tenant", externalTenantId)
                .setParameter("correlation", correlationId)
                .setParameter("now", clock.instant())
                .executeUpdate();
        return query("Client.findAndLock")
                .setParameter("environment", environment.wire())
                .setParameter("tenant", externalTenantId)
                .getSingleResult();
    }

    /** The client as it is now, or empty when nobody has heard of it. */
    public Optional<Client> find(String externalTenantId) {
        return query("Client.findByTenant")
                .setParameter("environment", environment.wire())
                .setParameter("tenant", externalTenantId)
                .getResultStream()
                .findFirst();
    }

    /** Claims a client that has a request to send; empty when none is due or all are being called about. */
    public Optional<Claim> claimForRequest() {
        return claim("Client.claimForRequest");
    }

    /** Claims a client that has to be read again; empty when none is due or all are being called about. */
    public Optional<Claim> claimForRefresh() {
        return claim("Client.claimForRefresh");
    }

    /**
     * Has every client read again that is not ready; returns how many. Ready ones are left out: no webhook tells anything
     * of them that could have been missed, and they are too many to be read one by one.
     */
    public int readNotReadyAgain() {
        return getEntityManager()
                .createNamedQuery("Client.readNotReadyAgain")
                .setParameter("environment", environment.wire())
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    /** The client, locked, if no later call about it has begun; else the outcome must be dropped. */
    public Optional<Client> lockClaimed(Claim claim) {
        return query("Client.lockAttempt")
                .setParameter("id", claim.clientId())
                .setParameter("attempt", claim.attempt())
                .getResultStream()
                .findFirst();
    }

    private Optional<Claim> claim(String namedQuery) {
        return query(namedQuery)
                .setParameter("environment", environment.wire())
                .setParameter("now", clock.instant())
                .setParameter("leaseSeconds", (double) config.leaseTime().toSeconds())
                .getResultStream()
                .findFirst()
                .map(Claim::on);
    }

    private TypedQuery<Client> query(String name) {
        return getEntityManager().createNamedQuery(name, Client.class);
    }
}
