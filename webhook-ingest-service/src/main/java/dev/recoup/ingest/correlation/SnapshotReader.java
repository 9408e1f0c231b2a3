package dev.recoup.ingest.correlation;

import dev.recoup.events.cases.CaseStatus;
import dev.recoup.events.clients.ClientStatus;
import dev.recoup.messaging.consumer.InboundEvent;
import dev.recoup.messaging.consumer.RecordConsumer;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads the snapshots of clients and cases, only to learn what first caused them. */
@ApplicationScoped
class SnapshotReader {

    private final RecordConsumer consumer;
    private final Correlations correlations;

    @Inject
    SnapshotReader(RecordConsumer consumer, Correlations correlations) {
        this.consumer = consumer;
        this.correlations = correlations;
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
            correlations.remember(Sighting.of(event.read(ClientStatus.class)));
        }
    }

    private void rememberCase(InboundEvent event) {
        if (event.value().isPresent()) {
            Sighting.of(event.read(CaseStatus.class)).ifPresent(correlations::remember);
        }
    }
}
