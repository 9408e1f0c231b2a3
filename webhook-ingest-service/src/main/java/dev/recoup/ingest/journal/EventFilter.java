package dev.recoup.ingest.journal;

import dev.recoup.ingest.journal.Criterion.Cost;
import dev.recoup.messaging.ColumnArray;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which entries of the journal are wanted: those that meet everything that is said here.
 *
 * @param query values by the name of what they are compared with, as {@link EventFilters} accepts them
 * @param eventIds the ids of the events; empty where ids do not matter
 * @param window when they were first received
 */
public record EventFilter(Map<String, String> query, List<String> eventIds, Window window) {

    /** Copies query and ids. */
    public EventFilter {
        query = new TreeMap<>(query);
        eventIds = List.copyOf(eventIds);
    }

    /** Says whether an index leads to the entries, so that the length of the window does not matter. */
    boolean isIndexed() {
        return !eventIds.isEmpty() || criteria().stream().anyMatch(criterion -> criterion.cost() == Cost.INDEXED);
    }

    /** Returns the conditions in SQL, to be joined to others; the values are bound by {@link #bind}. */
    String conditions() {
        String ofQuery = criteria().stream()
                .map(criterion -> " and " + criterion.condition())
                .collect(Collectors.joining());
        // Index: the primary keys of received_event and of the partition.
        String ofIds = eventIds.isEmpty()
                ? ""
                : " and id = any (array(select number from received_event where event_id = any (?)))";
        return " and received_at >= ? and received_at < ?" + ofQuery + ofIds;
    }

    /** Binds the values from the given parameter on, and returns the number of the next one. */
    int bind(Connection connection, PreparedStatement statement, int first) throws SQLException {
        int parameter = first;
        statement.setObject(parameter++, window.from().atOffset(ZoneOffset.UTC));
        statement.setObject(parameter++, window.to().atOffset(ZoneOffset.UTC));
        for (Criterion criterion : criteria()) {
            statement.setString(parameter++, query.get(criterion.parameter()));
        }
        if (!eventIds.isEmpty()) {
            statement.setArray(parameter++, ColumnArray.ofText(connection, eventIds, id -> id));
        }
        return parameter;
    }

    private List<Criterion> criteria() {
        return query.keySet().stream()
                .map(name -> Criterion.named(name).orElseThrow())
                .toList();
    }
}
