package dev.recoup.onboarding.client;

import dev.recoup.events.Environment;
import dev.recoup.events.SnapshotVersion;
import dev.recoup.events.clients.ClientStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Clients as they are now, in the form of their snapshots. */
@ApplicationScoped
public class ClientReader {

    private final Environment environment;
    private final Clients clients;

    @Inject
    ClientReader(@ConfigProperty(name = "recoup.environment") Environment environment, Clients clients) {
        this.environment = environment;
        this.clients = clients;
    }

    /** The client's state, or empty when nobody has heard of it; needs an active transaction. */
    public Optional<ClientStatus> status(String externalTenantId) {
        return clients.find(externalTenantId).map(client -> ClientSnapshot.of(client)
                .toStatus(
                        client,
                        environment,
                        client.correlationId,
                        SnapshotVersion.of(client.version),
                        client.updatedAt));
    }
}
