package dev.recoup.messaging.outbox;

import dev.recoup.events.EventJson;
import dev.recoup.events.EventMetadata;
import dev.recoup.events.Topic;
import dev.recoup.messaging.AfterCommit;
import dev.recoup.messaging.RecordHeader;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Publishes events with the transaction that is active: they reach Kafka if and only if it commits.
 *
 * <p>For the order per key to hold, lock the aggregate that the key stands for (or have its version checked) before
 * publishing.
 */
@Singleton
public final class EventPublisher {

    private final Outbox outbox = new Outbox();
    private final DataSource dataSource;
    private final TransactionSynchronizationRegistry transaction;
    private final AfterCommit afterCommit;
    private final OutboxRelay relay;

    @Inject
    EventPublisher(
            DataSource dataSource,
            TransactionSynchronizationRegistry transaction,
            AfterCommit afterCommit,
            OutboxRelay relay) {
        this.dataSource = dataSource;
        this.transaction = transaction;
        this.afterCommit = afterCommit;
        this.relay = relay;
    }

    /**
     * Publishes a value as JSON.
     *
     * @param payload a record of the events module
     * @throws IllegalStateException if no transaction is active
     * @throws OutboxUnavailable if the row could not be written; the transaction cannot commit any more
     */
    public void publish(Topic topic, String key, EventMetadata metadata, Object payload) {
        publish(topic, key, metadata, EventJson.write(payload));
    }

    /** Publishes a value that is JSON already; see {@link #publish(Topic, String, EventMetadata, Object)}. */
    public void publish(Topic topic, String key, EventMetadata metadata, byte[] value) {
        publish(OutboxRecord.of(
                topic.topicName(), key, headers(metadata), value, metadata.id(), metadata.environment()));
    }

    /**
     * Publishes a record as it stands.
     *
     * @throws IllegalStateException if no transaction is active
     * @throws OutboxUnavailable if the row could not be written; the transaction cannot commit any more
     */
    public void publish(OutboxRecord record) {
        if (transaction.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("Publishing to " + record.topic()
                    + " needs an active transaction: the event and the change it tells of are committed together");
        }
        try (Connection connection = dataSource.getConnection()) {
            outbox.publish(connection, record);
        } catch (SQLException failure) {
            throw new OutboxUnavailable(failure);
        }
        if (transaction.getResource(EventPublisher.class) == null) {
            transaction.putResource(EventPublisher.class, this);
            afterCommit.run(relay::wake);
        }
    }

    private static List<RecordHeader> headers(EventMetadata metadata) {
        return metadata.toHeaders().entrySet().stream()
                .map(header -> new RecordHeader(header.getKey(), Optional.of(header.getValue())))
                .toList();
    }
}
