package dev.recoup.ingest.correlation;

import dev.recoup.events.Topic;
import dev.recoup.events.cases.CaseStatus;
import dev.recoup.messaging.consumer.InboundEvent;
import dev.recoup.messaging.consumer.RecordConsumer;
import dev.recoup.messaging.consumer.TopicHandler;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads the snapshots of cases, only to learn what first caused them. */
@ApplicationScoped
class CaseSnapshots implements TopicHandler {

    private final RecordConsumer consumer;
    private final Correlations correlations;

    @Inject
    CaseSnapshots(RecordConsumer consumer, Correlations correlations) {
        this.consumer = consumer;
        this.correlations = correlations;
    }

    @Override
    public Set<String> topics() {
        return Set.of(Topic.CASE_STATUS.topicName(), Topic.CASE_STATUS_TEST.topicName());
    }

    @Incoming("case-status")
    @Blocking
    void on(ConsumerRecord<byte[], byte[]> record) {
        consumer.consume(record);
    }

    @Override
    public void handle(InboundEvent event) {
        if (event.value().isPresent()) {
            Sighting.of(event.read(CaseStatus.class)).ifPresent(correlations::remember);
        }
    }
}
