package dev.recoup.cases.request;

import dev.recoup.events.EventType;
import dev.recoup.events.Topic;
import dev.recoup.messaging.consumer.InboundEvent;
import dev.recoup.messaging.consumer.RecordConsumer;
import dev.recoup.messaging.consumer.TopicHandler;
import dev.recoup.messaging.consumer.UnusableRecord;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes the platform's commands: collect a claim, or take a request back. */
@ApplicationScoped
class CaseRequestConsumer implements TopicHandler {
    private final RecordConsumer consumer;
    private final Intake intake;
    private final Cancellation cancellation;

    CaseRequestConsumer(RecordConsumer consumer, Intake intake, Cancellation cancellation) {
        this.consumer = consumer;
        this.intake = intake;
        this.cancellation = cancellation;
    }

    @Override
    public Set<String> topics() {
        return Set.of(Topic.CASE_REQUESTS.topicName());
    }

    @Incoming("case-requests")
    @Blocking
    void on(ConsumerRecord<byte[], byte[]> record) {
        consumer.consume(record);
    }

    @Override
    public void handle(InboundEvent event) {
        EventType type = event.type().orElseThrow(() -> new UnusableRecord("UNKNOWN_TYPE", "ce_type"));
        switch (type) {
            case CASE_REQUESTED -> intake.take(event);
            case CASE_CANCELLATION_REQUESTED -> cancellation.take(event);
            case ONBOARDING_REQUESTED,
                    CLIENT_STATUS_CHANGED,
                    FIRST_CASE_DECIDED,
                    CASE_STATUS_CHANGED,
                    REQUIRED_ACTION_CHANGED,
                    RECONCILIATION_REQUESTED -> throw new UnusableRecord("TYPE_NOT_OF_THIS_TOPIC", "ce_type");
        }
    }
}
