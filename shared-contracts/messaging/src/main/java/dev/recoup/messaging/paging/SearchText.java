package dev.recoup.messaging.paging;

import dev.recoup.messaging.problem.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;

/** A text to look for. */
public final class SearchText {

    private SearchText() {}

    /**
     * Reads a query parameter that is compared with stored text.
     *
     * @param parameter its name
     * @param text its value; empty where the list is not filtered by it
     * @return the value unchanged
     * @throws WebApplicationException with a problem (400) if it holds characters that no stored text has
     */
    public static Optional<String> of(String parameter, Optional<String> text) {
        if (text.stream().flatMapToInt(String::codePoints).anyMatch(SearchText::isNowhere)) {
            throw Problem.exception(
                    Status.BAD_REQUEST, parameter + " must not hold control characters or halves of characters.");
        }
        return text;
    }

    /** Half a surrogate pair is a code point of its own, and no text in UTF-8 holds it. */
    private static boolean isNowhere(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }
}
