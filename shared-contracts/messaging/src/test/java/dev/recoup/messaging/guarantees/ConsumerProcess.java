package dev.recoup.messaging.guarantees;

import dev.recoup.events.Environment;
import dev.recoup.messaging.JdbcTransactions;
import dev.recoup.messaging.Servers;
import dev.recoup.messaging.Transactions;
import dev.recoup.messaging.consumer.InboundEvent;
import dev.recoup.messaging.consumer.RecordConsumer;
import dev.recoup.messaging.consumer.TopicHandler;
import dev.recoup.messaging.consumer.TopicHandlers;
import dev.recoup.messaging.deadletter.DeadLetters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One replica's consumer in a process of its own: every event adds a row to {@code effect}. */
final class ConsumerProcess {

    private ConsumerProcess() {}

    public static void main(String[] arguments) {
        DataSource database = Servers.pool(arguments[0], arguments[1], System.getenv("PASSWORD"));
        EffectOnce effect = new EffectOnce(database, arguments[3], arguments[4]);
        Replica.consume(arguments[2], arguments[3], arguments[4], 50, effect::of);
    }

    /** Handles records as a service does, each effect being a row that nothing but the inbox keeps from doubling. */
    static final class EffectOnce implements Transactions {

        private final ThreadLocal<Connection> current = new ThreadLocal<>();
        private final JdbcTransactions transactions;
        private final RecordConsumer consumer;

        EffectOnce(DataSource database, String topic, String group) {
            transactions = new JdbcTransactions(database);
            DeadLetters deadLetters =
                    new DeadLetters(transactions, group, Environment.TEST, Clock.systemUTC(), () -> {});
            TopicHandlers handlers = new TopicHandlers(List.of(new Effect(Set.of(topic))));
            consumer = new RecordConsumer(this, deadLetters, handlers, new SimpleMeterRegistry());
        }

        void of(ConsumerRecord<byte[], byte[]> record) {
            consumer.consume(record);
        }

        @Override
        public <T> T inNewTransaction(Body<T> body) throws Exception {
            return transactions.inNewTransaction(connection -> {
                current.set(connection);
                return body.run(connection);
            });
        }

        private final class Effect implements TopicHandler {

            private final Set<String> topics;

            Effect(Set<String> topics) {
                this.topics = topics;
            }

            @Override
            public Set<String> topics() {
                return topics;
            }

            @Override
            public void handle(InboundEvent event) throws SQLException {
                try (PreparedStatement insert =
                        current.get().prepareStatement("insert into effect (event_id) values (?)")) {
                    insert.setString(1, event.metadata().id());
                    insert.executeUpdate();
                }
            }
        }
    }
}
