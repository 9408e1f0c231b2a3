package dev.recoup.messaging.guarantees;

import dev.recoup.events.Environment;
import dev.recoup.messaging.JdbcTransactions;
import dev.recoup.messaging.Servers;
import dev.recoup.messaging.Transactions;
import dev.recoup.messaging.consumer.InboundEvent;
import dev.recoup.messaging.consumer.RecordConsumer;
import dev.recoup.messaging.consumer.TopicHandler;
import dev.recoup.messaging.consumer.TopicHandlers;
import dev.recoup.messaging.consumer.UnusableRecord;
import dev.recoup.messaging.deadletter.DeadLetters;
import dev.recoup.messaging.deadletter.OperatorAtWork;
import dev.recoup.messaging.outbox.OutboxRelay;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * One replica in a process of its own, with consumer and relay, or with an operator who replays. A change that it can
 * use adds a row to {@code effect}; it refuses changes that are marked as refused as long as {@code cure} is empty.
 */
final class StrictProcess {

    static final String CONSUME = "consume";
    static final String REPLAY = "replay";

    private StrictProcess() {}

    public static void main(String[] arguments) throws Exception {
        DataSource database = Servers.pool(arguments[0], arguments[1], System.getenv("PASSWORD"));
        String topic = arguments[3];
        String group = arguments[4];
        OneTransaction transactions = new OneTransaction(database);
        RecordConsumer consumer = new RecordConsumer(
                transactions,
                new DeadLetters(transactions, group, Environment.TEST, Clock.systemUTC(), () -> {}),
                new TopicHandlers(List.of(new Strict(topic, transactions))),
                new SimpleMeterRegistry());
        switch (arguments[5]) {
            case CONSUME -> consume(database, arguments[2], topic, group, consumer);
            case REPLAY -> OperatorAtWork.replayEverything(database, consumer, transactions);
            default -> throw new IllegalArgumentException(arguments[5]);
        }
    }

    private static void consume(
            DataSource database, String bootstrapServers, String topic, String group, RecordConsumer records) {
        try (OutboxRelay relay = Replica.relay(database, bootstrapServers)) {
            Replica.consume(bootstrapServers, topic, group, 20, records::consume);
        }
    }

    /** A change of something, as the records say it. */
    record Change(long version, String mark) {

        static final String GOOD = "good";
        static final String REFUSED = "refused";
    }

    private record Strict(String topic, OneTransaction transactions) implements TopicHandler {

        @Override
        public Set<String> topics() {
            return Set.of(topic);
        }

        @Override
        public void handle(InboundEvent event) throws SQLException {
            Change change = event.read(Change.class);
            if (change.mark().equals(Change.REFUSED) && !isCured()) {
                throw new UnusableRecord("REFUSED", "/mark");
            }
            try (PreparedStatement insert = transactions
                    .connection()
                    .prepareStatement("insert into effect (partition, record_offset, record_key, version, mark)"
                            + " values (?, ?, ?, ?, ?)")) {
                insert.setInt(1, event.partition());
                insert.setLong(2, event.offset());
                insert.setString(3, event.key().orElseThrow());
                insert.setLong(4, change.version());
                insert.setString(5, change.mark());
                insert.executeUpdate();
            }
        }

        private boolean isCured() throws SQLException {
            try (PreparedStatement select = transactions.connection().prepareStatement("select from cure limit 1");
                    ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Lets handlers take part in the transaction of their thread, as JTA does in the services. */
    private static final class OneTransaction implements Transactions {

        private final ThreadLocal<Connection> current = new ThreadLocal<>();
        private final JdbcTransactions transactions;

        OneTransaction(DataSource database) {
            this.transactions = new JdbcTransactions(database);
        }

        Connection connection() {
            return current.get();
        }

        @Override
        public <T> T inNewTransaction(Body<T> body) throws Exception {
            return transactions.inNewTransaction(connection -> {
                current.set(connection);
                return body.run(connection);
            });
        }
    }
}
