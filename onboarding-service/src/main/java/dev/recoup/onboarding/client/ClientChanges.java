package dev.recoup.onboarding.client;

import dev.recoup.events.Environment;
import dev.recoup.events.EventMetadata;
import dev.recoup.events.EventType;
import dev.recoup.events.SnapshotVersion;
import dev.recoup.events.Topic;
import dev.recoup.events.clients.ClientStatus;
import dev.recoup.messaging.outbox.EventPublisher;
import dev.recoup.onboarding.actions.RequiredActions;
import dev.recoup.onboarding.actions.Wanted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The one way to change a client: whatever a change makes visible is published once, as a snapshot, in the transaction
 * of the change, and the actions its user has to take follow.
 */
@ApplicationScoped
public class ClientChanges {

    private static final Logger LOG = Logger.getLogger(ClientChanges.class);
    private static final String SOURCE = "/recoup/onboarding-service";

    private final Environment environment;
    private final EventPublisher publisher;
    private final RequiredActions actions;
    private final Clock clock;

    @Inject
    ClientChanges(
            @ConfigProperty(name = "recoup.environment") Environment environment,
            EventPublisher publisher,
            RequiredActions actions,
            Clock clock) {
        this.environment = environment;
        this.publisher = publisher;
        this.actions = actions;
        this.clock = clock;
    }

    /** Changes a client; see {@link #apply(Client, String, Consumer)}. */
    public void apply(Client client, Consumer<Client> change) {
        apply(client, Optional.empty(), change);
    }

    /**
     * Changes a client and answers a request that leaves the client's own correlation id alone.
     *
     * @param client locked by the active transaction
     * @param correlationId carried by the snapshot, if one is due
     * @param change what happens to it
     */
    public void apply(Client client, String correlationId, Consumer<Client> change) {
        apply(client, Optional.of(correlationId), change);
    }

    private void apply(Client client, Optional<String> answered, Consumer<Client> change) {
        ClientSnapshot before = ClientSnapshot.of(client);
        ClientState stateBefore = client.state();
        change.accept(client);
        Instant now = clock.instant();
        client.updatedAt = now;
        if (ClientSnapshot.of(client).equals(before)) {
            return;
        }
        actions.align(
                client.externalTenantId(),
                client.correlationId(),
                client.page().map(page -> new Wanted(client.state().actionKind(), page)));
        client.version++;
        publish(client, answered.orElseGet(client::correlationId), now);
        LOG.infof(
                "Client %s: %s -> %s, snapshot %d published",
                client.externalTenantId(), stateBefore, client.state(), client.version);
    }

    private void publish(Client client, String correlationId, Instant now) {
        SnapshotVersion version = SnapshotVersion.of(client.version);
        ClientStatus status = ClientSnapshot.of(client).toStatus(client, environment, correlationId, version, now);
        EventMetadata metadata = EventMetadata.of(EventType.CLIENT_STATUS_CHANGED, SOURCE, environment, now)
                .subject(client.externalTenantId())
                .correlationId(correlationId)
                .aggregateVersion(version)
                .build();
        publisher.publish(Topic.CLIENT_STATUS, client.externalTenantId(), metadata, status);
    }
}
