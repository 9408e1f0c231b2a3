package dev.recoup.messaging.deadletter;

import dev.recoup.events.Environment;
import dev.recoup.messaging.RecordHeader;
import dev.recoup.messaging.paging.Page;
import dev.recoup.messaging.paging.Paging;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;

/** The table of dead letters. */
@Singleton
final class LetterRows {

    private static final String SHOWN = """
            select id, topic, partition, record_offset, consumer_group, event_id, event_type, environment, code, pointers,
                   value_bytes, record_time, kept_at, state, attempts, last_attempt_at,
                   decided_by, decided_reason, decided_at
            """;

    private static final String STORED = SHOWN + ", record_key, header_names, header_values, value\n";

    // Index: primary key.
    private static final String LIST = SHOWN + "from dead_letter where " + LetterFilter.SQL + """
              and (?::text is null or state = ?)
              and (?::bigint is null or id < ?)
            order by id desc
            limit ?
            """;

    // Index: primary key.
    private static final String FIND = STORED + "from dead_letter where id = ?";

    // Index: dead_letter_waiting.
    private static final String NEXT = STORED + "from dead_letter where " + LetterFilter.SQL + """
              and state = 'waiting'
              and id <= ?
              and (topic, partition, record_offset, id) > (?, ?, ?, ?)
            order by topic, partition, record_offset, id
            limit 1
            """;

    // language=PostgreSQL
    private static final String DECIDE = """
            update dead_letter
            set state = ?, decided_by = ?, decided_reason = ?, decided_at = clock_timestamp(),
                record_key = null, header_names = '{}', header_values = '{}', value = null
            where id = ? and state = 'waiting'
            """;

    // language=PostgreSQL
    private static final String TRIED_IN_VAIN = """
            update dead_letter
            set attempts = attempts + 1, last_attempt_at = clock_timestamp(), code = ?, pointers = ?
            where id = ? and state = 'waiting'
            """;

    // Index: dead_letter_waiting.
    // language=PostgreSQL
    private static final String WAITING =
            "select topic, count(*) from dead_letter where state = 'waiting' group by topic";

    private final DataSource dataSource;

    @Inject
    LetterRows(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Lists dead letters, the newest first. */
    Page<DeadLetter> list(LetterFilter filter, Optional<LetterState> state, Paging paging) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(LIST)) {
            filter.bind(select, 1);
            int at = LetterFilter.PARAMETERS;
            for (int same = 0; same < 2; same++) {
                select.setString(++at, state.map(LetterState::stored).orElse(null));
            }
            Optional<Long> after = paging.afterNumber();
            for (int same = 0; same < 2; same++) {
                select.setObject(++at, after.orElse(null), Types.BIGINT);
            }
            select.setInt(++at, paging.lookFor());
            try (ResultSet rows = select.executeQuery()) {
                List<DeadLetter> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(shown(rows));
                }
                return Page.of(found, paging, letter -> Long.toString(letter.id()));
            }
        }
    }

    Optional<StoredLetter> find(long id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(FIND)) {
            select.setLong(1, id);
            return first(select);
        }
    }

    /** Returns the waiting letter that comes next in a replay. */
    Optional<StoredLetter> next(Replay replay) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(NEXT)) {
            replay.filter().bind(select, 1);
            int at = LetterFilter.PARAMETERS;
            select.setLong(++at, replay.newestId());
            select.setString(++at, replay.reached().topic());
            select.setInt(++at, replay.reached().partition());
            select.setLong(++at, replay.reached().offset());
            select.setLong(++at, replay.reached().id());
            return first(select);
        }
    }

    /** Notes that somebody decided about a letter, and forgets its bytes. */
    Change decide(Connection connection, long id, LetterState state, String by, String reason) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(DECIDE)) {
            update.setString(1, state.stored());
            update.setString(2, by);
            update.setString(3, reason);
            update.setLong(4, id);
            return Change.of(update.executeUpdate());
        }
    }

    /** Notes that a letter is unusable still. */
    Change triedInVain(Connection connection, long id, String code, List<String> pointers) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(TRIED_IN_VAIN)) {
            update.setString(1, code);
            update.setArray(2, connection.createArrayOf("text", pointers.toArray()));
            update.setLong(3, id);
            return Change.of(update.executeUpdate());
        }
    }

    /** Counts the waiting letters of each topic that has some. */
    Map<String, Long> waiting() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(WAITING);
                ResultSet rows = select.executeQuery()) {
            Map<String, Long> waiting = new TreeMap<>();
            while (rows.next()) {
                waiting.put(rows.getString(1), rows.getLong(2));
            }
            return waiting;
        }
    }

    private static Optional<StoredLetter> first(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(stored(row)) : Optional.empty();
        }
    }

    private static StoredLetter stored(ResultSet row) throws SQLException {
        return new StoredLetter(
                shown(row),
                Optional.ofNullable(row.getBytes(20)),
                headers(row.getArray(21), row.getArray(22)),
                Optional.ofNullable(row.getBytes(23)));
    }

    private static List<RecordHeader> headers(Array names, Array values) throws SQLException {
        byte[][] name = (byte[][]) names.getArray();
        byte[][] value = (byte[][]) values.getArray();
        List<RecordHeader> headers = new ArrayList<>();
        for (int i = 0; i < name.length; i++) {
            headers.add(new RecordHeader(new String(name[i], StandardCharsets.UTF_8), Optional.ofNullable(value[i])));
        }
        return headers;
    }

    private static DeadLetter shown(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getLong(1),
                row.getString(2),
                row.getInt(3),
                row.getLong(4),
                row.getString(5),
                row.getString(6),
                Optional.ofNullable(row.getString(7)),
                Environment.fromWire(row.getString(8)).orElseThrow(),
                row.getString(9),
                Arrays.asList((String[]) row.getArray(10).getArray()),
                row.getInt(11),
                time(row, 12).orElseThrow(),
                time(row, 13).orElseThrow(),
                LetterState.of(row.getString(14)).orElseThrow(),
                row.getInt(15),
                time(row, 16),
                decision(row));
    }

    private static Optional<DeadLetter.Decision> decision(ResultSet row) throws SQLException {
        Optional<Instant> at = time(row, 19);
        return at.isEmpty()
                ? Optional.empty()
                : Optional.of(new DeadLetter.Decision(row.getString(17), row.getString(18), at.get()));
    }

    private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    /** Whether a row stood as it had to. */
    enum Change {
        MADE,
        TOO_LATE;

        static Change of(int rows) {
            return rows == 0 ? TOO_LATE : MADE;
        }
    }
}
