package dev.recoup.messaging.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;

/** Finds the records that rows of the outbox only refer to. A service that publishes references provides one bean. */
@FunctionalInterface
public interface ReferredRecords {

    /** For services whose rows carry their records. */
    ReferredRecords NONE = (connection, references) -> Map.of();

    /**
     * Finds records, called by several threads.
     *
     * @param connection a connection outside any transaction
     * @param references what {@link OutboxReference#reference()} said
     * @return what Kafka is to get, by reference; one that is missing here is parked
     * @throws SQLException if the database cannot be asked; the rows are then tried again
     */
    Map<String, OutboxRecord> find(Connection connection, Collection<String> references) throws SQLException;

    /**
     * Learns that an operator gave a record up that could not be sent: it never reaches Kafka by this reference.
     *
     * @param connection with the transaction that takes the row away
     * @param reference what {@link OutboxReference#reference()} said
     * @throws SQLException if that could not be noted; the row then stays
     */
    default void discarded(Connection connection, String reference) throws SQLException {}
}
