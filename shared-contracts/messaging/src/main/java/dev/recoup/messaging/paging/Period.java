package dev.recoup.messaging.paging;

import dev.recoup.messaging.problem.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response.Status;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A time range to look in.
 *
 * @param from its beginning, included; empty for no bound
 * @param to its end, excluded; empty for no bound
 */
public record Period(Optional<Instant> from, Optional<Instant> to) {

    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;

    /**
     * Reads the query parameters {@code from} and {@code to}, RFC 3339 with an offset.
     *
     * @throws WebApplicationException with a problem (400) if one of them is no time, or is not in the years 1970 to
     *     9999 of UTC
     */
    public static Period of(Optional<String> from, Optional<String> to) {
        return new Period(from.map(text -> time("from", text)), to.map(text -> time("to", text)));
    }

    private static Instant time(String parameter, String text) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            int year = time.atOffset(ZoneOffset.UTC).getYear();
            if (year >= FIRST_YEAR && year <= LAST_YEAR) {
                return time;
            }
        } catch (DateTimeException noTime) {
            // refused below
        }
        throw Problem.exception(
                Status.BAD_REQUEST,
                parameter + " must be a time such as 2026-11-22T12:00:00Z, in the years " + FIRST_YEAR + " to "
                        + LAST_YEAR + ".");
    }
}
