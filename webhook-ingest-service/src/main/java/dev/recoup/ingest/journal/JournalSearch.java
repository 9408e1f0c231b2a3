package dev.recoup.ingest.journal;

import dev.recoup.events.Environment;
import dev.recoup.messaging.ColumnArray;
import dev.recoup.messaging.outbox.OrderKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Looks through the journal, one statement per day: each reads one partition, with that partition's own indexes, and
 * none of the days that are not needed any more.
 */
@Singleton
public final class JournalSearch {

    // language=PostgreSQL
    private static final String SELECT = """
            select received_on, id, event_id, received_at, occurred_at, subscription, source, event_type, event_name,
                   environment, mode, purpose, origin, external_tenant_id, case_id, case_reference, topic, record_key,
                   correlation_id, octet_length(body), discarded_at
            from journal
            """;

    // Index: the filter's (see Criterion), else the partition's primary key from its newest end.
    // language=PostgreSQL
    private static final String NEWEST = SELECT + "where received_on = ? and id < ?%s order by id desc limit ?";

    // Index: as above, forwards.
    // language=PostgreSQL
    private static final String NEXT = SELECT + "where received_on = ? and id >= ? and id < ?%s order by id limit ?";

    // Index: the partition's primary key.
    // language=PostgreSQL
    private static final String NEXT_NUMBER = "select min(id) from journal where received_on = ? and id > ?";

    // Index: the filter's (see Criterion), else the whole day is read.
    // language=PostgreSQL
    private static final String COUNT = "select count(*) from journal where received_on = ?%s";

    // Index: outbox_by_order_key.
    // language=PostgreSQL
    private static final String IN_THE_OUTBOX = """
            select reference, parked_at is not null from outbox where order_key = any (?) and reference = any (?)
            """;

    /** How many numbers one step looks at where no index leads to the entries: a fraction of a second. */
    private static final long NUMBERS_AT_ONCE = 20_000;

    private final DataSource dataSource;
    private final EventFilters filters;

    @Inject
    JournalSearch(DataSource dataSource, EventFilters filters) {
        this.dataSource = dataSource;
        this.filters = filters;
    }

    /**
     * Finds entries, the last received first.
     *
     * @param before the place before which to begin; empty for the newest
     * @param limit how many at most
     * @throws SQLException if the database cannot be asked
     */
    public List<FoundEvent> newest(EventFilter filter, Optional<Place> before, int limit) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            List<FoundEvent> found = new ArrayList<>();
            for (LocalDate day : filter.window().days().reversed()) {
                long end = before.map(place -> endOn(day, place)).orElse(Long.MAX_VALUE);
                if (end > 0 && found.size() < limit) {
                    found.addAll(newest(connection, filter, new Place(day, end), limit - found.size()));
                }
            }
            return found;
        }
    }

    /**
     * Finds entries in the order of receipt, in the caller's transaction, from one step to the next. A step that finds
     * less than the limit may be followed by others that find more.
     *
     * @param after where the step before ended; empty for the first one
     * @param limit how many at most
     * @throws SQLException if the database cannot be asked
     */
    public Step next(Connection connection, EventFilter filter, Optional<Place> after, int limit) throws SQLException {
        LocalDate firstKept = filters.firstKept();
        List<FoundEvent> found = new ArrayList<>();
        for (LocalDate day : filter.window().days()) {
            if (day.isBefore(firstKept)
                    || after.isPresent() && day.isBefore(after.get().receivedOn())) {
                continue;
            }
            long passed = after.filter(place -> place.receivedOn().equals(day))
                    .map(Place::id)
                    .orElse(0L);
            Optional<Range> range = filter.isIndexed()
                    ? Optional.of(new Range(day, passed + 1, Long.MAX_VALUE))
                    : nextRange(connection, day, passed);
            if (range.isPresent()) {
                List<FoundEvent> ofDay = next(connection, filter, range.get(), limit - found.size());
                found.addAll(ofDay);
                if (found.size() == limit) {
                    return new Step(found, Optional.of(ofDay.getLast().place()));
                }
                if (!filter.isIndexed()) {
                    return new Step(
                            found, Optional.of(new Place(day, range.get().end() - 1)));
                }
            }
        }
        return new Step(found, Optional.empty());
    }

    /**
     * Counts entries.
     *
     * @throws SQLException if the database cannot be asked
     */
    public long count(EventFilter filter) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(COUNT.formatted(filter.conditions()))) {
            long count = 0;
            filter.bind(connection, query, 2);
            for (LocalDate day : filter.window().days()) {
                query.setObject(1, day);
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    count += row.getLong(1);
                }
            }
            return count;
        }
    }

    /**
     * Says how far events have come on their way to Kafka, by their places; replays do not count.
     *
     * @throws SQLException if the database cannot be asked
     */
    public Map<Place, Publication> publications(List<FoundEvent> events) throws SQLException {
        Map<String, Publication> inTheOutbox = new HashMap<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(IN_THE_OUTBOX)) {
            query.setArray(1, ColumnArray.ofNumbers(connection, events, event -> orderKey(event)
                    .hash()));
            query.setArray(2, ColumnArray.ofText(connection, events, event -> event.place()
                    .text()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    inTheOutbox.put(row.getString(1), row.getBoolean(2) ? Publication.PARKED : Publication.WAITING);
                }
            }
        }
        Map<Place, Publication> publications = new HashMap<>();
        for (FoundEvent event : events) {
            Publication otherwise = event.purpose().equals(Purpose.TEST.stored())
                    ? Publication.NEVER
                    : Publication.ofGone(event.discardedAt());
            publications.put(
                    event.place(), inTheOutbox.getOrDefault(event.place().text(), otherwise));
        }
        return publications;
    }

    private static OrderKey orderKey(FoundEvent event) {
        return OrderKey.of(event.topic(), event.key().getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the number before which a day's entries lie before the place; 0 if none does. */
    private static long endOn(LocalDate day, Place place) {
        if (day.equals(place.receivedOn())) {
            return place.id();
        }
        return day.isBefore(place.receivedOn()) ? Long.MAX_VALUE : 0;
    }

    private static List<FoundEvent> newest(Connection connection, EventFilter filter, Place end, int limit)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(NEWEST.formatted(filter.conditions()))) {
            query.setObject(1, end.receivedOn());
            query.setLong(2, end.id());
            query.setInt(filter.bind(connection, query, 3), limit);
            return found(query);
        }
    }

    private static List<FoundEvent> next(Connection connection, EventFilter filter, Range range, int limit)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(NEXT.formatted(filter.conditions()))) {
            query.setObject(1, range.day());
            query.setLong(2, range.begin());
            query.setLong(3, range.end());
            query.setInt(filter.bind(connection, query, 4), limit);
            return found(query);
        }
    }

    private static Optional<Range> nextRange(Connection connection, LocalDate day, long passed) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(NEXT_NUMBER)) {
            query.setObject(1, day);
            query.setLong(2, passed);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                long begin = row.getLong(1);
                return row.wasNull() ? Optional.empty() : Optional.of(new Range(day, begin, begin + NUMBERS_AT_ONCE));
            }
        }
    }

    private static List<FoundEvent> found(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            List<FoundEvent> found = new ArrayList<>();
            while (row.next()) {
                found.add(found(row));
            }
            return found;
        }
    }

    private static FoundEvent found(ResultSet row) throws SQLException {
        return new FoundEvent(
                new Place(row.getObject(1, LocalDate.class), row.getLong(2)),
                row.getString(3),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                time(row, 5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                text(row, 9),
                Environment.fromWire(row.getString(10)).orElseThrow(),
                row.getString(11),
                row.getString(12),
                row.getString(13),
                text(row, 14),
                text(row, 15),
                text(row, 16),
                row.getString(17),
                row.getString(18),
                row.getString(19),
                row.getInt(20),
                time(row, 21));
    }

    private static Optional<String> text(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    /**
     * What one step found.
     *
     * @param found entries in the order of receipt
     * @param place where the next step begins; empty if this was the last one
     */
    public record Step(List<FoundEvent> found, Optional<Place> place) {}

    private record Range(LocalDate day, long begin, long end) {}
}
