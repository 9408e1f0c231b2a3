package dev.recoup.ingest.subscriptions;

import dev.recoup.events.Environment;
import dev.recoup.events.EventMetadata;
import dev.recoup.events.EventType;
import dev.recoup.events.Topic;
import dev.recoup.events.reconcile.ReconcileReason;
import dev.recoup.events.reconcile.ReconcileRequest;
import dev.recoup.events.reconcile.ReconcileScope;
import dev.recoup.messaging.outbox.EventPublisher;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Asks the other services to read Debitura again when events may have been missed. */
@Singleton
class Reconciliation {

    private static final Logger LOG = Logger.getLogger(Reconciliation.class);
    private static final String SOURCE = "/recoup/webhook-ingest-service";

    private final EventPublisher publisher;
    private final Environment environment;
    private final Clock clock;

    @Inject
    Reconciliation(
            EventPublisher publisher,
            @ConfigProperty(name = "recoup.environment") Environment environment,
            Clock clock) {
        this.publisher = publisher;
        this.environment = environment;
        this.clock = clock;
    }

    /** Publishes with the active transaction, once for each time that the subscription was off or away. */
    void requestIfMissed(ManagedSubscription row) {
        row.takeMissed().ifPresent(since -> publish(row, since));
    }

    private void publish(ManagedSubscription row, Instant since) {
        Instant now = clock.instant();
        String id = UUID.randomUUID().toString();
        ReconcileScope scope =
                switch (row.owner()) {
                    case Owner.Partner() -> ReconcileScope.EVERYTHING;
                    case Owner.Client(String _) -> ReconcileScope.CASES;
                };
        ReconcileRequest request = ReconcileRequest.builder()
                .reconcileId(id)
                .environment(environment)
                .scope(scope)
                .externalTenantId(row.externalTenantId)
                .reason(ReconcileReason.SUBSCRIPTION_DISABLED)
                .missedSince(since)
                .correlationId(id)
                .requestedAt(now)
                .build();
        EventMetadata metadata = EventMetadata.of(EventType.RECONCILIATION_REQUESTED, SOURCE, environment, now)
                .id(id)
                .correlationId(id)
                .build();
        publisher.publish(Topic.RECONCILE_REQUESTS, scope.name(), metadata, request);
        LOG.warnf(
                "Subscription %s: events since %s may have been missed, the others read Debitura again",
                row.name, since);
    }
}
