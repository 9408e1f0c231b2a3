package dev.recoup.onboarding.actions;

import dev.recoup.events.Environment;
import dev.recoup.events.EventMetadata;
import dev.recoup.events.EventType;
import dev.recoup.events.SnapshotVersion;
import dev.recoup.events.Topic;
import dev.recoup.events.actions.RequiredAction;
import dev.recoup.events.actions.UnblockedKind;
import dev.recoup.events.actions.Unblocks;
import dev.recoup.messaging.outbox.EventPublisher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The pages that the platform must put before its users: opened, moved, and closed once nobody needs them. */
@ApplicationScoped
public class RequiredActions {

    private static final Logger LOG = Logger.getLogger(RequiredActions.class);
    private static final String SOURCE = "/recoup/onboarding-service";

    private final Environment environment;
    private final EventPublisher publisher;
    private final Clock clock;

    @Inject
    RequiredActions(
            @ConfigProperty(name = "recoup.environment") Environment environment,
            EventPublisher publisher,
            Clock clock) {
        this.environment = environment;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Makes the open actions of a client what is wanted now. The caller holds the lock of the client's row.
     *
     * @param externalTenantId the client
     * @param correlationId what first caused it
     * @param wanted what its user has to do, or empty when nothing
     */
    public void align(String externalTenantId, String correlationId, Optional<Wanted> wanted) {
        Instant now = clock.instant();
        Optional<OpenAction> standing = Optional.empty();
        for (OpenAction open : OpenAction.ofClient(environment.wire(), externalTenantId)) {
            if (wanted.filter(need -> need.kind() == open.kind).isPresent()) {
                standing = Optional.of(open);
            } else {
                open.done(now);
                publish(open);
            }
        }
        if (wanted.isPresent()) {
            keepOpen(externalTenantId, correlationId, wanted.get(), standing, now);
        }
    }

    private void keepOpen(
            String externalTenantId, String correlationId, Wanted wanted, Optional<OpenAction> standing, Instant now) {
        if (standing.isEmpty()) {
            OpenAction opened = new OpenAction(environment.wire(), externalTenantId, wanted, correlationId, now);
            opened.persist();
            publish(opened);
        } else if (!standing.get().page().equals(wanted.page())) {
            standing.get().moveTo(wanted.page(), correlationId, now);
            publish(standing.get());
        }
    }

    private void publish(OpenAction action) {
        SnapshotVersion version = SnapshotVersion.of(action.version);
        String actionId = action.actionId.toString();
        RequiredAction event = RequiredAction.builder()
                .actionId(actionId)
                .environment(environment)
                .externalTenantId(action.externalTenantId)
                .kind(action.kind)
                .url(action.page())
                .unblocks(List.of(new Unblocks(UnblockedKind.CLIENT, action.externalTenantId)))
                .state(action.state)
                .correlationId(action.correlationId)
                .version(version)
                .updatedAt(action.updatedAt)
                .build();
        EventMetadata metadata = EventMetadata.of(
                        EventType.REQUIRED_ACTION_CHANGED, SOURCE, environment, action.updatedAt)
                .subject(actionId)
                .correlationId(action.correlationId)
                .aggregateVersion(version)
                .build();
        publisher.publish(Topic.REQUIRED_ACTIONS, actionId, metadata, event);
        LOG.infof(
                "Client %s: action %s %s is %s, snapshot %d published",
                action.externalTenantId, action.kind, actionId, action.state, action.version);
    }
}
