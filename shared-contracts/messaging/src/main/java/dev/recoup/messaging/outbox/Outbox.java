package dev.recoup.messaging.outbox;

import dev.recoup.messaging.ColumnArray;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Where a transaction leaves the records it wants to publish.
 *
 * <p>Order per key is the order of commits only if the transaction has locked (or will version-check) the aggregate
 * that the key stands for <em>before</em> it publishes: the row's number is drawn here.
 */
public final class Outbox {

    // language=PostgreSQL
    private static final String INSERT = """
            insert into outbox (shard, order_key, topic, record_key, header_names, header_values, value, ce_id, environment)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    // language=PostgreSQL
    private static final String INSERT_REFERENCES = """
            insert into outbox (shard, order_key, topic, header_names, header_values, ce_id, environment, reference)
            select shard, order_key, topic, '{}', '{}', ce_id, environment, reference
            from unnest(?::smallint[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[])
                with ordinality as given (shard, order_key, topic, ce_id, environment, reference, place)
            order by place
            """;

    /**
     * Adds records to the caller's transaction, in the given order.
     *
     * @param connection a connection with an open transaction; it is neither committed nor closed here
     * @throws SQLException if a row could not be written; the transaction must then be rolled back
     */
    public void publish(Connection connection, List<OutboxRecord> records) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (OutboxRecord record : records) {
                bind(connection, insert, record);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Adds one record to the caller's transaction; see {@link #publish(Connection, List)}. */
    public void publish(Connection connection, OutboxRecord record) throws SQLException {
        publish(connection, List.of(record));
    }

    /**
     * Adds references to records that the caller's transaction keeps elsewhere, in the given order, with one statement.
     *
     * @param connection a connection with an open transaction; it is neither committed nor closed here
     * @throws SQLException if the rows could not be written; the transaction must then be rolled back
     */
    public void publishReferences(Connection connection, List<OutboxReference> references) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT_REFERENCES)) {
            insert.setArray(1, ColumnArray.of(connection, "smallint", references, row ->
                    (short) row.orderKey().shard()));
            insert.setArray(2, ColumnArray.of(connection, "bigint", references, row -> row.orderKey()
                    .hash()));
            insert.setArray(3, ColumnArray.ofText(connection, references, OutboxReference::topic));
            insert.setArray(4, ColumnArray.ofText(connection, references, OutboxReference::eventId));
            insert.setArray(5, ColumnArray.ofText(connection, references, row -> row.environment()
                    .wire()));
            insert.setArray(6, ColumnArray.ofText(connection, references, OutboxReference::reference));
            insert.executeUpdate();
        }
    }

    private static void bind(Connection connection, PreparedStatement insert, OutboxRecord record) throws SQLException {
        byte[][] names = record.headers().stream()
                .map(header -> header.name().getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        byte[][] values = record.headers().stream()
                .map(header -> header.value().orElse(null))
                .toArray(byte[][]::new);
        insert.setShort(1, (short) record.orderKey().shard());
        insert.setLong(2, record.orderKey().hash());
        insert.setString(3, record.topic());
        insert.setBytes(4, record.key().orElse(null));
        insert.setArray(5, connection.createArrayOf("bytea", names));
        insert.setArray(6, connection.createArrayOf("bytea", values));
        insert.setBytes(7, record.value().orElse(null));
        insert.setString(8, record.eventId());
        insert.setString(9, record.environment().wire());
    }
}
