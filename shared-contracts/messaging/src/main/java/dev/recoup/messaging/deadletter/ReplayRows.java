package dev.recoup.messaging.deadletter;

import dev.recoup.messaging.paging.Page;
import dev.recoup.messaging.paging.Paging;
import dev.recoup.messaging.paging.Period;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The table of replays. */
@Singleton
final class ReplayRows {

    // language=PostgreSQL
    private static final String SELECT = """
            select id, topic, code, event_type, kept_from, kept_to, asked_by, reason, asked_at, state, ended_at,
                   letters, replayed, unusable, failures, fault,
                   newest_id, reached_topic, reached_partition, reached_offset, reached_id
            from dead_letter_replay
            """;

    // Indexes: dead_letter_waiting; for the highest number the primary key.
    private static final String BEGIN = """
            insert into dead_letter_replay
                (topic, code, event_type, kept_from, kept_to, asked_by, reason, newest_id, letters)
            select ?, ?, ?, ?::timestamptz, ?::timestamptz, ?, ?, (select coalesce(max(id), 0) from dead_letter), count(*)
            from dead_letter where state = 'waiting' and
            """ + LetterFilter.SQL + "returning id";

    // Index: primary key.
    private static final String FIND = SELECT + "where id = ?";

    // Index: primary key.
    private static final String LIST = SELECT + "where (?::bigint is null or id < ?) order by id desc limit ?";

    // Index: dead_letter_replay_running.
    private static final String OLDEST_RUNNING = SELECT + "where state = 'running' order by id limit 1";

    // The reached letter is the guard: of two replicas that go on with the same replay, one comes too late.
    // language=PostgreSQL
    private static final String ADVANCE = """
            update dead_letter_replay
            set replayed = replayed + ?, unusable = unusable + ?, failures = 0, fault = null,
                reached_topic = ?, reached_partition = ?, reached_offset = ?, reached_id = ?
            where id = ? and state = 'running' and reached_id = ?
            """;

    // language=PostgreSQL
    private static final String END = """
            update dead_letter_replay set state = ?, ended_at = clock_timestamp() where id = ? and state = 'running'
            """;

    // language=PostgreSQL
    private static final String FAILED = """
            update dead_letter_replay set failures = failures + 1, fault = ?
            where id = ? and state = 'running' and reached_id = ?
            """;

    private final DataSource dataSource;

    @Inject
    ReplayRows(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Begins a replay of what waits now, and returns its number. */
    long begin(LetterFilter filter, String askedBy, String reason) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(BEGIN)) {
            insert.setString(1, filter.topic().orElse(null));
            insert.setString(2, filter.code().orElse(null));
            insert.setString(3, filter.type().orElse(null));
            insert.setObject(
                    4, filter.period().from().map(ReplayRows::utc).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE);
            insert.setObject(5, filter.period().to().map(ReplayRows::utc).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE);
            insert.setString(6, askedBy);
            insert.setString(7, reason);
            filter.bind(insert, 8);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    Optional<Replay> find(long id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(FIND)) {
            select.setLong(1, id);
            return all(select).stream().findFirst();
        }
    }

    /** Lists replays, the newest first. */
    Page<Replay> list(Paging paging) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(LIST)) {
            Long after = paging.afterNumber().orElse(null);
            select.setObject(1, after, Types.BIGINT);
            select.setObject(2, after, Types.BIGINT);
            select.setInt(3, paging.lookFor());
            return Page.of(all(select), paging, replay -> Long.toString(replay.id()));
        }
    }

    Optional<Replay> oldestRunning() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(OLDEST_RUNNING)) {
            return all(select).stream().findFirst();
        }
    }

    /** Notes what came of the next letter. */
    LetterRows.Change advance(Connection connection, Replay replay, DeadLetter letter, Step step) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(ADVANCE)) {
            update.setInt(1, step == Step.REPLAYED ? 1 : 0);
            update.setInt(2, step == Step.UNUSABLE ? 1 : 0);
            update.setString(3, letter.topic());
            update.setInt(4, letter.partition());
            update.setLong(5, letter.offset());
            update.setLong(6, letter.id());
            update.setLong(7, replay.id());
            update.setLong(8, replay.reached().id());
            return LetterRows.Change.of(update.executeUpdate());
        }
    }

    /** Ends a replay that runs. */
    LetterRows.Change end(long id, Replay.State state) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(END)) {
            update.setString(1, state.stored());
            update.setLong(2, id);
            return LetterRows.Change.of(update.executeUpdate());
        }
    }

    /** Notes that the next letter met with trouble. */
    void failed(Replay replay, String fault) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(FAILED)) {
            update.setString(1, fault);
            update.setLong(2, replay.id());
            update.setLong(3, replay.reached().id());
            update.executeUpdate();
        }
    }

    private static List<Replay> all(PreparedStatement select) throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            List<Replay> found = new ArrayList<>();
            while (rows.next()) {
                found.add(replay(rows));
            }
            return found;
        }
    }

    private static Replay replay(ResultSet row) throws SQLException {
        return new Replay(
                row.getLong(1),
                new LetterFilter(
                        Optional.ofNullable(row.getString(2)),
                        Optional.ofNullable(row.getString(3)),
                        Optional.ofNullable(row.getString(4)),
                        new Period(time(row, 5), time(row, 6))),
                row.getString(7),
                row.getString(8),
                time(row, 9).orElseThrow(),
                Replay.State.of(row.getString(10)),
                time(row, 11),
                row.getLong(12),
                row.getLong(13),
                row.getLong(14),
                row.getInt(15),
                Optional.ofNullable(row.getString(16)),
                row.getLong(17),
                new Replay.Place(row.getString(18), row.getInt(19), row.getLong(20), row.getLong(21)));
    }

    private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /** What came of one letter. */
    enum Step {
        REPLAYED,
        UNUSABLE
    }
}
