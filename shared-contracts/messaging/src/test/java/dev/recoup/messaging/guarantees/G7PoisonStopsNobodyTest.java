package dev.recoup.messaging.guarantees;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.recoup.events.Environment;
import dev.recoup.events.EventMetadata;
import dev.recoup.messaging.Servers;
import dev.recoup.messaging.TopicReader;
import dev.recoup.messaging.deadletter.DeadLetters;
import dev.recoup.messaging.guarantees.StrictProcess.Change;
import dev.recoup.testing.infra.FreePorts;
import dev.recoup.testing.infra.JavaProcess;
import dev.recoup.testing.infra.KafkaBroker;
import dev.recoup.testing.infra.PostgresServer;
import io.agroal.api.AgroalDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/**
 * G7: poison stops nobody, and trouble poisons nothing. Two replicas consume good records with poison among them, some
 * of which only the database finds; they are killed (SIGKILL) at random points, and PostgreSQL and
 * Kafka are stopped for a while. Then the cause of some poison vanishes, and it is replayed by processes that are killed,
 * too.
 */
class G7PoisonStopsNobodyTest {

    private static final int KEYS = 20;
    private static final int BURST = 150;
    private static final int KILLS = Integer.getInteger("recoup.poison.kills", 3);
    private static final int REPLAY_KILLS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final long seed = Long.getLong("recoup.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final int kafkaPort = FreePorts.one();
    private final String kafka = "127.0.0.1:" + kafkaPort;
    private final String topic = "poison-" + UUID.randomUUID();
    private final String group = "group-" + topic;
    private final Map<String, Long> versions = new TreeMap<>();
    private final Map<Place, Poison> poison = new HashMap<>();

    @Test
    void neighbours_of_poison_flow_in_order_no_trouble_dead_letters_anything_and_replays_have_one_effect()
            throws Exception {
        System.out.printf("poison stops nobody: seed %d%n", seed);
        Path folder = Files.createTempDirectory("recoup-poison-");
        Path data = folder.resolve("data");
        Path log = folder.resolve("kafka");
        int port = FreePorts.one();
        PostgresServer server = PostgresServer.start(data, port);
        KafkaBroker broker = KafkaBroker.start(log, kafkaPort);
        broker.createTopic(topic, 3, Map.of());
        broker.createTopic(DeadLetters.topicFor(topic, group), 1, Map.of());
        List<JavaProcess> replicas = new ArrayList<>();
        try {
            assumeThat(server.pid())
                    .as("a server that keeps its data when it is stopped")
                    .isPresent();
            PostgresServer.Database coordinates =
                    Servers.withTables(server.createDatabase("poison", "poison", "secret"));
            try (AgroalDataSource database = Servers.pool(coordinates)) {
                Servers.execute(
                        database,
                        "create table effect (seq bigserial, partition int, record_offset bigint, record_key text,"
                                + " version bigint, mark text)");
                Servers.execute(database, "create index effect_by_mark on effect (mark)");
                Servers.execute(database, "create table cure (at timestamptz)");
                replicas.add(start(coordinates, StrictProcess.CONSUME));
                replicas.add(start(coordinates, StrictProcess.CONSUME));
                try (var producer = new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", kafka, "acks", "all"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
                    publish(producer);
                    for (int kill = 0; kill < KILLS; kill++) {
                        int victim = random.nextInt(replicas.size());
                        await().atMost(PATIENCE).until(() -> ended(database) >= published() - BURST);
                        publish(producer);
                        LockSupport.parkNanos(
                                Duration.ofMillis(random.nextInt(300)).toNanos());
                        replicas.get(victim).process().destroyForcibly().waitFor();
                        replicas.set(victim, start(coordinates, StrictProcess.CONSUME));
                    }
                    publish(producer);
                    server.close();
                    publish(producer);
                    LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
                    server = PostgresServer.start(data, port);
                    publish(producer);
                    broker.close();
                    LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
                    broker = KafkaBroker.start(log, kafkaPort);
                    publish(producer);
                }
                await().atMost(PATIENCE).ignoreExceptions().until(() -> ended(database) == published());
                theGoodOnesHadOneEffectEachInTheOrderOfTheirKeys(database);
                thePoisonAndNothingElseIsInTheDeadLetterTopicWithTheReason(database);
                theRefusedOnesHaveOneEffectOnceTheirCauseHasVanished(database, coordinates);
                theGoodOnesHadOneEffectEachInTheOrderOfTheirKeys(database);
            }
        } finally {
            replicas.forEach(replica -> replica.process().destroyForcibly());
            broker.close();
            server.close();
        }
    }

    private void theGoodOnesHadOneEffectEachInTheOrderOfTheirKeys(AgroalDataSource database) throws SQLException {
        Map<String, List<Long>> effects = new TreeMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select record_key, version from effect where mark = 'good' order by seq");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                effects.computeIfAbsent(rows.getString(1), key -> new ArrayList<>())
                        .add(rows.getLong(2));
            }
        }
        versions.forEach((key, last) -> assertThat(effects.get(key))
                .as("versions of %s", key)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, last).boxed().toList()));
    }

    private void thePoisonAndNothingElseIsInTheDeadLetterTopicWithTheReason(AgroalDataSource database) {
        assertThat(Servers.number(database, "select count(*) from dead_letter")).isEqualTo(poison.size());
        try (TopicReader reader = new TopicReader(kafka, DeadLetters.topicFor(topic, group))) {
            List<ConsumerRecord<byte[], byte[]>> letters =
                    reader.readUntil(records -> byPlace(records).size() == poison.size(), PATIENCE);
            Map<Place, ConsumerRecord<byte[], byte[]>> byPlace = byPlace(letters);
            assertThat(byPlace).containsOnlyKeys(poison.keySet());
            byPlace.forEach((place, letter) -> {
                Poison expected = poison.get(place);
                assertThat(header(letter.headers(), DeadLetters.CODE))
                        .as("%s", place)
                        .isEqualTo(expected.code());
                assertThat(letter.value()).isEqualTo(expected.value());
            });
        }
    }

    private void theRefusedOnesHaveOneEffectOnceTheirCauseHasVanished(
            AgroalDataSource database, PostgresServer.Database coordinates) throws Exception {
        long refused = poison.values().stream()
                .filter(one -> one.code().equals(Poison.REFUSED))
                .count();
        Servers.execute(database, "insert into cure values (now())");
        for (int kill = 1; kill <= REPLAY_KILLS; kill++) {
            JavaProcess operator = start(coordinates, StrictProcess.REPLAY);
            long share = refused * kill / (REPLAY_KILLS + 2);
            await().pollInterval(Duration.ofMillis(2)).atMost(PATIENCE).until(() -> replayed(database) >= share);
            operator.process().destroyForcibly().waitFor();
        }
        assertThat(start(coordinates, StrictProcess.REPLAY).process().waitFor()).isZero();
        assertThat(replayed(database)).isEqualTo(refused);
        assertThat(Servers.number(database, "select count(*) from effect where mark = 'refused'"))
                .isEqualTo(refused);
        assertThat(Servers.number(
                        database,
                        "select count(*) from (select record_offset < lag(record_offset) over"
                                + " (partition by partition order by seq) as overtaken from effect"
                                + " where mark = 'refused') pairs where overtaken"))
                .isZero();
        assertThat(Servers.number(
                        database, "select count(*) from dead_letter where state = 'waiting' and attempts = 1"))
                .isEqualTo(poison.size() - refused);
        assertThat(Servers.number(database, "select sum(replayed) + sum(unusable) from dead_letter_replay"))
                .isEqualTo(poison.size());
    }

    private void publish(KafkaProducer<byte[], byte[]> producer) throws Exception {
        for (int i = 0; i < BURST; i++) {
            String key = "key-" + random.nextInt(KEYS);
            if (random.nextInt(6) == 0) {
                Poison one = Poison.any(random);
                poison.put(send(producer, key, one), one);
            } else {
                long version = versions.merge(key, 1L, Long::sum);
                byte[] value = value(version, Change.GOOD);
                producer.send(record(key, value)).get();
            }
        }
    }

    private Place send(KafkaProducer<byte[], byte[]> producer, String key, Poison one) throws Exception {
        ProducerRecord<byte[], byte[]> record = record(key, one.value());
        switch (one.code()) {
            case Poison.NO_ID -> record.headers().remove(EventMetadata.CE_ID);
            case Poison.LONG_ID ->
                record.headers()
                        .remove(EventMetadata.CE_ID)
                        .add(
                                EventMetadata.CE_ID,
                                text(random, 250, 0x4e00, 0x9fa0).getBytes(UTF_8));
            default -> {}
        }
        RecordMetadata sent = producer.send(record).get();
        return new Place(sent.partition(), sent.offset());
    }

    private ProducerRecord<byte[], byte[]> record(String key, byte[] value) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key.getBytes(UTF_8), value);
        EventMetadata.of("dev.recoup.test.changed.v1", "/recoup/messaging-test", Environment.TEST, Instant.now())
                .build()
                .toHeaders()
                .forEach(record.headers()::add);
        return record;
    }

    /** A text that hardly compresses. */
    private static String text(Random random, int length, int first, int afterLast) {
        return random.ints(length, first, afterLast)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static byte[] value(long version, String mark) {
        return "{\"version\":%d,\"mark\":\"%s\"}".formatted(version, mark).getBytes(UTF_8);
    }

    private long published() {
        return versions.values().stream().mapToLong(Long::longValue).sum() + poison.size();
    }

    /** How many records have reached their end: an effect, or the dead letters. */
    private static long ended(AgroalDataSource database) {
        return Servers.number(
                database,
                "select (select count(*) from effect where mark = 'good') + (select count(*) from dead_letter)");
    }

    private static long replayed(AgroalDataSource database) {
        return Servers.number(database, "select count(*) from dead_letter where state = 'replayed'");
    }

    private static Map<Place, ConsumerRecord<byte[], byte[]>> byPlace(List<ConsumerRecord<byte[], byte[]>> letters) {
        Map<Place, ConsumerRecord<byte[], byte[]>> byPlace = new HashMap<>();
        letters.forEach(letter -> byPlace.put(
                new Place(
                        Integer.parseInt(header(letter.headers(), DeadLetters.PARTITION)),
                        Long.parseLong(header(letter.headers(), DeadLetters.OFFSET))),
                letter));
        return byPlace;
    }

    private static String header(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), UTF_8);
    }

    private JavaProcess start(PostgresServer.Database coordinates, String job) {
        return JavaProcess.running(job)
                .jvmOptions(List.of(
                        "-Xmx128m",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC"))
                .main(StrictProcess.class)
                .arguments(coordinates.jdbcUrl(), coordinates.username(), kafka, topic, group, job)
                .environment("PASSWORD", coordinates.password())
                .log(Path.of(System.getProperty("java.io.tmpdir"), "recoup-poison.log"))
                .start();
    }

    /** Where a record is. */
    private record Place(int partition, long offset) {}

    /** A record that cannot be used, and what is to be said of it. */
    private record Poison(String code, byte[] value) {

        static final String REFUSED = "REFUSED";
        static final String NO_ID = "HEADER_MISSING";
        static final String LONG_ID = "HEADER_MALFORMED";

        static Poison any(Random random) {
            return switch (random.nextInt(10)) {
                case 0 -> new Poison("UNREADABLE_VALUE", "<html>".getBytes(UTF_8));
                case 1 -> new Poison("VALUE_MISSING", null);
                case 2 -> new Poison(NO_ID, G7PoisonStopsNobodyTest.value(1, Change.GOOD));
                case 3 -> new Poison(LONG_ID, G7PoisonStopsNobodyTest.value(1, Change.GOOD));
                case 4 -> new Poison("NUL_CHARACTER", G7PoisonStopsNobodyTest.value(1, "a\\u0000b"));
                case 5 ->
                    new Poison("NOT_STORABLE", G7PoisonStopsNobodyTest.value(1, text(random, 5000, 'a', 'z' + 1)));
                default -> new Poison(REFUSED, G7PoisonStopsNobodyTest.value(1, Change.REFUSED));
            };
        }
    }
}
