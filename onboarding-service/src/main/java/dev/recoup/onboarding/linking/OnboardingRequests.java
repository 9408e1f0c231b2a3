package dev.recoup.onboarding.linking;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.events.Environment;
import dev.recoup.events.EventMetadata;
import dev.recoup.events.EventType;
import dev.recoup.events.Topic;
import dev.recoup.events.refusals.Refusal;
import dev.recoup.messaging.consumer.InboundEvent;
import dev.recoup.messaging.consumer.RecordConsumer;
import dev.recoup.messaging.consumer.TopicHandler;
import dev.recoup.messaging.consumer.UnusableRecord;
import dev.recoup.onboarding.client.Client;
import dev.recoup.onboarding.client.ClientChanges;
import dev.recoup.onboarding.client.Clients;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Onboarding requests from Kafka: each is accepted for sending or answered with every reason why it is not. */
@ApplicationScoped
class OnboardingRequests implements TopicHandler {

    private static final Logger LOG = Logger.getLogger(OnboardingRequests.class);

    private final RecordConsumer consumer;
    private final Intake intake;
    private final Clients clients;
    private final ClientChanges changes;
    private final Environment environment;

    @Inject
    OnboardingRequests(
            RecordConsumer consumer,
            Intake intake,
            Clients clients,
            ClientChanges changes,
            @ConfigProperty(name = "recoup.environment") Environment environment) {
        this.consumer = consumer;
        this.intake = intake;
        this.clients = clients;
        this.changes = changes;
        this.environment = environment;
    }

    @Override
    public Set<String> topics() {
        return Set.of(Topic.ONBOARDING_REQUESTS.topicName());
    }

    @Incoming("onboarding-requests")
    @Blocking
    void on(ConsumerRecord<byte[], byte[]> record) {
        consumer.consume(record);
    }

    @Override
    public void handle(InboundEvent event) {
        requireOurs(event);
        event.read(JsonNode.class);
        String correlationId = event.metadata().correlationId();
        switch (intake.take(event.value().orElseThrow(), correlationId)) {
            case Intake.Taken.Accepted accepted -> {}
            case Intake.Taken.Refused refused -> answer(refused, correlationId);
            case Intake.Taken.Unanswerable unanswerable -> throw unusable(unanswerable.reasons());
        }
    }

    private void answer(Intake.Taken.Refused refused, String correlationId) {
        MDC.put("externalTenantId", refused.externalTenantId());
        Client client = clients.lock(refused.externalTenantId(), correlationId);
        changes.apply(client, correlationId, c -> c.refused(refused.onboardingRequestId(), refused.reasons()));
        LOG.infof(
                "Client %s: request refused: %s",
                refused.externalTenantId(),
                refused.reasons().stream().map(Refusal::code).distinct().toList());
    }

    private static UnusableRecord unusable(List<Refusal> reasons) {
        return new UnusableRecord(
                reasons.getFirst().code().name(),
                reasons.stream().map(Refusal::field).distinct().toList());
    }

    private void requireOurs(InboundEvent event) {
        if (!event.type().equals(Optional.of(EventType.ONBOARDING_REQUESTED))) {
            throw new UnusableRecord("TYPE_UNKNOWN", EventMetadata.CE_TYPE);
        }
        if (event.metadata().environment() != environment) {
            throw new UnusableRecord("WRONG_ENVIRONMENT", EventMetadata.CE_ENVIRONMENT);
        }
    }
}
