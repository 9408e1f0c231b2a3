package dev.recoup.messaging.outbox;

import dev.recoup.messaging.BulkInsert;
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
            insert into outbox (shard, order_key, topic, record_key, header_names, header_values, value, bytes, ce_id,
                                environment)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final List<String> REFERENCE_COLUMNS =
            List.of("shard", "order_key", "topic", "bytes", "ce_id", "environment", "reference");

    private static final BulkInsert<OutboxReference> REFERENCES =
            new BulkInsert<>("outbox", REFERENCE_COLUMNS, reference -> 256, (reference, values) -> values.smallint(
                            reference.orderKey().shard())
                    .bigint(reference.orderKey().hash())
                    .text(reference.topic())
                    .integer(reference.bytes())
                    .text(reference.eventId())
                    .text(reference.environment().wire())
                    .text(reference.reference()));

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
     * Adds references to records that the caller's transaction keeps elsewhere, in the given order, all at once.
     *
     * @param connection a connection with an open transaction; it is neither committed nor closed here
     * @throws SQLException if the rows could not be written; the transaction must then be rolled back
     */
    public void publishReferences(Connection connection, List<OutboxReference> references) throws SQLException {
        REFERENCES.into(connection, references);
    }

    /**
     * Returns the part of a statement that adds references, for a transaction that does all it does in one statement.
     *
     * @param from what follows {@code from}; its rows have shard, order_key, topic, bytes, ce_id, environment and
     *     reference, and are added in its order
     */
    public static String insertReferences(String from) {
        String columns = String.join(", ", REFERENCE_COLUMNS);
        return "insert into outbox (" + columns + ") select " + columns + " from " + from;
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
        insert.setInt(8, record.value().map(value -> value.length).orElse(0));
        insert.setString(9, record.eventId());
        insert.setString(10, record.environment().wire());
    }
}
