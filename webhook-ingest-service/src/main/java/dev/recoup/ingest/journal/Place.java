package dev.recoup.ingest.journal;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A place in the journal's order, which is the order of receipt.
 *
 * @param receivedOn the UTC day
 * @param id the entry's number; numbers rise over the days
 */
public record Place(LocalDate receivedOn, long id) {

    private static final String SEPARATOR = "/";

    /** Returns the text that {@link #parse} reads: {@code <day>/<number>}. */
    public String text() {
        return receivedOn + SEPARATOR + id;
    }

    /** Reads what {@link #text} wrote; empty for anything else. */
    public static Optional<Place> parse(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        try {
            return parts.length == 2
                    ? Optional.of(new Place(LocalDate.parse(parts[0]), Long.parseLong(parts[1])))
                    : Optional.empty();
        } catch (DateTimeException | NumberFormatException notOurs) {
            return Optional.empty();
        }
    }
}
