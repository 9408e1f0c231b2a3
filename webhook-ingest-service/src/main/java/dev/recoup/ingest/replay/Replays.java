package dev.recoup.ingest.replay;

import dev.recoup.events.Environment;
import dev.recoup.events.EventJson;
import dev.recoup.ingest.journal.EventFilter;
import dev.recoup.ingest.journal.JournalSearch.Step;
import dev.recoup.ingest.journal.Place;
import dev.recoup.messaging.audit.AuditRetention;
import dev.recoup.messaging.paging.Paging;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The table of replays. */
@Singleton
final class Replays {

    // language=PostgreSQL
    private static final String CREATE = """
            insert into replay (id, environment, requested_by, reason, filter, state, total)
            values (?, ?, ?, ?, ?::jsonb, 'running', ?)
            """;

    // Replays are few: all rows are read.
    // language=PostgreSQL
    private static final String FORGET =
            "delete from replay where ended_at < clock_timestamp() - ? * interval '1 second'";

    // language=PostgreSQL
    private static final String SELECT = """
            select id, environment, requested_by, reason, filter, total, state, published, requested_at, ended_at, number
            from replay
            """;

    // Index: primary key.
    // language=PostgreSQL
    private static final String FIND = SELECT + "where id = ?";

    // Index: replay_by_number.
    // language=PostgreSQL
    private static final String LIST = SELECT + "where number < ? order by number desc limit ?";

    // A slice under way holds the row, so that it is either published wholly before the end or not at all. Index:
    // primary key.
    // language=PostgreSQL
    private static final String CANCEL = """
            update replay set state = 'cancelled', ended_at = clock_timestamp() where id = ? and state = 'running'
            """;

    // Replicas take turns at one replay, and never both at once. Index: replay_running.
    // language=PostgreSQL
    private static final String CLAIM = """
            select id, filter, cursor_day, cursor_id from replay where state = 'running'
            order by turn_at limit 1 for update skip locked
            """;

    // Index: primary key.
    // language=PostgreSQL
    private static final String ADVANCE = """
            update replay set published = published + ?, cursor_day = ?, cursor_id = ?, turn_at = clock_timestamp()
            where id = ?
            """;

    // Index: primary key.
    // language=PostgreSQL
    private static final String END = """
            update replay set published = published + ?, state = 'done', ended_at = clock_timestamp() where id = ?
            """;

    private final DataSource dataSource;
    private final AuditRetention audit;

    @Inject
    Replays(DataSource dataSource, AuditRetention audit) {
        this.dataSource = dataSource;
        this.audit = audit;
    }

    void create(Replay.Request request) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(CREATE)) {
            insert.setObject(1, request.id());
            insert.setString(2, request.environment().wire());
            insert.setString(3, request.requestedBy());
            insert.setString(4, request.reason());
            insert.setString(5, new String(EventJson.write(request.filter()), StandardCharsets.UTF_8));
            insert.setLong(6, request.total());
            insert.executeUpdate();
        }
    }

    /** Forgets replays that ended as long ago as the calls of operators are kept: only they say what was meant. */
    void forget() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement forget = connection.prepareStatement(FORGET)) {
            forget.setLong(1, audit.keep().toSeconds());
            forget.executeUpdate();
        }
    }

    Optional<Replay> find(UUID id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(FIND)) {
            query.setObject(1, id);
            return numbered(query).stream().map(Numbered::replay).findFirst();
        }
    }

    /** Lists replays, the newest first. */
    List<Numbered> list(Paging paging) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(LIST)) {
            query.setLong(1, paging.afterNumber().orElse(Long.MAX_VALUE));
            query.setInt(2, paging.lookFor());
            return numbered(query);
        }
    }

    /** Ends a replay, after the slice that is under way. */
    Cancellation cancel(UUID id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(CANCEL)) {
            update.setObject(1, id);
            return update.executeUpdate() == 1 ? Cancellation.CANCELLED : Cancellation.DOES_NOT_RUN;
        }
    }

    /** Holds a replay that runs, until the caller's transaction ends; empty if none runs or others hold them all. */
    Optional<Claimed> claim(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(CLAIM);
                ResultSet row = query.executeQuery()) {
            return row.next()
                    ? Optional.of(new Claimed(row.getObject(1, UUID.class), filter(row, 2), place(row)))
                    : Optional.empty();
        }
    }

    /** Notes in the caller's transaction what was published in it, and where to go on. */
    void advance(Connection connection, UUID id, Step step) throws SQLException {
        if (step.place().isEmpty()) {
            end(connection, id, step.found().size());
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(ADVANCE)) {
            update.setInt(1, step.found().size());
            update.setObject(2, step.place().get().receivedOn());
            update.setLong(3, step.place().get().id());
            update.setObject(4, id);
            update.executeUpdate();
        }
    }

    private static void end(Connection connection, UUID id, int published) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(END)) {
            update.setInt(1, published);
            update.setObject(2, id);
            update.executeUpdate();
        }
    }

    private static List<Numbered> numbered(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            List<Numbered> found = new ArrayList<>();
            while (row.next()) {
                found.add(new Numbered(row.getLong(11), replay(row)));
            }
            return found;
        }
    }

    private static Replay replay(ResultSet row) throws SQLException {
        Replay.Request request = new Replay.Request(
                row.getObject(1, UUID.class),
                Environment.fromWire(row.getString(2)).orElseThrow(),
                row.getString(3),
                row.getString(4),
                filter(row, 5),
                row.getLong(6));
        Replay.Course course = new Replay.Course(
                State.ofStored(row.getString(7)),
                row.getLong(8),
                row.getObject(9, OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject(10, OffsetDateTime.class)).map(OffsetDateTime::toInstant));
        return Replay.of(request, course);
    }

    private static EventFilter filter(ResultSet row, int column) throws SQLException {
        return EventJson.read(row.getString(column).getBytes(StandardCharsets.UTF_8), EventFilter.class);
    }

    private static Optional<Place> place(ResultSet row) throws SQLException {
        LocalDate day = row.getObject(3, LocalDate.class);
        return day == null ? Optional.empty() : Optional.of(new Place(day, row.getLong(4)));
    }

    /**
     * A replay in the list.
     *
     * @param number its place there
     * @param replay what it is
     */
    record Numbered(long number, Replay replay) {}

    /**
     * A replay whose turn it is.
     *
     * @param id its id
     * @param filter what is wanted
     * @param after where it has come to; empty at its beginning
     */
    record Claimed(UUID id, EventFilter filter, Optional<Place> after) {}

    /** What came of a cancellation. */
    enum Cancellation {
        CANCELLED,
        DOES_NOT_RUN
    }
}
