package dev.recoup.cases.tracking;

import dev.recoup.cases.CaseServiceConfig;
import dev.recoup.events.Topic;
import dev.recoup.events.reconcile.ReconcileRequest;
import dev.recoup.messaging.consumer.InboundEvent;
import dev.recoup.messaging.consumer.RecordConsumer;
import dev.recoup.messaging.consumer.TopicHandler;
import dev.recoup.messaging.consumer.UnusableRecord;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Looks at all open cases again when somebody found that events may have been missed. */
@ApplicationScoped
class ReconcileConsumer implements TopicHandler {
    private static final Logger LOG = Logger.getLogger(ReconcileConsumer.class);

    private final RecordConsumer consumer;
    private final TrackedCases tracked;
    private final CaseServiceConfig config;

    ReconcileConsumer(RecordConsumer consumer, TrackedCases tracked, CaseServiceConfig config) {
        this.consumer = consumer;
        this.tracked = tracked;
        this.config = config;
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
        if (request.environment() != config.environment()) {
            throw new UnusableRecord("WRONG_ENVIRONMENT", "/environment");
        }
        switch (request.scope()) {
            case CASES, EVERYTHING -> {
                tracked.lookAtAll(request.externalTenantId());
                LOG.infof("Open cases are looked at again: %s", request.reason());
            }
            case CLIENTS, TRANSACTIONS -> LOG.debugf("Nothing to reconcile here for %s", request.scope());
            case UNKNOWN -> throw new UnusableRecord("VALUE_NOT_ALLOWED", "/scope");
        }
    }
}
