package dev.recoup.load.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Looks in a topic for every event that was accepted. The topic's timestamps must be those of the broker's log, so
 * that they say when a record was there.
 */
final class TopicCheck {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration SILENCE = Duration.ofSeconds(45);
    private static final long LONGEST_WAY_MILLIS = Duration.ofMinutes(10).toMillis();

    private TopicCheck() {}

    /**
     * What became of accepted events.
     *
     * @param found how many are in the topic
     * @param lost how many are not
     * @param seenAgain how many records repeat an event that is there already
     * @param duplicated how many of those would have a second effect: their identity in an inbox is another one
     * @param overtaken how many came into the log after a later event of their case
     * @param wayMillis from the answer to the broker's log
     * @param firstMillis when the first of them was in the log
     * @param lastMillis when the last of them was in the log
     */
    record Result(
            int found,
            int lost,
            int seenAgain,
            int duplicated,
            int overtaken,
            Histogram wayMillis,
            long firstMillis,
            long lastMillis) {}

    /** Reads the topic from its start until all accepted events are found or nothing more comes. */
    static Result run(String bootstrapServers, String topic, SignedEvents events) {
        return run(bootstrapServers, topic, events, SILENCE);
    }

    /** The same, with another silence after which nothing more is expected. */
    static Result run(String bootstrapServers, String topic, SignedEvents events, Duration silence) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5_000,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"))) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Count count = new Count(events);
            long begin = System.nanoTime();
            long lastRecord = begin;
            while (!count.isComplete()
                    && System.nanoTime() - begin < PATIENCE.toNanos()
                    && System.nanoTime() - lastRecord < silence.toNanos()) {
                var records = consumer.poll(Duration.ofMillis(200));
                if (!records.isEmpty()) {
                    lastRecord = System.nanoTime();
                }
                records.forEach(count::add);
            }
            // what is there twice may lie behind the last one that was missing
            var rest = consumer.poll(Duration.ofMillis(500));
            while (!rest.isEmpty()) {
                rest.forEach(count::add);
                rest = consumer.poll(Duration.ofMillis(500));
            }
            return count.result();
        }
    }

    private static final class Count {

        private final SignedEvents events;
        private final BitSet found = new BitSet();
        private final Map<Integer, String> identities = new HashMap<>();
        private final Histogram wayMillis = new Histogram(LONGEST_WAY_MILLIS, 3);
        private int acceptedAndFound;
        private int seenAgain;
        private int duplicated;
        private int overtaken;
        private final Map<Integer, Integer> latestOfCase = new HashMap<>();
        private long firstMillis = Long.MAX_VALUE;
        private long lastMillis;

        Count(SignedEvents events) {
            this.events = events;
        }

        void add(ConsumerRecord<byte[], byte[]> record) {
            events.number(text(record, "ce_id")).ifPresent(number -> add(number, record));
        }

        private void add(int number, ConsumerRecord<byte[], byte[]> record) {
            if (found.get(number)) {
                seenAgain++;
                if (!identity(record).equals(identities.get(number))) {
                    duplicated++;
                }
                return;
            }
            found.set(number);
            identities.put(number, identity(record).intern());
            if (latestOfCase.merge(events.caseOf(number), number, Math::max) > number) {
                overtaken++;
            }
            firstMillis = Math.min(firstMillis, record.timestamp());
            lastMillis = Math.max(lastMillis, record.timestamp());
            if (events.isAccepted(number)) {
                acceptedAndFound++;
                wayMillis.recordValue(
                        Math.clamp(record.timestamp() - events.acceptedAtMillis(number), 0, LONGEST_WAY_MILLIS));
            }
        }

        /** What an inbox tells records of one topic and event id apart by. */
        private static String identity(ConsumerRecord<byte[], byte[]> record) {
            return text(record, "ce_source") + " " + text(record, "ce_replayid");
        }

        private static String text(ConsumerRecord<byte[], byte[]> record, String header) {
            Header found = record.headers().lastHeader(header);
            return found == null ? "" : new String(found.value(), StandardCharsets.UTF_8);
        }

        boolean isComplete() {
            return acceptedAndFound == events.accepted();
        }

        Result result() {
            int lost = (int) IntStream.range(0, events.sent())
                    .filter(number -> events.isAccepted(number) && !found.get(number))
                    .count();
            return new Result(
                    found.cardinality(), lost, seenAgain, duplicated, overtaken, wayMillis, firstMillis, lastMillis);
        }
    }
}
