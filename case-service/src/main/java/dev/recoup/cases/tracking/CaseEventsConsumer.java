package dev.recoup.cases.tracking;

import dev.recoup.events.Topic;
import dev.recoup.events.webhooks.DebituraEnvelope;
import dev.recoup.messaging.consumer.InboundEvent;
import dev.recoup.messaging.consumer.RecordConsumer;
import dev.recoup.messaging.consumer.TopicHandler;
import dev.recoup.messaging.consumer.UnusableRecord;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Takes Debitura's case events as what they are: a reason to look, nothing more. */
@ApplicationScoped
class CaseEventsConsumer implements TopicHandler {
    private static final Logger LOG = Logger.getLogger(CaseEventsConsumer.class);

    private final RecordConsumer consumer;
    private final TrackedCases tracked;

    CaseEventsConsumer(RecordConsumer consumer, TrackedCases tracked) {
        this.consumer = consumer;
        this.tracked = tracked;
    }

    @Override
    public Set<String> topics() {
        return Set.of(Topic.DEBITURA_CASE_EVENTS.topicName());
    }

    @Incoming("case-events")
    @Blocking
    void on(ConsumerRecord<byte[], byte[]> record) {
        consumer.consume(record);
    }

    @Override
    public void handle(InboundEvent event) {
        DebituraEnvelope envelope = event.read(DebituraEnvelope.class);
        UUID caseId = envelope.caseId()
                .flatMap(CaseEventsConsumer::uuid)
                .orElseThrow(() -> new UnusableRecord("CASE_ID_UNREADABLE", "/data/caseId"));
        MDC.put("caseId", caseId.toString());
        tracked.correlationOf(caseId).ifPresent(id -> MDC.put("correlationId", id));
        tracked.want(caseId, envelope.externalTenantId(), event.metadata().correlationId());
        LOG.infof("Case %s: Debitura says %s", caseId, envelope.kind().eventName());
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notAUuid) {
            return Optional.empty();
        }
    }
}
