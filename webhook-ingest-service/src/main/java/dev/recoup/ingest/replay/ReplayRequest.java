package dev.recoup.ingest.replay;

import com.fasterxml.jackson.databind.DeserializationFeature;
import dev.recoup.events.EventJson;
import dev.recoup.ingest.journal.EventFilter;
import dev.recoup.ingest.journal.EventFilters;
import dev.recoup.messaging.paging.SearchText;
import dev.recoup.messaging.problem.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an operator wants to be published once more: one of event ids, query, or a time range.
 *
 * @param eventIds 1 to 1,000 ids
 * @param query what {@code GET /v1/events} takes, by the same names
 * @param from the beginning of the range, together with {@code to}
 * @param to its end, excluded
 * @param dryRun true to learn how many events there are and publish nothing
 */
record ReplayRequest(
        Optional<List<String>> eventIds,
        Optional<Map<String, String>> query,
        Optional<String> from,
        Optional<String> to,
        Optional<Boolean> dryRun) {

    private static final int MOST_IDS = 1000;
    private static final int LONGEST_ID = 300;
    private static final String PURPOSE = "purpose";
    private static final String EVENT = "event";

    /** Reads a body strictly: of a misspelt member, the meaning would be to publish far more. */
    static ReplayRequest read(byte[] body) {
        try {
            ReplayRequest request = EventJson.mapper()
                    .readerFor(ReplayRequest.class)
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(body);
            return Optional.ofNullable(request).orElseThrow(ReplayRequest::unreadable);
        } catch (IOException notSuch) {
            throw unreadable();
        }
    }

    boolean isDryRun() {
        return dryRun.orElse(false);
    }

    /** Returns which entries are meant; tests of the connection are never among them. */
    EventFilter filter(EventFilters filters) {
        boolean isRange = from.isPresent() || to.isPresent();
        if (Stream.of(eventIds.isPresent(), query.isPresent(), isRange)
                        .filter(given -> given)
                        .count()
                != 1) {
            throw bad("Give exactly one of eventIds, query, or from and to.");
        }
        return eventIds.map(ids -> filters.ofEvents(checked(ids), events(Map.of())))
                .or(() -> query.map(given -> filters.of(events(checked(given)))))
                .orElseGet(() -> filters.of(events(range())));
    }

    private Map<String, String> range() {
        return Map.of(
                "from", from.orElseThrow(() -> bad("Give from, too.")),
                "to", to.orElseThrow(() -> bad("Give to, too.")));
    }

    private static Map<String, String> events(Map<String, String> given) {
        Map<String, String> query = new HashMap<>(given);
        if (!query.getOrDefault(PURPOSE, EVENT).equals(EVENT)) {
            throw bad("purpose must be event: tests of the connection are never published.");
        }
        query.put(PURPOSE, EVENT);
        return query;
    }

    private static Map<String, String> checked(Map<String, String> query) {
        if (query.isEmpty() || query.values().stream().anyMatch(Objects::isNull)) {
            throw bad("query must name what is wanted, and every value must be a text.");
        }
        return query;
    }

    private static List<String> checked(List<String> ids) {
        if (ids.isEmpty() || ids.size() > MOST_IDS) {
            throw bad("eventIds must hold 1 to " + MOST_IDS + " ids; give a query or a time range for more.");
        }
        for (String id : ids) {
            if (id == null || id.isEmpty() || id.length() > LONGEST_ID) {
                throw bad("Each of eventIds must have 1 to " + LONGEST_ID + " characters.");
            }
            SearchText.of("eventIds", Optional.of(id));
        }
        return ids.stream().distinct().toList();
    }

    private static WebApplicationException unreadable() {
        return bad("The body must be a JSON object with eventIds, query, or from and to, and dryRun if nothing is to be"
                + " published; values are texts.");
    }

    private static WebApplicationException bad(String detail) {
        return Problem.exception(Status.BAD_REQUEST, detail);
    }
}
