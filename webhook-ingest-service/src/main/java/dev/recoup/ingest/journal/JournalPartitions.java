package dev.recoup.ingest.journal;

import dev.recoup.messaging.FaultCode;
import dev.recoup.messaging.Transactions;
import dev.recoup.messaging.work.Progress;
import dev.recoup.messaging.work.WorkLoops;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Gives every day to come its partition and drops the days that are over, when the service starts and every hour. */
@Singleton
final class JournalPartitions {

    private static final Logger LOG = Logger.getLogger(JournalPartitions.class);
    private static final Duration LONGEST_RETENTION = Duration.ofDays(30);
    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.BASIC_ISO_DATE;
    private static final String PREFIX = "journal_";

    // language=PostgreSQL
    private static final String ONE_REPLICA_AT_A_TIME =
            "set local lock_timeout = '2s'; select pg_advisory_xact_lock(hashtext('journal partitions'))";

    // language=PostgreSQL
    private static final String PARTITIONS = """
            select child.relname from pg_inherits join pg_class child on child.oid = inhrelid
            where inhparent = 'journal'::regclass and child.relname ~ '^journal_[0-9]{8}$'
            """;

    // Its rows never change and are dropped with it: reading it again and again to clean it up would serve nothing.
    // language=PostgreSQL
    private static final String PARTITION = """
            create table if not exists %s partition of journal for values from ('%s') to ('%s')
                with (autovacuum_vacuum_insert_threshold = -1)
            """;

    // What has not reached Kafka is still needed; looked for once an hour, in a table that is usually almost empty.
    // language=PostgreSQL
    private static final String IS_WAITED_FOR =
            "select exists (select from outbox where reference like to_char(?::date, 'YYYY-MM-DD') || '/%')";

    // language=PostgreSQL
    private static final String DAYS_BY_DEFAULT =
            "select distinct received_on from journal_default where received_on < ?";

    // language=PostgreSQL
    private static final String FORGET_ENTRIES = """
            delete from journal_default
            where ctid = any (array(select ctid from journal_default where received_on = ? limit ?))
            """;

    // Served by received_event_by_age.
    // language=PostgreSQL
    private static final String FORGET_EVENTS = """
            delete from received_event
            where ctid = any (array(select ctid from received_event where last_received_at < ? limit ?))
            """;

    /** So many rows that a transaction is over long before anybody gives up waiting for it. */
    private static final int AT_ONCE = 20_000;

    private final Transactions transactions;
    private final Clock clock;
    private final JournalConfig config;

    @Inject
    JournalPartitions(Transactions transactions, Clock clock, JournalConfig config) {
        if (config.retention().compareTo(Duration.ofDays(1)) < 0
                || config.retention().compareTo(LONGEST_RETENTION) > 0) {
            throw new IllegalArgumentException("Set recoup.journal.retention to between P1D and P30D, not "
                    + config.retention() + ": bodies are personal data, and repetitions must stay known");
        }
        this.transactions = transactions;
        this.clock = clock;
        this.config = config;
    }

    void start(@Observes StartupEvent started, WorkLoops loops) {
        loops.start("journal-partitions", Duration.ofHours(1), 1, this::keep);
    }

    /** Makes what is missing, drops what is over; a day without a partition goes to the default one. */
    Progress keep() throws Exception {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        for (int ahead = 0; ahead <= config.daysAhead(); ahead++) {
            make(today.plusDays(ahead));
        }
        forget(today.minusDays(config.retention().toDays()));
        return Progress.NOTHING_DUE;
    }

    private void make(LocalDate day) throws Exception {
        try {
            transactions.inNewTransaction(connection -> {
                execute(connection, PARTITION.formatted(PREFIX + SUFFIX.format(day), day, day.plusDays(1)));
                return day;
            });
        } catch (SQLException occupied) {
            LOG.warnf("No partition for %s, its entries go to the default one: %s", day, FaultCode.of(occupied));
        }
    }

    /** Each partition and each batch in a transaction of its own: dropping one keeps everybody from the journal. */
    private void forget(LocalDate firstToKeep) throws Exception {
        for (String partition : transactions.inNewTransaction(JournalPartitions::partitions)) {
            LocalDate day = LocalDate.parse(partition.substring(PREFIX.length()), SUFFIX);
            if (day.isBefore(firstToKeep) && isOver(day)) {
                drop(partition);
            }
        }
        for (LocalDate day : transactions.inNewTransaction(connection -> daysByDefault(connection, firstToKeep))) {
            if (isOver(day)) {
                forgetAll(FORGET_ENTRIES, day);
            }
        }
        forgetAll(FORGET_EVENTS, firstToKeep.atStartOfDay().atOffset(ZoneOffset.UTC));
    }

    private boolean isOver(LocalDate day) throws Exception {
        if (transactions.inNewTransaction(connection -> isWaitedFor(connection, day))) {
            LOG.errorf("The journal's %s is over its time, but some of it has not reached Kafka: it is kept", day);
            return false;
        }
        return true;
    }

    private void drop(String partition) throws Exception {
        transactions.inNewTransaction(connection -> {
            execute(connection, "drop table if exists " + partition);
            return partition;
        });
        LOG.infof("Dropped %s, its time is over", partition);
    }

    private void forgetAll(String sql, Object which) throws Exception {
        int forgotten = AT_ONCE;
        while (forgotten == AT_ONCE) {
            forgotten = transactions.inNewTransaction(connection -> forget(connection, sql, which));
        }
    }

    private static boolean isWaitedFor(Connection connection, LocalDate day) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(IS_WAITED_FOR)) {
            query.setObject(1, day);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static List<String> partitions(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(PARTITIONS);
                ResultSet rows = query.executeQuery()) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    private static List<LocalDate> daysByDefault(Connection connection, LocalDate firstToKeep) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(DAYS_BY_DEFAULT)) {
            query.setObject(1, firstToKeep);
            try (ResultSet rows = query.executeQuery()) {
                List<LocalDate> days = new ArrayList<>();
                while (rows.next()) {
                    days.add(rows.getObject(1, LocalDate.class));
                }
                return days;
            }
        }
    }

    private static int forget(Connection connection, String sql, Object which) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setObject(1, which);
            delete.setInt(2, AT_ONCE);
            return delete.executeUpdate();
        }
    }

    private static void execute(Connection connection, String ddl) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(ONE_REPLICA_AT_A_TIME);
            statement.execute(ddl);
        }
    }
}
