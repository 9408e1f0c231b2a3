package dev.recoup.messaging.outbox;

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

    // A row is eligible only if no row of its key was left behind: a key's earlier row may have been committed after
    // the reader had passed its number. Indexes: primary key, outbox_by_order_key, outbox_parked.
    // language=PostgreSQL
    private static final String READ = """
            select o.id, o.order_key, o.topic, o.record_key, o.header_names, o.header_values, o.value, o.reference
            from outbox o
            where o.shard = ?
              and o.id > ?
              and o.parked_at is null
              and o.order_key <> all (?)
              and not exists (select from outbox earlier
                              where earlier.order_key = o.order_key and earlier.shard = o.shard and earlier.id <= ?)
              and not exists (select from outbox stuck
                              where stuck.order_key = o.order_key and stuck.shard = o.shard
                                and stuck.id < o.id and stuck.parked_at is not null)
            order by o.id
            limit ?
            """;

    // Nobody waits until this is on the disk: if the database crashes before, the records are sent once more.
    // language=PostgreSQL
    private static final String DELETE = """
            with no_waiting as (select set_config('synchronous_commit', 'off', true))
            delete from outbox
            where shard = ? and id = any (?)
              and exists (select from outbox_shard s where s.shard = ? and s.owner = ? and s.epoch = ?)
              and exists (select from no_waiting)
            """;

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

    /** Reads the shard's next rows after the given number, in order, without those of resting or blocked keys. */
    List<RowOnItsWay> read(int shard, long after, Collection<Long> restingKeys, int limit) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(READ)) {
            select.setInt(1, shard);
            select.setLong(2, after);
            select.setArray(3, connection.createArrayOf("bigint", restingKeys.toArray()));
            select.setLong(4, after);
            select.setInt(5, limit);
            List<StoredRow> stored = stored(select);
            return complete(stored, referred(connection, stored));
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
                        reference));
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
                PreparedStatement delete = connection.prepareStatement(DELETE)) {
            delete.setInt(1, lease.shard());
            delete.setArray(2, connection.createArrayOf("bigint", ids.toArray()));
            delete.setInt(3, lease.shard());
            delete.setString(4, lease.owner());
            delete.setLong(5, lease.epoch());
            delete.executeUpdate();
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
            Optional<String> reference) {}
}
