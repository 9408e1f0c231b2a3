package dev.recoup.messaging.guarantees;

import dev.recoup.messaging.BackOff;
import dev.recoup.messaging.outbox.OutboxRelay;
import dev.recoup.messaging.outbox.ReferredRecords;
import dev.recoup.messaging.outbox.RelaySettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a replica that is to be killed runs: as in production, but soon back at work. */
final class Replica {

    private Replica() {}

    /** Starts a relay. */
    static OutboxRelay relay(DataSource database, String bootstrapServers) {
        RelaySettings settings = new RelaySettings(
                Duration.ofMillis(1800),
                Duration.ofMillis(500),
                Duration.ofMillis(400),
                200,
                Duration.ofMillis(5),
                Duration.ofMillis(50),
                Duration.ofMillis(250),
                Duration.ofMillis(500),
                new BackOff(Duration.ofMillis(50), Duration.ofMillis(500)));
        OutboxRelay relay = new OutboxRelay(
                database,
                Map.of("bootstrap.servers", bootstrapServers),
                ReferredRecords.NONE,
                settings,
                new SimpleMeterRegistry());
        relay.start();
        return relay;
    }

    /** Hands over the records of a topic, at most so many between two commits of what was read, until interrupted. */
    static void consume(
            String bootstrapServers,
            String topic,
            String group,
            int mostAtOnce,
            Consumer<ConsumerRecord<byte[], byte[]>> handler) {
        Map<String, Object> configuration = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "group.id",
                group,
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false,
                "session.timeout.ms",
                6000,
                "max.poll.records",
                mostAtOnce);
        try (var consumer =
                new KafkaConsumer<>(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            while (!Thread.currentThread().isInterrupted()) {
                consumer.poll(Duration.ofMillis(100)).forEach(handler);
                consumer.commitSync();
            }
        }
    }
}
