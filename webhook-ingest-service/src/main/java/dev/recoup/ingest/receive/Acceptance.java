package dev.recoup.ingest.receive;

import dev.recoup.events.EventMetadata;
import dev.recoup.ingest.correlation.Correlations;
import dev.recoup.ingest.journal.Delivery;
import dev.recoup.ingest.journal.Journal;
import dev.recoup.ingest.journal.Purpose;
import dev.recoup.ingest.journal.Recorded;
import dev.recoup.ingest.journal.Recorded.FirstDelivery;
import dev.recoup.ingest.journal.Recorded.Redelivery;
import dev.recoup.ingest.routing.RoutedEvent;
import dev.recoup.messaging.outbox.EventPublisher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Makes a delivery durable: when {@link #accept} returns, it may be answered with success. */
@ApplicationScoped
class Acceptance {

    private final Journal journal;
    private final Correlations correlations;
    private final EventPublisher publisher;

    @Inject
    Acceptance(Journal journal, Correlations correlations, EventPublisher publisher) {
        this.journal = journal;
        this.correlations = correlations;
        this.publisher = publisher;
    }

    /** Counts the delivery and, if it is the first of its event, keeps and publishes it, in one transaction. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    Accepted accept(Delivery delivery) {
        String correlationId = correlationId(delivery);
        Recorded recorded = journal.count(delivery);
        return switch (recorded) {
            case FirstDelivery() -> {
                journal.keep(delivery, correlationId);
                publish(delivery, correlationId);
                yield new Accepted(recorded, correlationId);
            }
            case Redelivery again -> new Accepted(again, correlationId);
        };
    }

    private String correlationId(Delivery delivery) {
        RoutedEvent routed = delivery.routed();
        return correlations
                .find(delivery.environment(), routed.externalTenantId(), routed.caseId())
                .orElse(delivery.eventId());
    }

    private void publish(Delivery delivery, String correlationId) {
        if (delivery.purpose() == Purpose.TEST) {
            return;
        }
        RoutedEvent routed = delivery.routed();
        publisher.publish(routed.topic(), routed.key(), metadata(delivery, correlationId), delivery.body());
    }

    private static EventMetadata metadata(Delivery delivery, String correlationId) {
        RoutedEvent routed = delivery.routed();
        EventMetadata.Builder metadata = EventMetadata.of(
                        routed.event().type(),
                        delivery.source(),
                        delivery.environment(),
                        routed.occurredAt().orElse(delivery.receivedAt()))
                .id(delivery.eventId())
                .correlationId(correlationId)
                .mode(delivery.mode());
        routed.subject().ifPresent(metadata::subject);
        routed.eventName().ifPresent(metadata::debituraEvent);
        return metadata.build();
    }

    /**
     * A delivery that is durable.
     *
     * @param recorded whether it was the first of its event
     * @param correlationId what first caused it
     */
    record Accepted(Recorded recorded, String correlationId) {}
}
