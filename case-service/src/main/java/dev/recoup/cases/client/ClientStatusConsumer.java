package dev.recoup.cases.client;

import dev.recoup.cases.CaseServiceConfig;
import dev.recoup.events.Topic;
import dev.recoup.events.clients.ClientStatus;
import dev.recoup.messaging.consumer.InboundEvent;
import dev.recoup.messaging.consumer.RecordConsumer;
import dev.recoup.messaging.consumer.TopicHandler;
import dev.recoup.messaging.consumer.UnusableRecord;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Follows the clients' snapshots and releases what waited for them. */
@ApplicationScoped
class ClientStatusConsumer implements TopicHandler {
    private static final Logger LOG = Logger.getLogger(ClientStatusConsumer.class);

    private final RecordConsumer consumer;
    private final ClientViews clients;
    private final Releases releases;
    private final CaseServiceConfig config;
    private final Clock clock;

    ClientStatusConsumer(
            RecordConsumer consumer, ClientViews clients, Releases releases, CaseServiceConfig config, Clock clock) {
        this.consumer = consumer;
        this.clients = clients;
        this.releases = releases;
        this.config = config;
        this.clock = clock;
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
        if (event.value().isEmpty()) {
            return;
        }
        ClientStatus status = event.read(ClientStatus.class);
        if (status.environment() != config.environment()) {
            throw new UnusableRecord("WRONG_ENVIRONMENT", "/environment");
        }
        MDC.put("externalTenantId", status.externalTenantId());
        ClientView client = clients.lock(status.externalTenantId(), status.environment());
        switch (client.take(status.state(), status.version(), clock.instant())) {
            case TAKEN -> {
                LOG.infof(
                        "Client is %s, version %s",
                        status.state(), status.version().wire());
                releases.releaseAll(client);
            }
            case OLD_NEWS ->
                LOG.infof(
                        "Version %s of the client is old news", status.version().wire());
        }
    }
}
