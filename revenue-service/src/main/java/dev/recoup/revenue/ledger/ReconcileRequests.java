package dev.recoup.revenue.ledger;

import dev.recoup.events.Topic;
import dev.recoup.events.reconcile.ReconcileRequest;
import dev.recoup.messaging.consumer.InboundEvent;
import dev.recoup.messaging.consumer.RecordConsumer;
import dev.recoup.messaging.consumer.TopicHandler;
import dev.recoup.messaging.consumer.UnusableRecord;
import dev.recoup.revenue.RevenueConfig;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Imports at once when somebody found that events may have been missed. */
@ApplicationScoped
class ReconcileRequests implements TopicHandler {

    private static final Logger LOG = Logger.getLogger(ReconcileRequests.class);

    private final RecordConsumer consumer;
    private final Import transactions;
    private final RevenueConfig config;

    @Inject
    ReconcileRequests(RecordConsumer consumer, Import transactions, RevenueConfig config) {
        this.consumer = consumer;
        this.transactions = transactions;
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
        if (!request.environment().wire().equals(config.environment())) {
            throw new UnusableRecord("OTHER_ENVIRONMENT", "/environment");
        }
        switch (request.scope()) {
            case TRANSACTIONS, EVERYTHING -> {
                transactions.want(request.correlationId());
                LOG.infof("Transactions are imported at once: %s", request.reason());
            }
            case CLIENTS, CASES -> LOG.debugf("Nothing to reconcile here for %s", request.scope());
            case UNKNOWN -> throw new UnusableRecord("VALUE_NOT_ALLOWED", "/scope");
        }
    }
}
