package dev.recoup.onboarding.refresh;

import dev.recoup.events.Environment;
import dev.recoup.events.EventMetadata;
import dev.recoup.events.Topic;
import dev.recoup.events.webhooks.DebituraEnvelope;
import dev.recoup.events.webhooks.DebituraEvent;
import dev.recoup.messaging.consumer.InboundEvent;
import dev.recoup.messaging.consumer.RecordConsumer;
import dev.recoup.messaging.consumer.TopicHandler;
import dev.recoup.messaging.consumer.UnusableRecord;
import dev.recoup.onboarding.client.Client;
import dev.recoup.onboarding.client.ClientChanges;
import dev.recoup.onboarding.client.Clients;
import dev.recoup.onboarding.client.LinkSignal;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Debitura's webhooks about clients: each is a reason to read its client again. Only the end of a link request is taken
 * from the webhook itself, because no endpoint tells it (guide 6.6).
 */
@ApplicationScoped
class ClientEvents implements TopicHandler {

    private static final Logger LOG = Logger.getLogger(ClientEvents.class);

    private final RecordConsumer consumer;
    private final Clients clients;
    private final ClientChanges changes;
    private final RefreshClients refreshClients;
    private final Environment environment;
    private final Clock clock;

    @Inject
    ClientEvents(
            RecordConsumer consumer,
            Clients clients,
            ClientChanges changes,
            RefreshClients refreshClients,
            @ConfigProperty(name = "recoup.environment") Environment environment,
            Clock clock) {
        this.consumer = consumer;
        this.clients = clients;
        this.changes = changes;
        this.refreshClients = refreshClients;
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public Set<String> topics() {
        return Set.of(Topic.DEBITURA_CLIENT_EVENTS.topicName());
    }

    @Incoming("client-events")
    @Blocking
    void on(ConsumerRecord<byte[], byte[]> record) {
        consumer.consume(record);
    }

    @Override
    public void handle(InboundEvent event) {
        if (event.metadata().environment() != environment) {
            throw new UnusableRecord("WRONG_ENVIRONMENT", EventMetadata.CE_ENVIRONMENT);
        }
        String tenant = tenant(event);
        MDC.put("externalTenantId", tenant);
        DebituraEvent kind = DebituraEvent.ofType(event.metadata().type());
        Client client = clients.lock(tenant, event.metadata().correlationId());
        MDC.put("correlationId", client.correlationId());
        signal(kind)
                .ifPresent(signal -> changes.apply(
                        client,
                        signalled ->
                                signalled.signalled(signal, event.metadata().time())));
        client.wantRefresh(clock.instant());
        refreshClients.wakeAfterCommit();
        LOG.infof("Client %s: %s received, to be read again", tenant, kind);
    }

    private static String tenant(InboundEvent event) {
        return event.read(DebituraEnvelope.class)
                .externalTenantId()
                .orElseThrow(() -> new UnusableRecord("TENANT_UNREADABLE", "/data/externalTenantId"));
    }

    private static Optional<LinkSignal> signal(DebituraEvent kind) {
        return switch (kind) {
            case LINK_REQUESTED -> Optional.of(LinkSignal.REQUESTED);
            case LINK_DECLINED -> Optional.of(LinkSignal.DECLINED);
            case LINK_EXPIRED -> Optional.of(LinkSignal.EXPIRED);
            case POA_SIGNED,
                    CONTRACT_SIGNED,
                    CLIENT_LINKED,
                    CASES_REPLAY_FAILED,
                    CASE_CREATED,
                    CASE_UPDATED,
                    CASE_CLOSED,
                    PAYMENT_CREATED,
                    PAYMENT_DELETED,
                    CHAT_CREATED,
                    OTHER -> Optional.empty();
        };
    }
}
