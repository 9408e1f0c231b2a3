package dev.recoup.messaging.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.recoup.events.Environment;
import dev.recoup.events.EventMetadata;
import dev.recoup.events.EventType;
import dev.recoup.events.Topic;
import dev.recoup.messaging.TopicReader;
import dev.recoup.messaging.consumer.RecordConsumer;
import dev.recoup.messaging.deadletter.DeadLetters;
import dev.recoup.messaging.outbox.EventPublisher;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BrokerAndDatabase.class)
class MessagingInAnApplicationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    EventPublisher publisher;

    @Inject
    Listener listener;

    @Inject
    RecordConsumer consumer;

    @Inject
    SmallRyeHealthReporter health;

    @Inject
    Clock clock;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void what_a_transaction_publishes_is_handled_with_its_correlation_id() {
        QuarkusTransaction.requiringNew().run(() -> publish("committed", "c-1"));
        await().atMost(PATIENCE).until(() -> listener.scopes().contains("committed"));
        assertThat(listener.correlations()).contains("c-1");
    }

    @Test
    void what_is_rolled_back_is_never_published() {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    publish("rolled-back", "c-2");
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");
        QuarkusTransaction.requiringNew().run(() -> publish("afterwards", "c-2"));
        await().atMost(PATIENCE).until(() -> listener.scopes().contains("afterwards"));
        assertThat(listener.scopes()).doesNotContain("rolled-back");
    }

    @Test
    void publishing_without_a_transaction_is_refused_with_a_reason() {
        assertThatThrownBy(() -> publish("nowhere", "c-3"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("needs an active transaction");
    }

    @Test
    void a_failing_handler_makes_the_application_unready_but_not_dead_until_it_succeeds() {
        listener.failNext(6);
        QuarkusTransaction.requiringNew().run(() -> publish("late", "c-4"));
        await().atMost(PATIENCE)
                .until(() -> health.getReadiness().isDown()
                        && !consumer.stuckPartitions().list().isEmpty());
        assertThat(health.getLiveness().isDown()).isFalse();
        await().atMost(PATIENCE).until(() -> listener.scopes().contains("late"));
        await().atMost(PATIENCE).until(() -> !health.getReadiness().isDown());
    }

    @Test
    void an_unusable_event_reaches_the_dead_letter_topic_of_this_group() {
        byte[] poison = "[".getBytes(StandardCharsets.UTF_8);
        QuarkusTransaction.requiringNew()
                .run(() -> publisher.publish(Topic.RECONCILE_REQUESTS, "key", metadata("c-5"), poison));
        try (TopicReader reader =
                new TopicReader(bootstrapServers, Topic.RECONCILE_REQUESTS.deadLetterName("messaging-test"))) {
            List<ConsumerRecord<byte[], byte[]>> letters = reader.readAtLeast(1);
            assertThat(letters).hasSize(1);
            assertThat(letters.getFirst().value()).isEqualTo(poison);
            assertThat(letters.getFirst().headers().lastHeader(DeadLetters.CODE).value())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("UNREADABLE_VALUE");
        }
    }

    @Test
    void a_loop_is_woken_by_a_commit_and_not_by_a_rollback() {
        await().atMost(PATIENCE).until(() -> listener.turns() >= 1);
        int before = listener.turns();
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    listener.wakeAfterCommit();
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");
        assertThat(listener.turns()).isEqualTo(before);
        QuarkusTransaction.requiringNew().run(listener::wakeAfterCommit);
        await().atMost(PATIENCE).until(() -> listener.turns() == before + 1);
    }

    private void publish(String scope, String correlationId) {
        publisher.publish(Topic.RECONCILE_REQUESTS, scope, metadata(correlationId), Map.of("scope", scope));
    }

    private EventMetadata metadata(String correlationId) {
        return EventMetadata.of(
                        EventType.RECONCILIATION_REQUESTED, "/recoup/messaging-test", Environment.TEST, clock.instant())
                .correlationId(correlationId)
                .build();
    }
}
