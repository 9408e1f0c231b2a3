package dev.recoup.ingest.correlation;

import dev.recoup.events.cases.CaseStatus;
import dev.recoup.events.clients.ClientStatus;
import dev.recoup.messaging.consumer.InboundEvent;
import dev.recoup.messaging.consumer.RecordConsumer;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Reads the snapshots of clients and cases to learn what first caused them. Those of clients are also told, in the same
 * transaction, to whoever observes {@link ClientStatus}.
 */
@ApplicationScoped
class SnapshotReader {

    private final RecordConsumer consumer;
    private final Correlations correlations;
    private final Event<ClientStatus> clients;

    @Inject
    SnapshotReader(RecordConsumer consumer, Correlations correlations, Event<ClientStatus> clients) {
        this.consumer = consumer;
        this.correlations = correlations;
        this.clients = clients;
    }

    @Incoming("client-status")
    @Blocking
    void onClientStatus(ConsumerRecord<byte[], byte[]> record) {
        consumer.consume(record, this::rememberClient);
    }

    @Incoming("case-status")
    @Blocking
    void onCaseStatus(ConsumerRecord<byte[], byte[]> record) {
        consumer.consume(record, this::rememberCase);
    }

    private void rememberClient(InboundEvent event) {
        if (event.value().isPresent()) {
            ClientStatus client = event.read(ClientStatus.class);
            correlations.remember(Sighting.of(client));
            clients.fire(client);
        }
    }

    private void rememberCase(InboundEvent event) {
        if (event.value().isPresent()) {
            Sighting.of(event.read(CaseStatus.class)).ifPresent(correlations::remember);
        }
    }
}
