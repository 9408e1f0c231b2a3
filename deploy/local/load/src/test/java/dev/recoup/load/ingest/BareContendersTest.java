package dev.recoup.load.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.load.http.Generator;
import dev.recoup.load.http.Outcome;
import dev.recoup.load.http.Pace;
import dev.recoup.load.http.Request;
import dev.recoup.load.http.Traffic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A contender that does less than it says makes every ratio look worse, and one that does more a better one. */
class BareContendersTest {

    private static final Path ROOT = Path.of("../../..").toAbsolutePath().normalize();
    private static final int DELIVERIES = 100;
    private static final int CONNECTIONS = 8;
    private static final int LINGER_MILLIS = 100;
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

    @TempDir
    static Path directory;

    private static Backing backing;

    @BeforeAll
    static void start() {
        backing = Backing.start(directory);
    }

    @AfterAll
    static void stop() {
        backing.close();
    }

    @Test
    void the_ceiling_answers_every_delivery_and_sends_nothing() {
        List<String> before = forwarded();

        assertThat(forwardedAfter(new Deliveries("ceiling"))).isEqualTo(before);
    }

    @Test
    void what_forward_has_answered_is_in_the_topic_byte_for_byte() {
        Deliveries deliveries = new Deliveries("forward");
        List<String> before = forwarded();

        List<String> added = forwardedAfter(deliveries);

        before.forEach(added::remove);
        assertThat(added).containsExactlyInAnyOrderElementsOf(deliveries.bodies);
    }

    /** Looks into the topic right after the last answer: what the producer still held back would not be there. */
    private static List<String> forwardedAfter(Deliveries deliveries) {
        try (Contender contender = Contender.bare(ROOT, deliveries.contender, backing, LINGER_MILLIS);
                Generator generator = new Generator(contender.url(), CONNECTIONS)) {
            assertThat(contender.kind()).isEqualTo(Contender.Kind.BARE);
            assertThat(contender.path()).isEqualTo(deliveries.path());

            Outcome outcome = generator.run(deliveries, new Pace.AsAnswered(), LONG_ENOUGH);

            List<String> forwarded = forwarded();
            assertThat(outcome.answered()).isEqualTo(DELIVERIES);
            assertThat(outcome.unanswered()).isZero();
            assertThat(deliveries.statuses).hasSize(DELIVERIES).containsOnly(200);
            return forwarded;
        }
    }

    /** What is in the topic at this moment, and nothing that comes later. */
    private static List<String> forwarded() {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, backing.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Backing.FORWARD_TOPIC).stream()
                    .map(partition -> new TopicPartition(Backing.FORWARD_TOPIC, partition.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(new String(record.value(), UTF_8)));
            }
        }
        return values;
    }

    /** Signed events, a hundred of them. */
    private static final class Deliveries implements Traffic {

        private final String contender;
        private final SignedEvents events;
        private final List<String> bodies = new ArrayList<>();
        private final List<Integer> statuses = new ArrayList<>();

        private Deliveries(String contender) {
            this.contender = contender;
            this.events = new SignedEvents("0badcafe", path(), "secret".getBytes(UTF_8));
        }

        private String path() {
            return "/" + contender + "/bench";
        }

        @Override
        public Optional<Request> next() {
            if (bodies.size() == DELIVERIES) {
                return Optional.empty();
            }
            Optional<Request> request = events.next();
            String message = new String(request.orElseThrow().bytes(), UTF_8);
            bodies.add(message.substring(message.indexOf("\r\n\r\n") + 4));
            return request;
        }

        @Override
        public void answered(Request request, int status, byte[] body) {
            statuses.add(status);
        }

        @Override
        public void unanswered(Request request) {
            statuses.add(0);
        }
    }
}
