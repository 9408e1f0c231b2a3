package dev.recoup.messaging.deadletter;

import dev.recoup.events.Environment;
import dev.recoup.events.EventMetadata;
import dev.recoup.messaging.RecordHeader;
import dev.recoup.messaging.Transactions;
import dev.recoup.messaging.outbox.Outbox;
import dev.recoup.messaging.outbox.OutboxRecord;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Keeps the records that one consumer group cannot use, byte for byte, with codes that say why.
 *
 * <p>A dead letter goes through the outbox in a transaction of its own: once {@link #keep} returns it is in PostgreSQL,
 * whatever state Kafka is in.
 */
public final class DeadLetters {

    /** Header that says what is wrong, in upper snake case. */
    public static final String CODE = "recoup_dlq_code";

    /** Header with the places that are wrong, separated by spaces: JSON pointers or header names. */
    public static final String POINTERS = "recoup_dlq_pointers";

    /** Header with the topic the record came from. */
    public static final String TOPIC = "recoup_dlq_topic";

    /** Header with the partition the record came from. */
    public static final String PARTITION = "recoup_dlq_partition";

    /** Header with the record's offset there. */
    public static final String OFFSET = "recoup_dlq_offset";

    /** Header with the record's own time, RFC 3339. */
    public static final String RECORD_TIME = "recoup_dlq_recordtime";

    /** Header with the consumer group that cannot use the record. */
    public static final String GROUP = "recoup_dlq_group";

    /** Header with the time at which the group gave up, RFC 3339. */
    public static final String TIME = "recoup_dlq_time";

    private static final int LONGEST_ID = 300;

    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,199}");

    // Index: the unique one on the record's place and time.
    // language=PostgreSQL
    private static final String INSERT = """
            insert into dead_letter (topic, partition, record_offset, consumer_group, record_key, header_names,
                                     header_values, value, value_bytes, event_id, event_type, environment, code,
                                     pointers, record_time)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing
            """;

    private final Transactions transactions;
    private final String group;
    private final Environment environment;
    private final Clock clock;
    private final Runnable wakeRelay;
    private final Outbox outbox = new Outbox();

    /**
     * Makes the dead letters of one consumer group.
     *
     * @param transactions of the database that holds the outbox
     * @param group the consumer group
     * @param environment Debitura's environment that this deployment serves
     * @param clock tells when a record was given up
     * @param wakeRelay called after the commit
     */
    public DeadLetters(
            Transactions transactions, String group, Environment environment, Clock clock, Runnable wakeRelay) {
        this.transactions = transactions;
        this.group = group;
        this.environment = environment;
        this.clock = clock;
        this.wakeRelay = wakeRelay;
    }

    /** Returns the name of the topic that holds what the group could not use of the given topic. */
    public static String topicFor(String topic, String group) {
        return topic + '.' + group + ".dlq";
    }

    /**
     * Keeps a record: key, value and headers unchanged, the reason in headers of its own. A record that was kept before,
     * being seen again because its offset was not committed, is not kept twice.
     *
     * @param code what is wrong
     * @param pointers where it is wrong; may be empty
     * @throws Exception if it could not be committed; the record must then be tried again
     */
    public void keep(ConsumerRecord<byte[], byte[]> record, String code, List<String> pointers) throws Exception {
        OutboxRecord letter = OutboxRecord.ofBytes(
                topicFor(record.topic(), group),
                Optional.ofNullable(record.key()),
                headers(record, code, pointers),
                Optional.ofNullable(record.value()),
                eventId(record),
                environment);
        transactions.inNewTransaction(connection -> {
            if (isNew(connection, record, letter, code, pointers)) {
                outbox.publish(connection, letter);
            }
            return letter;
        });
        wakeRelay.run();
    }

    /** Notes the record for operators, unless it was dead-lettered before and is only seen again. */
    private boolean isNew(
            Connection connection,
            ConsumerRecord<byte[], byte[]> record,
            OutboxRecord letter,
            String code,
            List<String> pointers)
            throws SQLException {
        List<Header> original = List.of(record.headers().toArray());
        byte[][] names = original.stream()
                .map(header -> header.key().getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        byte[][] values = original.stream().map(Header::value).toArray(byte[][]::new);
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, record.topic());
            insert.setInt(2, record.partition());
            insert.setLong(3, record.offset());
            insert.setString(4, group);
            insert.setBytes(5, record.key());
            insert.setArray(6, connection.createArrayOf("bytea", names));
            insert.setArray(7, connection.createArrayOf("bytea", values));
            insert.setBytes(8, record.value());
            insert.setInt(9, letter.value().map(bytes -> bytes.length).orElse(0));
            insert.setString(10, letter.eventId());
            insert.setString(11, eventType(record).orElse(null));
            insert.setString(12, environment.wire());
            insert.setString(13, code);
            insert.setArray(14, connection.createArrayOf("text", pointers.toArray()));
            insert.setObject(15, Instant.ofEpochMilli(record.timestamp()).atOffset(ZoneOffset.UTC));
            return insert.executeUpdate() == 1;
        }
    }

    private List<RecordHeader> headers(ConsumerRecord<byte[], byte[]> record, String code, List<String> pointers) {
        List<RecordHeader> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            headers.add(new RecordHeader(header.key(), Optional.ofNullable(header.value())));
        }
        headers.add(RecordHeader.text(CODE, code));
        headers.add(RecordHeader.text(POINTERS, String.join(" ", pointers)));
        headers.add(RecordHeader.text(TOPIC, record.topic()));
        headers.add(RecordHeader.text(PARTITION, Integer.toString(record.partition())));
        headers.add(RecordHeader.text(OFFSET, Long.toString(record.offset())));
        headers.add(RecordHeader.text(
                RECORD_TIME, Instant.ofEpochMilli(record.timestamp()).toString()));
        headers.add(RecordHeader.text(GROUP, group));
        headers.add(RecordHeader.text(TIME, clock.instant().toString()));
        return headers;
    }

    private static Optional<String> eventType(ConsumerRecord<byte[], byte[]> record) {
        return Optional.ofNullable(record.headers().lastHeader(EventMetadata.CE_TYPE))
                .map(Header::value)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .filter(type -> TYPE.matcher(type).matches());
    }

    /** Takes the event's id if it has a sensible one, else the record's place. */
    private static String eventId(ConsumerRecord<byte[], byte[]> record) {
        return Optional.ofNullable(record.headers().lastHeader(EventMetadata.CE_ID))
                .map(Header::value)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .filter(id -> !id.isEmpty() && id.length() <= LONGEST_ID && id.indexOf('\0') < 0)
                .orElseGet(() -> record.topic() + '-' + record.partition() + '@' + record.offset());
    }
}
