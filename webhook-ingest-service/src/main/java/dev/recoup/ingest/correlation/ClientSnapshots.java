package dev.recoup.ingest.correlation;

import dev.recoup.events.Topic;
import dev.recoup.events.clients.ClientStatus;
import dev.recoup.messaging.consumer.InboundEvent;
import dev.recoup.messaging.consumer.RecordConsumer;
import dev.recoup.messaging.consumer.TopicHandler;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Reads the snapshots of clients to learn what first caused them. They are also told, in the same transaction, to
 * whoever observes {@link ClientStatus}.
 */
@ApplicationScoped
class ClientSnapshots implements TopicHandler {

    private final RecordConsumer consumer;
    private final Correlations correlations;
    private final Event<ClientStatus> clients;

    @Inject
    ClientSnapshots(RecordConsumer consumer, Correlations correlations, Event<ClientStatus> clients) {
        this.consumer = consumer;
        this.correlations = correlations;
        this.clients = clients;
    }

    @Override
    public Set<String> topics() {
        return Set.of(Topic.CLIENT_STATUS.topicName());
    }

    @Incoming("client-status")
    @Blocking
    void on(ConsumerRecord<byte[], byte[]> record) {
        consumer.consume(record);
    }

    @Override
    public void handle(InboundEvent event) {
        if (event.value().isPresent()) {
            ClientStatus client = event.read(ClientStatus.class);
            correlations.remember(Sighting.of(client));
            clients.fire(client);
        }
    }
}
