package dev.recoup.ingest.journal;

import dev.recoup.events.Environment;
import dev.recoup.events.EventMetadata;
import dev.recoup.events.Mode;
import dev.recoup.messaging.ColumnArray;
import dev.recoup.messaging.RecordHeader;
import dev.recoup.messaging.outbox.OutboxRecord;
import dev.recoup.messaging.outbox.ReferredRecords;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
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
                   event_name, body
            from journal where received_on = ? and id = any (?)
            """;

    @Override
    public Map<String, OutboxRecord> find(Connection connection, Collection<String> references) throws SQLException {
        Map<LocalDate, Map<Long, List<JournalReference>>> byDay = new HashMap<>();
        for (String reference : references) {
            JournalReference.parse(reference)
                    .ifPresent(found -> byDay.computeIfAbsent(found.receivedOn(), day -> new HashMap<>())
                            .computeIfAbsent(found.id(), id -> new ArrayList<>())
                            .add(found));
        }
        Map<String, OutboxRecord> records = HashMap.newHashMap(references.size());
        for (var day : byDay.entrySet()) {
            find(connection, day.getKey(), day.getValue(), records);
        }
        return records;
    }

    private static void find(
            Connection connection,
            LocalDate day,
            Map<Long, List<JournalReference>> wanted,
            Map<String, OutboxRecord> records)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(FIND)) {
            query.setObject(1, day);
            query.setArray(2, ColumnArray.of(connection, "bigint", wanted.keySet(), id -> id));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    for (JournalReference reference : wanted.get(row.getLong(1))) {
                        records.put(reference.text(), record(row, reference));
                    }
                }
            }
        }
    }

    private static OutboxRecord record(ResultSet row, JournalReference reference) throws SQLException {
        EventMetadata metadata = metadata(row, reference);
        List<RecordHeader> headers = metadata.toHeaders().entrySet().stream()
                .map(header -> new RecordHeader(header.getKey(), Optional.of(header.getValue())))
                .toList();
        return OutboxRecord.of(
                row.getString(2), row.getString(3), headers, row.getBytes(13), metadata.id(), metadata.environment());
    }

    private static EventMetadata metadata(ResultSet row, JournalReference reference) throws SQLException {
        Instant occurredAt = row.getObject(9, OffsetDateTime.class).toInstant();
        EventMetadata.Builder metadata = EventMetadata.of(
                        row.getString(5), row.getString(6), environment(row.getString(7)), occurredAt)
                .id(row.getString(4))
                .mode(mode(row.getString(8)))
                .correlationId(row.getString(11));
        Optional.ofNullable(row.getString(10)).ifPresent(metadata::subject);
        Optional.ofNullable(row.getString(12)).ifPresent(metadata::debituraEvent);
        reference.replayId().ifPresent(metadata::replayId);
        return metadata.build();
    }

    private static Environment environment(String stored) {
        return Environment.fromWire(stored).orElseThrow();
    }

    private static Mode mode(String stored) {
        return Mode.fromWire(stored).orElseThrow();
    }
}
