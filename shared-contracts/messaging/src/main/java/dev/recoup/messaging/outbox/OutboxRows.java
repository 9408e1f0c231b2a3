package dev.recoup.messaging.outbox;

import dev.recoup.messaging.ColumnArray;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The outbox' rows as the owner of a shard sees them. Every statement is a transaction of its own. */
final class OutboxRows {

    /** A read ends with the row whose value makes them this many together. */
    private static final int MOST_BYTES = 2 * 1024 * 1024;

    // language=PostgreSQL
    private static final String READ = """
            select id, order_key, topic, record_key, header_names, header_values, value, reference, bytes
            from outbox_next(?, ?, ?, ?, ?)
            """;

    // language=PostgreSQL
    private static final String FORGET = "select outbox_forget(?, ?, ?, ?)";

    // language=PostgreSQL
    private static final String PARK = """
            update outbox set parked_at = clock_timestamp(), parked_code = ?
            where shard = ? and id = ? and parked_at is null
              and exists (select from outbox_shard s where s.shard = ? and s.owner = ? and s.epoch = ?)
            """;

    private final DataSource dataSource;
    private final ReferredRecords referredRecords;

    OutboxRows(DataSource dataSource, ReferredRecords referredRecords) {
        this.dataSource = dataSource;
        this.referredRecords = referredRecords;
    }

    /**
     * Reads the shard's next rows after the given number, in order, without those of resting or blocked keys.
     *
     * @param atMost how many rows
     */
    Batch read(int shard, long after, Collection<Long> restingKeys, int atMost) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(READ)) {
            select.setShort(1, (short) shard);
            select.setLong(2, after);
            select.setArray(3, ColumnArray.ofNumbers(connection, restingKeys, Long::longValue));
            select.setInt(4, atMost);
            select.setInt(5, MOST_BYTES);
            List<StoredRow> stored = stored(select);
            long bytes = stored.stream().mapToLong(StoredRow::bytes).sum();
            return new Batch(
                    complete(stored, referred(connection, stored)), stored.size() < atMost && bytes < MOST_BYTES);
        }
    }

    private static List<StoredRow> stored(PreparedStatement select) throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            List<StoredRow> stored = new ArrayList<>();
            while (rows.next()) {
                Optional<String> reference = Optional.ofNullable(rows.getString(8));
                stored.add(new StoredRow(
                        rows.getLong(1),
                        rows.getLong(2),
                        rows.getString(3),
                        reference.isPresent() ? Optional.empty() : Optional.of(record(rows)),
                        reference,
                        rows.getInt(9)));
            }
            return stored;
        }
    }

    private Map<String, OutboxRecord> referred(Connection connection, List<StoredRow> stored) throws SQLException {
        List<String> references = stored.stream()
                .flatMap(row -> row.reference().stream())
                .distinct()
                .toList();
        return references.isEmpty() ? Map.of() : referredRecords.find(connection, references);
    }

    private static List<RowOnItsWay> complete(List<StoredRow> stored, Map<String, OutboxRecord> referred) {
        return stored.stream()
                .map(row -> new RowOnItsWay(
                        row.id(), row.orderKey(), row.topic(), row.record().or(() -> row.reference()
                                .map(referred::get)
                                .map(OutboxRows::record))))
                .toList();
    }

    /** Removes what Kafka has acknowledged, if the lease still holds. */
    void delete(ShardLease lease, List<Long> ids) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement forget = connection.prepareStatement(FORGET)) {
            forget.setShort(1, (short) lease.shard());
            forget.setArray(2, ColumnArray.ofNumbers(connection, ids, Long::longValue));
            forget.setString(3, lease.owner());
            forget.setLong(4, lease.epoch());
            forget.execute();
        }
    }

    /** Sets aside rows that can never be sent, by the code of their refusal, if the lease still holds. */
    void park(ShardLease lease, Map<Long, String> codesById) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(PARK)) {
            for (Map.Entry<Long, String> refused : codesById.entrySet()) {
                update.setString(1, refused.getValue());
                update.setInt(2, lease.shard());
                update.setLong(3, refused.getKey());
                update.setInt(4, lease.shard());
                update.setString(5, lease.owner());
                update.setLong(6, lease.epoch());
                update.executeUpdate();
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> record(ResultSet row) throws SQLException {
        byte[][] names = (byte[][]) row.getArray(5).getArray();
        byte[][] values = (byte[][]) row.getArray(6).getArray();
        List<Header> headers = new ArrayList<>(names.length);
        for (int i = 0; i < names.length; i++) {
            headers.add(new RecordHeader(new String(names[i], StandardCharsets.UTF_8), values[i]));
        }
        return new ProducerRecord<>(row.getString(3), null, row.getBytes(4), row.getBytes(7), headers);
    }

    private static ProducerRecord<byte[], byte[]> record(OutboxRecord referred) {
        List<Header> headers = new ArrayList<>(referred.headers().size());
        for (dev.recoup.messaging.RecordHeader header : referred.headers()) {
            headers.add(new RecordHeader(header.name(), header.value().orElse(null)));
        }
        return new ProducerRecord<>(
                referred.topic(),
                null,
                referred.key().orElse(null),
                referred.value().orElse(null),
                headers);
    }

    private record StoredRow(
            long id,
            long orderKey,
            String topic,
            Optional<ProducerRecord<byte[], byte[]>> record,
            Optional<String> reference,
            int bytes) {}

    /**
     * What one read gives.
     *
     * @param rows the rows
     * @param isLast whether there was nothing behind them
     */
    record Batch(List<RowOnItsWay> rows, boolean isLast) {}
}
