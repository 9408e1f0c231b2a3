package dev.recoup.messaging.paging;

import dev.recoup.messaging.problem.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response.Status;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Which page of a list is wanted.
 *
 * @param after the place in the list's order after which the page begins; empty for the first page
 * @param limit how many items it may hold, 1 to 200
 */
public record Paging(Optional<String> after, int limit) {

    private static final int USUAL = 50;
    private static final int MOST = 200;

    /**
     * Reads the query parameters {@code cursor} and {@code limit}.
     *
     * @param cursor {@link Page#next()} of the page before; empty for the first page
     * @param limit 1 to 200; empty for 50
     * @throws WebApplicationException with a problem (400) if one of them is none
     */
    public static Paging of(Optional<String> cursor, Optional<String> limit) {
        return new Paging(cursor.map(Paging::position), limit.map(Paging::limit).orElse(USUAL));
    }

    /** Returns how many items to look for: one more than the page holds, to know whether there is a next one. */
    public int lookFor() {
        return limit + 1;
    }

    /**
     * Returns {@link #after()} for a list that is ordered by a number.
     *
     * @throws WebApplicationException with a problem (400) if the cursor is of another list
     */
    public Optional<Long> afterNumber() {
        try {
            return after.map(Long::valueOf);
        } catch (NumberFormatException foreign) {
            throw badCursor();
        }
    }

    private static String position(String cursor) {
        try {
            String place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (place.chars().noneMatch(Character::isISOControl)) {
                return place;
            }
        } catch (IllegalArgumentException noBase64) {
            // refused below
        }
        throw badCursor();
    }

    private static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException noNumber) {
            // refused below
        }
        throw Problem.exception(Status.BAD_REQUEST, "limit must be a number from 1 to " + MOST + ".");
    }

    private static WebApplicationException badCursor() {
        return Problem.exception(Status.BAD_REQUEST, "cursor must be the next of an answer of this list.");
    }
}
