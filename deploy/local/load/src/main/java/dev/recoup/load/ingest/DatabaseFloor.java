package dev.recoup.load.ingest;

import dev.recoup.testing.infra.PostgresServer.Database;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * What the database alone takes to keep what the service keeps of an event: rows that the service has written are copied
 * once more, in groups with a commit each, into tables with the same indexes. Nothing is looked up, counted, read for
 * Kafka or deleted.
 *
 * @param perSecond events
 * @param databaseMicros of a processor, for an event
 */
record DatabaseFloor(double perSecond, double databaseMicros) {

    private static final int GROUP = 128;
    private static final int MOST_GROUPS = 200;
    private static final int FEWEST_GROUPS = 20;

    private static final String COPIED = " from journal order by received_on, id limit " + GROUP + " offset %d";

    /** Where rows go, and from what of the journal they are made. */
    private static final Map<String, String> ROWS = rows();

    private static Map<String, String> rows() {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put(
                "floor_received (event_id, source, environment, body_hash, first_received_at, last_received_at, times,"
                        + " number, mode)",
                "event_id, source, environment, sha256(body), received_at, received_at, 1, id, mode");
        rows.put("floor_journal", "*");
        rows.put(
                "floor_outbox (shard, order_key, topic, bytes, ce_id, environment, reference)",
                "(id % 8)::smallint, hashtextextended(record_key, 0), topic, octet_length(body), event_id, environment,"
                        + " received_on || '/' || id");
        return rows;
    }

    /** Measures on the database of a service that has journalled some ten thousand events at least. */
    static DatabaseFloor measure(Backing backing, Database database, Duration duration) {
        try (Connection connection =
                DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password())) {
            execute(connection, "create table floor_received (like received_event including all)");
            execute(connection, "create table floor_journal (like journal including all)");
            execute(connection, "create table floor_outbox (like outbox including all)");
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            List<Map<String, byte[]>> groups = new ArrayList<>();
            int there = groupsThere(connection);
            for (int group = 0; group < there; group++) {
                groups.add(read(copies, group));
            }
            connection.setAutoCommit(false);
            return copied(connection, copies, groups, backing, duration);
        } catch (SQLException refused) {
            throw new IllegalStateException("The database's floor cannot be measured", refused);
        } catch (IOException impossible) {
            throw new UncheckedIOException("Memory can always be read and written", impossible);
        }
    }

    private static DatabaseFloor copied(
            Connection connection,
            CopyManager copies,
            List<Map<String, byte[]>> groups,
            Backing backing,
            Duration duration)
            throws SQLException, IOException {
        Duration usedBefore = Processors.usedByDatabase(backing);
        long begin = System.nanoTime();
        long events = 0;
        while (System.nanoTime() - begin < duration.toNanos()) {
            execute(connection, "truncate floor_received, floor_journal, floor_outbox");
            for (Map<String, byte[]> group : groups) {
                for (Map.Entry<String, byte[]> rows : group.entrySet()) {
                    copies.copyIn(
                            "copy " + rows.getKey() + " from stdin (format binary)",
                            new ByteArrayInputStream(rows.getValue()));
                }
                connection.commit();
                events += GROUP;
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        Duration used = Processors.usedByDatabase(backing).minus(usedBefore);
        return new DatabaseFloor(events / seconds, used.toNanos() / 1e3 / events);
    }

    private static int groupsThere(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from journal")) {
            row.next();
            long groups = row.getLong(1) / GROUP;
            if (groups < FEWEST_GROUPS) {
                throw new IllegalStateException("There are not enough events to measure the database's floor with");
            }
            return (int) Math.min(groups, MOST_GROUPS);
        }
    }

    private static Map<String, byte[]> read(CopyManager copies, int group) throws SQLException, IOException {
        Map<String, byte[]> rows = new LinkedHashMap<>();
        for (Map.Entry<String, String> table : ROWS.entrySet()) {
            ByteArrayOutputStream copied = new ByteArrayOutputStream();
            String select = "select " + table.getValue() + COPIED.formatted(group * GROUP);
            copies.copyOut("copy (" + select + ") to stdout (format binary)", copied);
            rows.put(table.getKey(), copied.toByteArray());
        }
        return rows;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
