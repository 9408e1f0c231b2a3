package dev.recoup.ingest.support;

import dev.recoup.ingest.journal.Place;
import dev.recoup.ingest.journal.Window;
import dev.recoup.messaging.problem.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response.Status;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a list of events goes on. It carries the time range too, so that pages are of one list whatever time it is.
 *
 * @param place the last event of the page before
 * @param from the beginning of the range, as text
 * @param to its end, as text
 */
record EventCursor(Place place, String from, String to) {

    private static final String SEPARATOR = " ";

    static String text(Place place, Window window) {
        return String.join(
                SEPARATOR, place.text(), window.from().toString(), window.to().toString());
    }

    /** Reads what {@link #text} wrote; anything else ends the call with a problem (400). */
    static EventCursor parse(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        return Optional.of(parts)
                .filter(found -> found.length == 3)
                .flatMap(found -> Place.parse(found[0]))
                .map(place -> new EventCursor(place, parts[1], parts[2]))
                .filter(cursor -> isTime(cursor.from) && isTime(cursor.to))
                .orElseThrow(EventCursor::foreign);
    }

    Map<String, String> within(Map<String, String> query) {
        Map<String, String> narrowed = new TreeMap<>(query);
        narrowed.put("from", from);
        narrowed.put("to", to);
        return narrowed;
    }

    private static boolean isTime(String text) {
        try {
            return Instant.parse(text).toString().equals(text);
        } catch (DateTimeException noTime) {
            return false;
        }
    }

    private static WebApplicationException foreign() {
        return Problem.exception(Status.BAD_REQUEST, "cursor must be the next of an answer of this list.");
    }
}
