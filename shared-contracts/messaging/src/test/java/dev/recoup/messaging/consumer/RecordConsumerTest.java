package dev.recoup.messaging.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.recoup.events.Environment;
import dev.recoup.events.EventMetadata;
import dev.recoup.messaging.BackOff;
import dev.recoup.messaging.JdbcTransactions;
import dev.recoup.messaging.Servers;
import dev.recoup.messaging.TopicReader;
import dev.recoup.messaging.deadletter.DeadLetters;
import dev.recoup.messaging.deadletter.Redelivery;
import dev.recoup.messaging.outbox.OutboxRelay;
import dev.recoup.messaging.outbox.ReferredRecords;
import dev.recoup.messaging.outbox.RelaySettings;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RecordConsumerTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String GROUP = "test-service";

    private static AgroalDataSource database;

    private final String topic = "topic-" + UUID.randomUUID();
    private final List<String> handled = new ArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RecordConsumer consumer = newConsumer();
    private int nextOffset;

    @BeforeAll
    static void open_the_database() {
        database = Servers.pool(Servers.newDatabase());
    }

    @AfterAll
    static void close_the_database() {
        database.close();
    }

    @BeforeEach
    void begin_empty() {
        Servers.execute(database, "truncate outbox, inbox, dead_letter");
    }

    @Test
    void an_event_is_handled_with_its_metadata_key_and_value() {
        List<InboundEvent> events = new ArrayList<>();
        consumer.consume(record("e1", "tenant-1", "{\"scope\":\"all\"}"), events::add);
        assertThat(events).hasSize(1);
        InboundEvent event = events.getFirst();
        assertThat(event.metadata().id()).isEqualTo("e1");
        assertThat(event.metadata().correlationId()).isEqualTo("e1");
        assertThat(event.key()).contains("tenant-1");
        assertThat(event.read(Map.class)).isEqualTo(Map.of("scope", "all"));
        assertThat(event.recordTime()).isEqualTo(NOON);
    }

    @Test
    void the_same_event_is_handled_once_and_its_replay_once_more() {
        consumer.consume(record("e1", "key", "{}"), this::note);
        consumer.consume(record("e1", "key", "{}"), this::note);
        assertThat(handled).containsExactly("e1");
        consumer.consume(replay("e1", "r1"), this::note);
        consumer.consume(replay("e1", "r1"), this::note);
        assertThat(handled).containsExactly("e1", "e1");
    }

    @Test
    void one_id_on_two_topics_is_two_events() {
        consumer.consume(record("e1", "key", "{}"), this::note);
        ConsumerRecord<byte[], byte[]> first = record("e1", "key", "{}");
        consumer.consume(
                new ConsumerRecord<>(
                        "another-topic",
                        0,
                        0,
                        NOON.toEpochMilli(),
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        first.key(),
                        first.value(),
                        first.headers(),
                        Optional.empty()),
                this::note);
        assertThat(handled).containsExactly("e1", "e1");
    }

    @Test
    void a_failure_is_tried_again_and_leaves_no_trace_of_the_first_try() {
        AtomicInteger tries = new AtomicInteger();
        consumer.consume(record("e1", "key", "{}"), event -> {
            if (tries.incrementAndGet() < 4) {
                throw new IllegalStateException("the network is down");
            }
            note(event);
        });
        assertThat(handled).containsExactly("e1");
        assertThat(tries).hasValue(4);
        assertThat(deadLetters()).isZero();
        assertThat(consumer.stuckPartitions().list()).isEmpty();
    }

    @Test
    void a_database_failure_dead_letters_nothing_and_shows_while_it_lasts() throws Exception {
        Servers.execute(database, "alter table inbox rename to inbox_away");
        CompletableFuture<Void> consumed =
                CompletableFuture.runAsync(() -> consumer.consume(record("e1", "key", "{}"), this::note));
        try {
            await().untilAsserted(
                            () -> assertThat(consumer.stuckPartitions().list()).containsExactly(topic + "-0@0"));
            assertThat(deadLetters()).isZero();
        } finally {
            Servers.execute(database, "alter table inbox_away rename to inbox");
        }
        consumed.get();
        assertThat(handled).containsExactly("e1");
        assertThat(consumer.stuckPartitions().list()).isEmpty();
        assertThat(deadLetters()).isZero();
    }

    @Test
    void a_connection_cut_inside_the_handler_dead_letters_nothing() {
        AtomicInteger tries = new AtomicInteger();
        consumer.consume(record("e1", "key", "{}"), event -> {
            if (tries.incrementAndGet() == 1) {
                Servers.number(
                        database,
                        "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                                + " where state = 'idle in transaction' and usename = current_user"
                                + " and datname = current_database()");
            }
            note(event);
        });
        assertThat(tries).hasValue(2);
        assertThat(Servers.number(database, "select count(*) from inbox where event_id = 'e1'"))
                .isEqualTo(1);
        assertThat(deadLetters()).isZero();
    }

    @Test
    void the_end_of_the_application_ends_the_retries_without_an_outcome() {
        CompletableFuture<Void> consumed =
                CompletableFuture.runAsync(() -> consumer.consume(record("e1", "key", "{}"), event -> {
                    throw new IllegalStateException();
                }));
        await().until(() -> !consumer.stuckPartitions().list().isEmpty());
        consumer.stop();
        assertThatThrownBy(consumed::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ConsumerStopped.class);
        assertThat(Servers.number(database, "select count(*) from inbox")).isZero();
        assertThat(deadLetters()).isZero();
    }

    @Test
    void poison_goes_to_the_dead_letters_and_its_neighbours_are_handled() {
        Handler strict = event -> {
            event.read(Map.class);
            note(event);
        };
        consumer.consume(record("good-1", "key", "{}"), strict);
        consumer.consume(record("not-json", "key", "<html>"), strict);
        consumer.consume(record("nul", "key", "{\"a\":\"\\u0000\"}"), strict);
        consumer.consume(record("tombstone", "key", null), strict);
        consumer.consume(without(EventMetadata.CE_ID), strict);
        consumer.consume(without(EventMetadata.CE_ENVIRONMENT), strict);
        consumer.consume(record("x".repeat(5000), "key", "{}"), strict);
        consumer.consume(record("nul\0", "key", "{}"), strict);
        consumer.consume(record("key", "nul\0", "{}"), strict);
        consumer.consume(record("good-2", "key", "{\"a\":\"\\\\u0000\"}"), strict);
        assertThat(handled).containsExactly("good-1", "good-2");
        assertThat(deadLetters()).isEqualTo(8);
        assertThat(Servers.number(database, "select count(*) from inbox")).isEqualTo(2);
        assertThat(registry.counter("recoup.consumer.records", "topic", topic, "outcome", "DEAD_LETTER")
                        .count())
                .isEqualTo(8);
    }

    @Test
    @Timeout(60)
    void a_value_that_the_database_can_never_take_is_poison_and_its_neighbours_are_handled() {
        Servers.execute(database, "create table keyed (name text primary key, amount numeric(3), at timestamptz)");
        Handler keeping = event -> {
            keep(event.metadata().id(), new String(event.value().orElseThrow(), UTF_8));
            note(event);
        };
        consumer.consume(record("good-1", "key", "('short', 1, null)"), keeping);
        consumer.consume(record("nul", "key", "('with' || ?, 1, null)"), keeping);
        consumer.consume(record("long", "key", "('" + hardToCompress(6000) + "', 1, null)"), keeping);
        consumer.consume(record("number", "key", "('much', 1000, null)"), keeping);
        consumer.consume(record("time", "key", "('late', 1, '300000-01-01')"), keeping);
        consumer.consume(record("good-2", "key", "('also short', 2, null)"), keeping);
        assertThat(handled).containsExactly("good-1", "good-2");
        assertThat(consumer.stuckPartitions().list()).isEmpty();
        assertThat(deadLetters()).isEqualTo(4);
        assertThat(Servers.number(database, "select count(*) from dead_letter where code = 'NOT_STORABLE'"))
                .isEqualTo(4);
        assertThat(Servers.number(database, "select count(*) from inbox")).isEqualTo(2);
    }

    @Test
    void a_statement_that_is_wrong_for_every_record_is_trouble() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        CompletableFuture<Void> consumed =
                CompletableFuture.runAsync(() -> consumer.consume(record("e1", "key", "{}"), event -> {
                    if (tries.incrementAndGet() < 4) {
                        Servers.execute(database, "select 1 / 0");
                    }
                }));
        consumed.get();
        assertThat(tries).hasValue(4);
        assertThat(deadLetters()).isZero();
    }

    @Test
    void ids_that_fill_the_key_of_the_inbox_are_handled_and_longer_ones_are_poison() {
        String longest = hardToCompress(300);
        consumer.consume(with(longest, longest, longest), this::note);
        consumer.consume(with("漢".repeat(100), "漢".repeat(100), "漢".repeat(100)), this::note);
        assertThat(handled).containsExactly(longest, "漢".repeat(100));
        assertThat(deadLetters()).isZero();
        for (String tooLong : List.of("x".repeat(301), "漢".repeat(101), randomHan(300))) {
            consumer.consume(with(tooLong, "/s", "r"), this::note);
            consumer.consume(with("e", tooLong, "r"), this::note);
            consumer.consume(with("e", "/s", tooLong), this::note);
        }
        assertThat(Servers.number(database, "select count(*) from dead_letter where code = 'HEADER_MALFORMED'"))
                .isEqualTo(9);
        assertThat(handled).hasSize(2);
    }

    @Test
    void poison_that_is_seen_again_is_kept_once_unless_its_topic_was_made_anew() {
        ConsumerRecord<byte[], byte[]> poison = record("not-json", "key", "<html>");
        Handler strict = event -> event.read(Map.class);
        consumer.consume(poison, strict);
        consumer.consume(poison, strict);
        assertThat(deadLetters()).isEqualTo(1);
        assertThat(Servers.number(database, "select count(*) from dead_letter")).isEqualTo(1);
        consumer.consume(
                new ConsumerRecord<>(
                        topic,
                        0,
                        poison.offset(),
                        NOON.plusSeconds(1).toEpochMilli(),
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        poison.key(),
                        poison.value(),
                        poison.headers(),
                        Optional.empty()),
                strict);
        assertThat(deadLetters()).isEqualTo(2);
        assertThat(Servers.number(database, "select count(*) from dead_letter")).isEqualTo(2);
    }

    @Test
    void places_that_no_database_can_store_are_made_printable() {
        consumer.consume(record("e1", "key", "{}"), event -> {
            throw new UnusableRecord(
                    "NO_SUCH_THING", "/a\0b\n", "/" + "x".repeat(1000), "/\ud800", "/" + "🙂".repeat(1000));
        });
        assertThat(deadLetters()).isEqualTo(1);
        assertThat(Servers.number(
                        database,
                        "select count(*) from dead_letter where pointers[1] = '/a?b?' and length(pointers[2]) = 300"))
                .isEqualTo(1);
    }

    @Test
    void several_handlers_of_a_topic_share_one_transaction() throws Exception {
        TopicHandlers handlers = new TopicHandlers(List.of(handler(this::note), handler(event -> {
            throw new UnusableRecord("NO_SUCH_THING");
        })));
        RecordConsumer both = new RecordConsumer(new JdbcTransactions(database), letters(), handlers, registry);
        both.consume(record("e1", "key", "{}"));
        assertThat(handled).containsExactly("e1");
        assertThat(deadLetters()).isEqualTo(1);
        assertThat(Servers.number(database, "select count(*) from inbox")).isZero();
        assertThat(both.topics()).containsExactly(topic);
        assertThatThrownBy(() -> both.consume(new ConsumerRecord<>("nobodys", 0, 0, new byte[0], new byte[0])))
                .hasMessageContaining("nobodys");
    }

    @Test
    void a_redelivery_is_the_event_itself_and_has_its_effect_once_whichever_comes_first() throws Exception {
        TopicHandlers handlers = new TopicHandlers(List.of(handler(this::note)));
        RecordConsumer redelivering = new RecordConsumer(new JdbcTransactions(database), letters(), handlers, registry);
        ConsumerRecord<byte[], byte[]> first = record("e1", "key", "{}");
        assertThat(redelivering.redeliver(first, connection -> {})).isEqualTo(new Redelivery.Verdict.Handled());
        redelivering.consume(first);
        redelivering.consume(record("e1", "key", "{}"));
        assertThat(handled).containsExactly("e1");
        ConsumerRecord<byte[], byte[]> second = record("e2", "key", "{}");
        redelivering.consume(second);
        assertThat(redelivering.redeliver(second, connection -> {})).isEqualTo(new Redelivery.Verdict.Handled());
        assertThat(handled).containsExactly("e1", "e2");
    }

    @Test
    void a_redelivery_keeps_to_what_is_done_alongside_and_needs_a_handler() throws Exception {
        TopicHandlers handlers = new TopicHandlers(List.of(handler(this::note)));
        RecordConsumer redelivering = new RecordConsumer(new JdbcTransactions(database), letters(), handlers, registry);
        assertThatThrownBy(() -> redelivering.redeliver(record("e1", "key", "{}"), connection -> {
                    throw new IllegalStateException("too late");
                }))
                .hasMessage("too late");
        assertThat(handled).isEmpty();
        assertThat(Servers.number(database, "select count(*) from inbox")).isZero();
        assertThat(redelivering.redeliver(
                        new ConsumerRecord<>("nobodys", 0, 0, new byte[0], new byte[0]), connection -> {}))
                .isEqualTo(new Redelivery.Verdict.Unusable("NO_HANDLER", List.of()));
    }

    private TopicHandler handler(Handler handler) {
        return new TopicHandler() {
            @Override
            public Set<String> topics() {
                return Set.of(topic);
            }

            @Override
            public void handle(InboundEvent event) throws Exception {
                handler.handle(event);
            }
        };
    }

    @Test
    void a_handlers_verdict_reaches_the_dead_letters_even_inside_another_exception() {
        consumer.consume(record("e1", "key", "{}"), event -> {
            throw new IllegalStateException(new UnusableRecord("NO_SUCH_THING", "/a"));
        });
        assertThat(deadLetters()).isEqualTo(1);
        assertThat(Servers.number(database, "select count(*) from inbox")).isZero();
    }

    @Test
    void whatever_bytes_come_every_record_reaches_an_end() {
        Random random = new Random(42);
        int records = 300;
        for (int i = 0; i < records; i++) {
            RecordHeaders headers = new RecordHeaders();
            EventMetadata.of("t", "s", Environment.TEST, NOON)
                    .build()
                    .toHeaders()
                    .forEach((name, value) -> headers.add(name, random.nextInt(8) == 0 ? bytes(random) : value));
            headers.add(new String(bytes(random), UTF_8), random.nextBoolean() ? null : bytes(random));
            byte[] key = random.nextInt(4) == 0 ? null : bytes(random);
            byte[] value = random.nextInt(4) == 0 ? null : bytes(random);
            consumer.consume(record(key, value, headers), event -> {
                event.read(Map.class);
                note(event);
            });
        }
        assertThat(deadLetters()).isEqualTo(records - handled.size());
        assertThat(handled).hasSizeLessThan(records / 10);
    }

    @Test
    void a_dead_letter_is_the_same_byte_for_byte_and_says_why() throws Exception {
        byte[] binary = {0, (byte) 0xff, (byte) 0xc3, 0x28, '\n'};
        RecordHeaders headers = new RecordHeaders();
        headers.add("binary", binary);
        headers.add("binary", null);
        headers.add("with\0nul", new byte[0]);
        headers.add(EventMetadata.CE_ID, binary);
        String letters = topic + "." + GROUP + ".dlq";
        Servers.createTopic(letters, 1, Map.of());
        consumer.consume(record(null, binary, headers), this::note);
        consumer.consume(record(binary, null, new RecordHeaders()), this::note);
        try (OutboxRelay relay = new OutboxRelay(
                        database,
                        Servers.brokerConfiguration(),
                        ReferredRecords.NONE,
                        RelaySettings.of(Duration.ofSeconds(5), Duration.ofSeconds(2), 100),
                        registry);
                TopicReader reader = new TopicReader(letters)) {
            relay.start();
            List<ConsumerRecord<byte[], byte[]>> records = reader.readAtLeast(2);
            ConsumerRecord<byte[], byte[]> letter = records.stream()
                    .filter(record -> record.key() == null)
                    .findFirst()
                    .orElseThrow();
            assertThat(letter.value()).isEqualTo(binary);
            Header[] found = letter.headers().toArray();
            assertThat(found)
                    .extracting(Header::key)
                    .containsExactly(
                            "binary",
                            "binary",
                            "with\0nul",
                            EventMetadata.CE_ID,
                            DeadLetters.CODE,
                            DeadLetters.POINTERS,
                            DeadLetters.TOPIC,
                            DeadLetters.PARTITION,
                            DeadLetters.OFFSET,
                            DeadLetters.RECORD_TIME,
                            DeadLetters.GROUP,
                            DeadLetters.TIME);
            assertThat(found)
                    .extracting(Header::value)
                    .startsWith(binary, null, new byte[0], binary)
                    .endsWith(
                            "HEADER_MISSING".getBytes(UTF_8),
                            "ce_specversion".getBytes(UTF_8),
                            topic.getBytes(UTF_8),
                            "0".getBytes(UTF_8),
                            "0".getBytes(UTF_8),
                            "2026-11-22T12:00:00Z".getBytes(UTF_8),
                            GROUP.getBytes(UTF_8),
                            "2026-11-22T12:00:00Z".getBytes(UTF_8));
            ConsumerRecord<byte[], byte[]> tombstone = records.stream()
                    .filter(record -> record.key() != null)
                    .findFirst()
                    .orElseThrow();
            assertThat(tombstone.key()).isEqualTo(binary);
            assertThat(tombstone.value()).isNull();
        }
    }

    private static DeadLetters letters() {
        return new DeadLetters(
                new JdbcTransactions(database), GROUP, Environment.TEST, Clock.fixed(NOON, ZoneOffset.UTC), () -> {});
    }

    private static RecordConsumer consumer(SimpleMeterRegistry registry) {
        return new RecordConsumer(
                new JdbcTransactions(database),
                letters(),
                new TopicHandlers(List.of()),
                registry,
                new BackOff(Duration.ofMillis(10), Duration.ofMillis(100)));
    }

    private RecordConsumer newConsumer() {
        return consumer(registry);
    }

    private static void keep(String id, String values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into keyed values " + values)) {
            if (id.equals("nul")) {
                insert.setString(1, "\0");
            }
            insert.executeUpdate();
        }
    }

    private static String hardToCompress(int length) {
        return new Random(42)
                .ints(length, 'A', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .replace('\\', '/');
    }

    private static String randomHan(int length) {
        return new Random(42)
                .ints(length, 0x4e00, 0x9fa0)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private ConsumerRecord<byte[], byte[]> with(String id, String source, String replayId) {
        return record(
                "key".getBytes(UTF_8),
                "{}".getBytes(UTF_8),
                headers(EventMetadata.of("t", source, Environment.TEST, NOON)
                        .id(id)
                        .correlationId("c")
                        .replayId(replayId)
                        .build()));
    }

    private void note(InboundEvent event) {
        handled.add(event.metadata().id());
    }

    private static long deadLetters() {
        return Servers.number(database, "select count(*) from outbox where topic like '%.dlq'");
    }

    private ConsumerRecord<byte[], byte[]> record(String id, String key, String value) {
        return record(
                key.getBytes(UTF_8),
                value == null ? null : value.getBytes(UTF_8),
                headers(EventMetadata.of("t", "/s", Environment.TEST, NOON)
                        .id(id)
                        .build()));
    }

    private ConsumerRecord<byte[], byte[]> replay(String id, String replayId) {
        return record(
                "key".getBytes(UTF_8),
                "{}".getBytes(UTF_8),
                headers(EventMetadata.of("t", "/s", Environment.TEST, NOON)
                        .id(id)
                        .replayId(replayId)
                        .build()));
    }

    private ConsumerRecord<byte[], byte[]> without(String header) {
        RecordHeaders headers =
                headers(EventMetadata.of("t", "/s", Environment.TEST, NOON).build());
        headers.remove(header);
        return record("key".getBytes(UTF_8), "{}".getBytes(UTF_8), headers);
    }

    private ConsumerRecord<byte[], byte[]> record(byte[] key, byte[] value, RecordHeaders headers) {
        return new ConsumerRecord<>(
                topic,
                0,
                nextOffset++,
                NOON.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value,
                headers,
                Optional.empty());
    }

    private static RecordHeaders headers(EventMetadata metadata) {
        RecordHeaders headers = new RecordHeaders();
        metadata.toHeaders().forEach(headers::add);
        return headers;
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return bytes;
    }
}
