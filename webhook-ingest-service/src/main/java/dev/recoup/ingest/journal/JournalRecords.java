package dev.recoup.ingest.journal;

import dev.recoup.events.Environment;
import dev.recoup.events.EventMetadata;
import dev.recoup.events.Mode;
import dev.recoup.ingest.journal.JournalWriter.Entry;
import dev.recoup.ingest.routing.RoutedEvent;
import dev.recoup.messaging.ColumnArray;
import dev.recoup.messaging.RecordHeader;
import dev.recoup.messaging.outbox.OutboxRecord;
import dev.recoup.messaging.outbox.ReferredRecords;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes of journalled events the records that Kafka gets, when their turn comes. */
@Singleton
final class JournalRecords implements ReferredRecords {

    // Served by the partitions' primary keys; one statement per day leaves the other partitions alone.
    // language=PostgreSQL
    private static final String FIND = """
            select id, topic, record_key, event_id, event_type, source, environment, mode,
                   coalesce(occurred_at, received_at), coalesce(case_id, external_tenant_id), correlation_id,
                   event_name, body, origin
            from journal where received_on = ? and id = any (?)
            """;

    // Index: the partition's primary key.
    // language=PostgreSQL
    private static final String DISCARDED =
            "update journal set discarded_at = clock_timestamp() where received_on = ? and id = ?";

    private final RecentRecords recent;

    @Inject
    JournalRecords(RecentRecords recent) {
        this.recent = recent;
    }

    @Override
    public Map<String, OutboxRecord> find(Connection connection, Collection<String> references) throws SQLException {
        Map<LocalDate, Map<Long, List<JournalReference>>> byDay = new HashMap<>();
        Map<String, OutboxRecord> records = HashMap.newHashMap(references.size());
        for (String reference : references) {
            Optional<OutboxRecord> known = recent.take(reference);
            if (known.isPresent()) {
                records.put(reference, known.get());
                continue;
            }
            JournalReference.parse(reference)
                    .ifPresent(found -> byDay.computeIfAbsent(found.receivedOn(), day -> new HashMap<>())
                            .computeIfAbsent(found.id(), id -> new ArrayList<>())
                            .add(found));
        }
        for (var day : byDay.entrySet()) {
            find(connection, day.getKey(), day.getValue(), records);
        }
        return records;
    }

    /** Keeps that an event's first publication was given up; a replay's is only of that replay. */
    @Override
    public void discarded(Connection connection, String reference) throws SQLException {
        Optional<JournalReference> first = JournalReference.parse(reference)
                .filter(place -> place.replayId().isEmpty());
        if (first.isPresent()) {
            try (PreparedStatement update = connection.prepareStatement(DISCARDED)) {
                update.setObject(1, first.get().receivedOn());
                update.setLong(2, first.get().id());
                update.executeUpdate();
            }
        }
    }

    private static void find(
            Connection connection,
            LocalDate day,
            Map<Long, List<JournalReference>> wanted,
            Map<String, OutboxRecord> records)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(FIND)) {
            query.setObject(1, day);
            query.setArray(2, ColumnArray.ofNumbers(connection, wanted.keySet(), Long::longValue));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    for (JournalReference reference : wanted.get(row.getLong(1))) {
                        records.put(reference.text(), record(row, reference));
                    }
                }
            }
        }
    }

    /** Makes the record of an entry that is just being written; it is the one that {@link #find} reads later. */
    static OutboxRecord record(Entry entry) {
        Delivery delivery = entry.delivery();
        RoutedEvent routed = delivery.routed();
        Instant occurredAt = routed.occurredAt()
                .map(known -> known.truncatedTo(ChronoUnit.MICROS))
                .orElse(delivery.receivedAt());
        EventMetadata.Builder metadata = EventMetadata.of(
                        routed.event().type(), delivery.idSpace(), delivery.environment(), occurredAt)
                .id(delivery.eventId())
                .mode(delivery.mode())
                .correlationId(entry.correlationId());
        routed.subject().ifPresent(metadata::subject);
        routed.eventName().ifPresent(metadata::debituraEvent);
        mark(metadata, delivery.origin().stored());
        return record(routed.topic().topicName(), routed.key(), metadata.build(), delivery.body());
    }

    private static OutboxRecord record(ResultSet row, JournalReference reference) throws SQLException {
        Instant occurredAt = row.getObject(9, OffsetDateTime.class).toInstant();
        EventMetadata.Builder metadata = EventMetadata.of(
                        row.getString(5), row.getString(6), environment(row.getString(7)), occurredAt)
                .id(row.getString(4))
                .mode(mode(row.getString(8)))
                .correlationId(row.getString(11));
        Optional.ofNullable(row.getString(10)).ifPresent(metadata::subject);
        Optional.ofNullable(row.getString(12)).ifPresent(metadata::debituraEvent);
        mark(metadata, row.getString(14));
        reference.replayId().ifPresent(metadata::replayId);
        return record(row.getString(2), row.getString(3), metadata.build(), row.getBytes(13));
    }

    /** Marks what Debitura was asked to send again; an operator's replay of ours has its own mark. */
    private static void mark(EventMetadata.Builder metadata, String origin) {
        if (origin.equals(Origin.REPLAYED.stored())) {
            metadata.debituraOrigin(origin);
        }
    }

    private static OutboxRecord record(String topic, String key, EventMetadata metadata, byte[] body) {
        List<RecordHeader> headers = metadata.toHeaders().entrySet().stream()
                .map(header -> new RecordHeader(header.getKey(), Optional.of(header.getValue())))
                .toList();
        return OutboxRecord.of(topic, key, headers, body, metadata.id(), metadata.environment());
    }

    private static Environment environment(String stored) {
        return Environment.fromWire(stored).orElseThrow();
    }

    private static Mode mode(String stored) {
        return Mode.fromWire(stored).orElseThrow();
    }
}
