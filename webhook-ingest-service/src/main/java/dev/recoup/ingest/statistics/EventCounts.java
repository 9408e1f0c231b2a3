package dev.recoup.ingest.statistics;

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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Counts each hour's events once, when it has been over for a while; only the last hours are counted when asked. */
@Singleton
class EventCounts {

    /** Until then Debitura has made its 8 tries within about 91 minutes, so the repetitions are counted too. */
    private static final Duration UNTIL_IT_IS_COUNTED = Duration.ofHours(3);

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(32);

    // Index: journal_by_time in the partitions of the days; received_event_by_age or its primary key.
    // language=PostgreSQL
    private static final String COUNT = """
            select date_trunc('hour', j.received_at, 'UTC') as hour, j.subscription, j.event_type, j.mode, j.purpose,
                   j.environment, count(*) as events, sum(coalesce(r.times, 1)) as deliveries
            from journal j
            left join received_event r
                on r.event_id = j.event_id and r.source = j.source and r.last_received_at >= ?
            where j.received_on >= (? at time zone 'UTC')::date and j.received_on <= (? at time zone 'UTC')::date
              and j.received_at >= ? and j.received_at < ?
            group by 1, 2, 3, 4, 5, 6
            """;

    // language=PostgreSQL
    private static final String KEEP = """
            insert into event_count
                (hour, subscription, event_type, mode, purpose, environment, events, deliveries)
            select hour, subscription, event_type, mode, purpose, environment, events, deliveries
            from (%s) counted
            """.formatted(COUNT);

    // Index: primary key.
    // language=PostgreSQL
    private static final String COUNTED = """
            select hour, subscription, event_type, mode, purpose, environment, events, deliveries
            from event_count where hour >= ? and hour < ?
            """;

    // Index: primary key.
    // language=PostgreSQL
    private static final String FORGET = "delete from event_count where hour < ?";

    // language=PostgreSQL
    private static final String COUNTED_UNTIL = "select until from event_count_progress";

    // language=PostgreSQL
    private static final String ADVANCE = "update event_count_progress set until = ?";

    private final Transactions transactions;
    private final DataSource dataSource;
    private final Clock clock;

    @Inject
    EventCounts(Transactions transactions, DataSource dataSource, Clock clock) {
        this.transactions = transactions;
        this.dataSource = dataSource;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started, WorkLoops loops) {
        loops.start("event-counts", Duration.ofMinutes(5), 1, this::countAnHour);
    }

    /** Counts the next hour that is long enough over. */
    Progress countAnHour() throws Exception {
        return transactions.inNewTransaction(connection -> {
            Instant hour = countedUntil(connection, COUNTED_UNTIL + " for update");
            Instant end = hour.plus(HOUR);
            if (end.plus(UNTIL_IT_IS_COUNTED).isAfter(clock.instant())) {
                return Progress.NOTHING_DUE;
            }
            keep(connection, hour, end);
            execute(connection, ADVANCE, end);
            execute(connection, FORGET, end.minus(KEPT));
            return Progress.MADE;
        });
    }

    /** Returns the counts of all hours that begin in the given range, both its ends being full hours. */
    List<HourlyCount> of(Instant from, Instant to) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Instant until = countedUntil(connection, COUNTED_UNTIL);
            List<HourlyCount> counts = new ArrayList<>(counted(connection, from, earlier(to, until)));
            Instant uncounted = until.isAfter(from) ? until : from;
            if (uncounted.isBefore(to)) {
                counts.addAll(countNow(connection, uncounted, to));
            }
            return counts;
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant countedUntil(Connection connection, String sql) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    private static void keep(Connection connection, Instant from, Instant to) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(KEEP)) {
            bindRange(insert, from, to);
            insert.executeUpdate();
        }
    }

    private static List<HourlyCount> countNow(Connection connection, Instant from, Instant to) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(COUNT)) {
            bindRange(query, from, to);
            return counts(query);
        }
    }

    private static void bindRange(PreparedStatement statement, Instant from, Instant to) throws SQLException {
        statement.setObject(1, utc(from));
        statement.setObject(2, utc(from));
        statement.setObject(3, utc(to));
        statement.setObject(4, utc(from));
        statement.setObject(5, utc(to));
    }

    private static List<HourlyCount> counted(Connection connection, Instant from, Instant to) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(COUNTED)) {
            query.setObject(1, utc(from));
            query.setObject(2, utc(to));
            return counts(query);
        }
    }

    private static void execute(Connection connection, String sql, Instant time) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, utc(time));
            statement.executeUpdate();
        }
    }

    private static List<HourlyCount> counts(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            List<HourlyCount> counts = new ArrayList<>();
            while (row.next()) {
                counts.add(new HourlyCount(
                        row.getObject(1, OffsetDateTime.class).toInstant(),
                        new EventKind(
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6)),
                        row.getLong(7),
                        row.getLong(8)));
            }
            return counts;
        }
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /**
     * The events of one kind that were first received in one hour.
     *
     * @param hour its beginning
     * @param kind what they are
     * @param events how many
     * @param deliveries how often they were delivered, repetitions included
     */
    record HourlyCount(Instant hour, EventKind kind, long events, long deliveries) {}

    /** What events are told apart by when they are counted. */
    record EventKind(String subscription, String type, String mode, String purpose, String environment) {}
}
