package dev.recoup.onboarding.refresh;

import dev.recoup.events.Environment;
import dev.recoup.events.Topic;
import dev.recoup.events.reconcile.ReconcileRequest;
import dev.recoup.messaging.consumer.InboundEvent;
import dev.recoup.messaging.consumer.RecordConsumer;
import dev.recoup.messaging.consumer.TopicHandler;
import dev.recoup.messaging.consumer.UnusableRecord;
import dev.recoup.onboarding.client.Clients;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Reads clients again when somebody found that events may have been missed: all but those that are ready, of which no
 * event tells anything, or the one that the request names, whatever its state.
 */
@ApplicationScoped
class ReconcileRequests implements TopicHandler {

    private static final Logger LOG = Logger.getLogger(ReconcileRequests.class);

    private final RecordConsumer consumer;
    private final Clients clients;
    private final RefreshClients refreshClients;
    private final Environment environment;
    private final Clock clock;

    @Inject
    ReconcileRequests(
            RecordConsumer consumer,
            Clients clients,
            RefreshClients refreshClients,
            @ConfigProperty(name = "recoup.environment") Environment environment,
            Clock clock) {
        this.consumer = consumer;
        this.clients = clients;
        this.refreshClients = refreshClients;
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public Set<String> topics() {
        return Set.of(Topic.RECONCILE_REQUESTS.topicName());
    }

    @Incoming("reconcile-requests")
    @Blocking
    void on(ConsumerRecord<byte[], byte[]> record) {
        consumer.consume(record);
    }

    @Override
    public void handle(InboundEvent event) {
        ReconcileRequest request = event.read(ReconcileRequest.class);
        if (request.environment() != environment) {
            throw new UnusableRecord("WRONG_ENVIRONMENT", "/environment");
        }
        switch (request.scope()) {
            case CLIENTS, EVERYTHING -> {
                int marked = request.externalTenantId()
                        .map(tenant -> readAgain(tenant, request.correlationId()))
                        .orElseGet(clients::readNotReadyAgain);
                refreshClients.wakeAfterCommit();
                LOG.infof("%d clients are read again: %s", marked, request.reason());
            }
            case CASES, TRANSACTIONS -> LOG.debugf("Nothing to reconcile here for %s", request.scope());
            case UNKNOWN -> throw new UnusableRecord("VALUE_NOT_ALLOWED", "/scope");
        }
    }

    private int readAgain(String tenant, String correlationId) {
        clients.lock(tenant, correlationId).wantRefresh(clock.instant());
        return 1;
    }
}
