package dev.recoup.messaging.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.recoup.events.Environment;
import dev.recoup.messaging.BackOff;
import dev.recoup.messaging.JdbcTransactions;
import dev.recoup.messaging.RecordHeader;
import dev.recoup.messaging.Servers;
import dev.recoup.messaging.TopicReader;
import dev.recoup.messaging.paging.Paging;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxRelayTest {

    static final RelaySettings QUICK = new RelaySettings(
            Duration.ofMillis(2400),
            Duration.ofMillis(900),
            Duration.ofMillis(300),
            100,
            Duration.ofMillis(5),
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            new BackOff(Duration.ofMillis(50), Duration.ofMillis(500)));

    private static AgroalDataSource database;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Outbox outbox = new Outbox();
    private String topic;
    private OutboxRelay relay;

    @BeforeAll
    static void open_the_database() {
        database = Servers.pool(Servers.newDatabase());
    }

    @AfterAll
    static void close_the_database() {
        database.close();
    }

    @BeforeEach
    void begin_with_an_empty_outbox() {
        Servers.execute(database, "truncate outbox");
        topic = "topic-" + UUID.randomUUID();
        Servers.createTopic(topic, 1, Map.of("max.message.bytes", "2000"));
        relay = new OutboxRelay(database, Servers.brokerConfiguration(), ReferredRecords.NONE, QUICK, registry);
    }

    @AfterEach
    void end_the_relay() {
        relay.close();
    }

    @Test
    void a_record_arrives_byte_for_byte_and_its_row_is_gone() throws Exception {
        byte[] binary = {0, (byte) 0xff, (byte) 0xc3, 0x28};
        publish(OutboxRecord.ofBytes(
                topic,
                Optional.of(binary),
                List.of(
                        new RecordHeader("twice", Optional.of(binary)),
                        new RecordHeader("twice", Optional.empty()),
                        new RecordHeader("with\0nul", Optional.of(new byte[0]))),
                Optional.empty(),
                "e1",
                Environment.TEST));
        relay.start();
        try (TopicReader reader = new TopicReader(topic)) {
            ConsumerRecord<byte[], byte[]> record = reader.readAtLeast(1).getFirst();
            assertThat(record.key()).isEqualTo(binary);
            assertThat(record.value()).isNull();
            Header[] headers = record.headers().toArray();
            assertThat(headers).extracting(Header::key).containsExactly("twice", "twice", "with\0nul");
            assertThat(headers).extracting(Header::value).containsExactly(binary, null, new byte[0]);
        }
        awaitEmpty();
    }

    @Test
    void a_record_that_is_kept_elsewhere_leaves_in_its_place_and_one_that_is_gone_is_parked() throws Exception {
        Map<String, OutboxRecord> kept = Map.of("shelf 1", record("key", "second"), "shelf 2", record("key", "third"));
        relay.close();
        relay = new OutboxRelay(
                database,
                Servers.brokerConfiguration(),
                (connection, references) -> kept,
                QUICK,
                new SimpleMeterRegistry());
        publish(record("key", "first"));
        refer("key", "shelf 1", "shelf 2", "empty shelf");
        publish(record("key", "waits"));
        publish(record("other", "neighbour"));

        relay.start();

        try (TopicReader reader = new TopicReader(topic)) {
            assertThat(values(reader.readAtLeast(4)))
                    .filteredOn(value -> !value.equals("neighbour"))
                    .containsExactly("first", "second", "third");
        }
        await().until(() ->
                parkedRecords().list(new Paging(Optional.empty(), 10)).items().size() == 1);
        assertThat(parkedRecords()
                        .list(new Paging(Optional.empty(), 10))
                        .items()
                        .getFirst()
                        .code())
                .isEqualTo("NOTHING_REFERRED_TO");
        assertThat(Servers.number(database, "select count(*) from outbox")).isEqualTo(2);
    }

    @Test
    void what_is_kept_elsewhere_is_known_to_be_discarded_once_that_is_committed() throws Exception {
        List<String> told = new ArrayList<>();
        ParkedRecords parked = new ParkedRecords(database, new JdbcTransactions(database), new ReferredRecords() {
            @Override
            public Map<String, OutboxRecord> find(Connection connection, Collection<String> references) {
                return Map.of();
            }

            @Override
            public void discarded(Connection connection, String reference) throws SQLException {
                if (told.isEmpty()) {
                    told.add("not noted");
                    throw new SQLException("the disk is full");
                }
                told.add(reference);
            }
        });
        refer("key", "shelf 1");
        Servers.execute(database, "update outbox set parked_at = now(), parked_code = 'NOTHING_REFERRED_TO'");
        long id = Servers.number(database, "select id from outbox");

        assertThatThrownBy(() -> parked.discard(id, "nobody needs it")).hasMessage("the disk is full");
        assertThat(Servers.number(database, "select count(*) from outbox")).isEqualTo(1);

        assertThat(parked.discard(id, "nobody needs it")).isEqualTo(ParkedRecords.Decision.DONE);
        assertThat(told).containsExactly("not noted", "shelf 1");
        assertThat(Servers.number(database, "select count(*) from outbox")).isZero();
    }

    private ParkedRecords parkedRecords() {
        return new ParkedRecords(database, new JdbcTransactions(database), ReferredRecords.NONE);
    }

    private void refer(String key, String... shelves) throws Exception {
        new JdbcTransactions(database).inNewTransaction(connection -> {
            outbox.publishReferences(
                    connection,
                    Stream.of(shelves)
                            .map(shelf -> OutboxReference.of(topic, key, shelf, 1, "e-" + shelf, Environment.TEST))
                            .toList());
            return shelves;
        });
    }

    @Test
    void records_of_one_key_keep_their_order_across_batches() throws Exception {
        for (int i = 0; i < 250; i++) {
            publish(record("key", Integer.toString(i)));
        }
        relay.start();
        try (TopicReader reader = new TopicReader(topic)) {
            assertThat(values(reader.readAtLeast(250)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 250).mapToObj(Integer::toString).toList());
        }
        awaitEmpty();
        assertThat(registry.counter("recoup.outbox.sent").count()).isEqualTo(250);
    }

    @Test
    void a_record_committed_late_is_found_and_stays_before_its_successor() throws Exception {
        relay.start();
        awaitAllShards();
        try (Connection late = database.getConnection();
                TopicReader reader = new TopicReader(topic)) {
            late.setAutoCommit(false);
            String neighbour = anotherKeyInTheShardOf("late");
            outbox.publish(late, record("late", "first"));
            // higher numbers leave until the shard's floor has long passed the open transaction
            for (int i = 0; i < 25; i++) {
                publish(record(neighbour, "filler"));
                reader.readAtLeast(i + 1);
                await().pollDelay(Duration.ofMillis(100)).until(() -> true);
            }
            late.commit();
            late.setAutoCommit(true);
            publish(record("late", "second"));
            List<String> values = values(reader.readUntil(all -> all.size() == 27, Duration.ofSeconds(20)));
            assertThat(values.subList(25, 27)).containsExactly("first", "second");
        }
    }

    @Test
    void a_row_is_withheld_while_an_earlier_one_of_its_key_lies_below_the_floor() throws Exception {
        publish(record("key", "first"));
        publish(record("key", "second"));
        long first = Servers.number(database, "select min(id) from outbox");
        OutboxRows rows = new OutboxRows(database, ReferredRecords.NONE);
        int shard = OrderKey.of(topic, "key".getBytes(UTF_8)).shard();
        assertThat(rows.read(shard, first, List.of(), 10).rows()).isEmpty();
        Servers.execute(database, "delete from outbox where id = " + first);
        assertThat(rows.read(shard, first, List.of(), 10).rows()).hasSize(1);
    }

    @Test
    void a_read_takes_no_more_than_fits_into_memory_and_says_whether_something_is_left() throws Exception {
        for (int i = 0; i < 5; i++) {
            publish(record("key", "x".repeat(900_000)));
        }
        long id = Servers.number(database, "select min(id) from outbox");
        OutboxRows rows = new OutboxRows(database, ReferredRecords.NONE);
        int shard = OrderKey.of(topic, "key".getBytes(UTF_8)).shard();

        OutboxRows.Batch first = rows.read(shard, 0, List.of(), 10);
        assertThat(first.rows()).extracting(RowOnItsWay::id).containsExactly(id, id + 1, id + 2);
        assertThat(first.isLast()).isFalse();

        Servers.execute(database, "delete from outbox where id <= " + (id + 2));
        OutboxRows.Batch second = rows.read(shard, id + 2, List.of(), 10);
        assertThat(second.rows()).extracting(RowOnItsWay::id).containsExactly(id + 3, id + 4);
        assertThat(second.isLast()).isTrue();
    }

    @Test
    void a_record_that_is_too_large_is_parked_and_blocks_only_its_key() throws Exception {
        publish(record("large", "before"));
        publish(record("large", "x".repeat(5000)));
        publish(record("large", "after"));
        publish(record("small", "free"));
        relay.start();
        ParkedRecords parked = parkedRecords();
        try (TopicReader reader = new TopicReader(topic)) {
            assertThat(values(reader.readAtLeast(2))).containsExactlyInAnyOrder("before", "free");
            await().untilAsserted(() -> assertThat(
                            parked.list(new Paging(Optional.empty(), 10)).items())
                    .hasSize(1));
            ParkedRecord record =
                    parked.list(new Paging(Optional.empty(), 10)).items().getFirst();
            assertThat(record.code()).isEqualTo("RECORD_TOO_LARGE");
            assertThat(record.bytes()).isEqualTo(5000);
            publish(record("small", "still free"));
            assertThat(values(reader.readAtLeast(3))).hasSize(3).contains("still free");
            await().untilAsserted(() -> assertThat(
                            registry.get("recoup.outbox.parked").gauge().value())
                    .isEqualTo(1));

            assertThat(parked.discard(record.id(), "cannot be made smaller")).isEqualTo(ParkedRecords.Decision.DONE);
            assertThat(parked.discard(record.id(), "again")).isEqualTo(ParkedRecords.Decision.NOT_PARKED);
            assertThat(values(reader.readAtLeast(4))).last().isEqualTo("after");
        }
        awaitEmpty();
    }

    @Test
    void a_released_record_keeps_its_place_in_the_order() throws Exception {
        publish(record("key", "first"));
        publish(record("key", "second"));
        Servers.execute(
                database,
                "update outbox set parked_at = now(), parked_code = 'NOT_AUTHORIZED'"
                        + " where id = (select min(id) from outbox)");
        relay.start();
        publish(record("other", "neighbour"));
        try (TopicReader reader = new TopicReader(topic)) {
            assertThat(values(reader.readAtLeast(1))).containsExactly("neighbour");
            ParkedRecords parked = parkedRecords();
            assertThat(parked.release(parked.list(new Paging(Optional.empty(), 1))
                            .items()
                            .getFirst()
                            .id()))
                    .isEqualTo(ParkedRecords.Decision.DONE);
            assertThat(values(reader.readAtLeast(3))).containsExactly("neighbour", "first", "second");
        }
    }

    @Test
    void a_topic_that_is_missing_delays_only_its_own_records() throws Exception {
        String missing = "missing-" + UUID.randomUUID();
        publish(OutboxRecord.of(missing, "key", List.of(), "waits".getBytes(UTF_8), "e", Environment.TEST));
        publish(record("key", "goes"));
        relay.start();
        try (TopicReader reader = new TopicReader(topic)) {
            assertThat(values(reader.readAtLeast(1))).containsExactly("goes");
        }
        Servers.createTopic(missing, 1, Map.of());
        try (TopicReader reader = new TopicReader(missing)) {
            assertThat(values(reader.readAtLeast(1))).containsExactly("waits");
        }
        awaitEmpty();
    }

    @Test
    void a_former_owner_deletes_and_parks_nothing_and_learns_that_it_lost_the_shard() throws Exception {
        publish(record("key", "value"));
        long id = Servers.number(database, "select id from outbox");
        int shard = OrderKey.of(topic, "key".getBytes(UTF_8)).shard();
        ShardLeases former = new ShardLeases(database, "former", QUICK.leaseTime());
        ShardLease lost = former.acquire(OrderKey.SHARDS).stream()
                .filter(lease -> lease.shard() == shard)
                .findFirst()
                .orElseThrow();
        assertThat(former.renew(lost)).isEqualTo(ShardLeases.Renewal.RENEWED);
        Servers.execute(database, "update outbox_shard set lease_until = '-infinity'");
        ShardLeases present = new ShardLeases(database, "present", QUICK.leaseTime());
        List<ShardLease> held = present.acquire(OrderKey.SHARDS);
        assertThat(held).hasSize(8);

        OutboxRows rows = new OutboxRows(database, ReferredRecords.NONE);
        rows.delete(lost, List.of(id));
        rows.park(lost, Map.of(id, "RECORD_TOO_LARGE"));
        assertThat(Servers.number(database, "select count(*) from outbox where parked_at is null"))
                .isEqualTo(1);
        assertThat(former.renew(lost)).isEqualTo(ShardLeases.Renewal.LOST);
        assertThat(lost.lastsFor(Duration.ZERO)).isFalse();

        ShardLease owner = held.stream()
                .filter(lease -> lease.shard() == shard)
                .findFirst()
                .orElseThrow();
        rows.delete(owner, List.of(id));
        assertThat(Servers.number(database, "select count(*) from outbox")).isZero();
        for (ShardLease lease : held) {
            present.release(lease);
        }
    }

    @Test
    void nothing_is_sent_on_a_lease_that_would_not_last() throws Exception {
        try (WaveSender sender = new WaveSender(Servers.brokerConfiguration(), QUICK);
                TopicReader reader = new TopicReader(topic)) {
            publish(record("key", "value"));
            List<RowOnItsWay> wave = new OutboxRows(database, ReferredRecords.NONE)
                    .read(OrderKey.of(topic, "key".getBytes(UTF_8)).shard(), 0, List.of(), 10)
                    .rows();
            ShardLease tooShort = new ShardLease(
                    0, "me", 1, System.nanoTime(), QUICK.sendBudget().minusMillis(1));
            assertThat(sender.send(tooShort, wave)).containsExactly(new SendOutcome.Withheld());
            ShardLease longEnough = new ShardLease(
                    0, "me", 1, System.nanoTime(), QUICK.sendBudget().plusSeconds(5));
            assertThat(sender.send(longEnough, wave)).containsExactly(new SendOutcome.Acknowledged());
            assertThat(values(reader.readAtLeast(1))).containsExactly("value");
        }
    }

    @Test
    void replicas_share_the_shards_fairly_and_take_over_from_one_that_leaves() {
        relay.start();
        awaitAllShards();
        OutboxRelay second = new OutboxRelay(
                database, Servers.brokerConfiguration(), ReferredRecords.NONE, QUICK, new SimpleMeterRegistry());
        OutboxRelay third = new OutboxRelay(
                database, Servers.brokerConfiguration(), ReferredRecords.NONE, QUICK, new SimpleMeterRegistry());
        try (second) {
            try (third) {
                second.start();
                third.start();
                await().atMost(Duration.ofSeconds(15))
                        .until(() -> sorted(relay, second, third), List.of(2, 3, 3)::equals);
            }
            await().atMost(Duration.ofSeconds(15)).until(() -> sorted(relay, second), List.of(4, 4)::equals);
        }
        awaitAllShards();
    }

    @Test
    void shares_add_up_to_all_shards_for_any_number_of_replicas() {
        for (int replicas = 1; replicas <= 12; replicas++) {
            int count = replicas;
            assertThat(IntStream.range(0, count)
                            .map(rank -> ShardLeases.share(count, rank))
                            .sum())
                    .isEqualTo(8);
        }
    }

    private static List<Integer> sorted(OutboxRelay... relays) {
        return Arrays.stream(relays).map(OutboxRelay::shardsOwned).sorted().toList();
    }

    private void publish(OutboxRecord record) throws Exception {
        new JdbcTransactions(database).inNewTransaction(connection -> {
            outbox.publish(connection, record);
            return record;
        });
        relay.wake();
    }

    private OutboxRecord record(String key, String value) {
        return OutboxRecord.of(topic, key, List.of(), value.getBytes(UTF_8), value, Environment.TEST);
    }

    private String anotherKeyInTheShardOf(String key) {
        int shard = OrderKey.of(topic, key.getBytes(UTF_8)).shard();
        return IntStream.range(0, 10_000)
                .mapToObj(i -> "neighbour-" + i)
                .filter(other -> OrderKey.of(topic, other.getBytes(UTF_8)).shard() == shard)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> values(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(record -> new String(record.value(), UTF_8)).toList();
    }

    private void awaitAllShards() {
        await().atMost(Duration.ofSeconds(15)).until(() -> relay.shardsOwned() == OrderKey.SHARDS);
    }

    private void awaitEmpty() {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> Servers.number(database, "select count(*) from outbox") == 0);
    }
}
