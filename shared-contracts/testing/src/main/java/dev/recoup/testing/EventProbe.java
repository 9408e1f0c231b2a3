package dev.recoup.testing;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recoup.events.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Reads topics from their beginning without a consumer group, and writes raw records to them. Records of one key keep
 * their order; keys are told apart by tests that use ids of their own.
 */
public final class EventProbe implements AutoCloseable {

    /** How long it waits for a record unless told otherwise. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofMillis(50);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, Reading> readings = new HashMap<>();

    /**
     * A probe on a broker.
     *
     * @param bootstrapServers host and port of the broker
     */
    public EventProbe(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /**
     * Waits for the first record that fits.
     *
     * @param topic the topic
     * @param wanted what is looked for
     * @return the oldest record that fits
     * @throws AssertionError when none comes within {@link #PATIENCE}; says what did come
     */
    public ProbedRecord await(Topic topic, Predicate<ProbedRecord> wanted) {
        return await(topic.topicName(), wanted);
    }

    /**
     * Waits for the first record that fits.
     *
     * @param topic the topic's name
     * @param wanted what is looked for
     * @return the oldest record that fits
     * @throws AssertionError when none comes within {@link #PATIENCE}; says what did come
     */
    public ProbedRecord await(String topic, Predicate<ProbedRecord> wanted) {
        return await(topic, 1, wanted).getFirst();
    }

    /**
     * Waits for a number of records of one key.
     *
     * @param topic the topic
     * @param key the record key
     * @param atLeast how many
     * @return all records of that key seen so far, in order
     * @throws AssertionError when fewer come within {@link #PATIENCE}; says what did come
     */
    public List<ProbedRecord> awaitKey(Topic topic, String key, int atLeast) {
        return await(topic.topicName(), atLeast, record -> key.equals(record.key()));
    }

    /**
     * Waits for a number of records that fit.
     *
     * @param topic the topic's name
     * @param atLeast how many
     * @param wanted what is looked for
     * @return all records that fit seen so far, per key in order
     * @throws AssertionError when fewer come within {@link #PATIENCE}; says what did come
     */
    public synchronized List<ProbedRecord> await(String topic, int atLeast, Predicate<ProbedRecord> wanted) {
        Reading reading = reading(topic);
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<ProbedRecord> found = reading.records.stream().filter(wanted).toList();
            if (found.size() >= atLeast) {
                return found;
            }
            if (System.nanoTime() - until > 0) {
                throw new AssertionError("%s held %d fitting records instead of %d after %d s; its last of %d: %s"
                        .formatted(
                                topic,
                                found.size(),
                                atLeast,
                                PATIENCE.toSeconds(),
                                reading.records.size(),
                                reading.records.subList(
                                        Math.max(0, reading.records.size() - 5), reading.records.size())));
            }
            reading.poll();
        }
    }

    /**
     * Everything that is on a topic now.
     *
     * @param topic the topic
     * @return all records, per key in order
     */
    public List<ProbedRecord> all(Topic topic) {
        return all(topic.topicName());
    }

    /**
     * Everything that is on a topic now.
     *
     * @param topic the topic's name
     * @return all records, per key in order
     */
    public synchronized List<ProbedRecord> all(String topic) {
        Reading reading = reading(topic);
        reading.toTheEnd();
        return List.copyOf(reading.records);
    }

    /**
     * Everything of one key that is on a topic now.
     *
     * @param topic the topic
     * @param key the record key
     * @return its records in order
     */
    public List<ProbedRecord> allOfKey(Topic topic, String key) {
        return all(topic).stream().filter(record -> key.equals(record.key())).toList();
    }

    /**
     * Publishes a record and waits until the broker has it.
     *
     * @param topic the topic
     * @param key the record key
     * @param headers headers by name
     * @param value the value as text
     * @return where it was put
     */
    public RecordMetadata publish(Topic topic, String key, Map<String, String> headers, String value) {
        return publish(
                topic.topicName(),
                key.getBytes(StandardCharsets.UTF_8),
                headers,
                value.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Publishes raw bytes and waits until the broker has them.
     *
     * @param topic the topic's name
     * @param key the record key, null for none
     * @param headers headers by name
     * @param value the value, null for a tombstone
     * @return where it was put
     */
    public RecordMetadata publish(String topic, byte[] key, Map<String, String> headers, byte[] value) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        try {
            return producer.send(record).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while publishing to " + topic, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Not published to " + topic, e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("Not published to " + topic + " in time", e);
        }
    }

    @Override
    public synchronized void close() {
        readings.values().forEach(reading -> reading.consumer.close());
        readings.clear();
        producer.close();
    }

    private Reading reading(String topic) {
        return readings.computeIfAbsent(topic, name -> new Reading(bootstrapServers, name));
    }

    private static final class Reading {

        private final KafkaConsumer<byte[], byte[]> consumer;
        private final List<ProbedRecord> records = new ArrayList<>();

        Reading(String bootstrapServers, String topic) {
            consumer = new KafkaConsumer<>(
                    Map.of(
                            "bootstrap.servers",
                            bootstrapServers,
                            "enable.auto.commit",
                            false,
                            "isolation.level",
                            "read_committed",
                            "auto.offset.reset",
                            "earliest",
                            "fetch.max.wait.ms",
                            50),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }

        void poll() {
            consumer.poll(POLL).forEach(record -> records.add(ProbedRecord.of(record)));
        }

        void toTheEnd() {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                poll();
            }
        }
    }

    /**
     * A record as it is on the topic.
     *
     * @param topic the topic's name
     * @param partition its partition
     * @param offset its offset
     * @param keyBytes its key, null for none
     * @param value its value, null for a tombstone
     * @param headers its headers as text by name; of several with one name the last
     */
    public record ProbedRecord(
            String topic, int partition, long offset, byte[] keyBytes, byte[] value, Map<String, String> headers) {

        static ProbedRecord of(ConsumerRecord<byte[], byte[]> record) {
            Map<String, String> headers = new LinkedHashMap<>();
            for (Header header : record.headers()) {
                headers.put(
                        header.key(), header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8));
            }
            return new ProbedRecord(
                    record.topic(), record.partition(), record.offset(), record.key(), record.value(), headers);
        }

        /**
         * The key as text.
         *
         * @return the key, empty when there is none
         */
        public String key() {
            return keyBytes == null ? "" : new String(keyBytes, StandardCharsets.UTF_8);
        }

        /**
         * One header as text.
         *
         * @param name the header's name
         * @return its value, empty when it is missing
         */
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        /**
         * The value as text.
         *
         * @return the value, empty for a tombstone
         */
        public String text() {
            return value == null ? "" : new String(value, StandardCharsets.UTF_8);
        }

        /**
         * The value as JSON.
         *
         * @return the parsed value
         * @throws UncheckedIOException when it is no JSON
         */
        public JsonNode json() {
            try {
                return JSON.readTree(text());
            } catch (IOException e) {
                throw new UncheckedIOException(topic + "-" + partition + "@" + offset + " is no JSON", e);
            }
        }

        @Override
        public String toString() {
            return topic + "-" + partition + "@" + offset + " " + key() + " " + headers + " " + text();
        }
    }
}
