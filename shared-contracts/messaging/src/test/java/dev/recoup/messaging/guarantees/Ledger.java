package dev.recoup.messaging.guarantees;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recoup.events.Environment;
import dev.recoup.events.EventMetadata;
import dev.recoup.messaging.JdbcTransactions;
import dev.recoup.messaging.RecordHeader;
import dev.recoup.messaging.Servers;
import dev.recoup.messaging.outbox.Outbox;
import dev.recoup.messaging.outbox.OutboxRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * Aggregates with a version. Each change locks its aggregate, publishes the new version and commits, so that an
 * aggregate's versions 1, 2, 3... are the order of its commits.
 */
final class Ledger {

    private final DataSource database;
    private final String topic;
    private final Outbox outbox = new Outbox();

    Ledger(DataSource database, String topic, int aggregates) {
        this.database = database;
        this.topic = topic;
        Servers.execute(database, "create table aggregate (id int primary key, version bigint not null)");
        Servers.execute(
                database, "insert into aggregate select id, 0 from generate_series(0, " + (aggregates - 1) + ") id");
    }

    /** Changes one or two aggregates; now and then stays open for a while, or rolls back after it has published. */
    int change(int aggregates, Random random) throws Exception {
        int first = random.nextInt(aggregates);
        int second = random.nextInt(10) == 0 ? random.nextInt(aggregates) : first;
        try {
            return new JdbcTransactions(database).inNewTransaction(connection -> {
                int changes = 0;
                // always in the same order, so that two changes cannot wait for each other
                changes += next(connection, Math.min(first, second));
                if (first != second) {
                    changes += next(connection, Math.max(first, second));
                }
                if (random.nextInt(20) == 0) {
                    LockSupport.parkNanos(random.nextLong(80_000_000L));
                }
                if (random.nextInt(25) == 0) {
                    throw new ChangeOfMind();
                }
                return changes;
            });
        } catch (ChangeOfMind rolledBack) {
            return 0;
        }
    }

    private int next(Connection connection, int aggregate) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("select version from aggregate where id = ? for update")) {
            lock.setInt(1, aggregate);
            try (ResultSet row = lock.executeQuery()) {
                row.next();
                long version = row.getLong(1) + 1;
                outbox.publish(connection, record(aggregate, version));
                try (PreparedStatement update =
                        connection.prepareStatement("update aggregate set version = ? where id = ?")) {
                    update.setLong(1, version);
                    update.setInt(2, aggregate);
                    update.executeUpdate();
                }
                return 1;
            }
        }
    }

    private OutboxRecord record(int aggregate, long version) {
        String id = aggregate + "." + version;
        EventMetadata metadata = EventMetadata.of(
                        "dev.recoup.test.aggregate-changed.v1",
                        "/recoup/messaging-test",
                        Environment.TEST,
                        Instant.now())
                .id(id)
                .build();
        List<RecordHeader> headers = metadata.toHeaders().entrySet().stream()
                .map(header -> new RecordHeader(header.getKey(), Optional.of(header.getValue())))
                .toList();
        return OutboxRecord.of(
                topic,
                Integer.toString(aggregate),
                headers,
                Long.toString(version).getBytes(UTF_8),
                id,
                Environment.TEST);
    }

    private static final class ChangeOfMind extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
