package dev.recoup.ingest.journal;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Where in the journal an event is kept, and whether it goes out once more: what the outbox' rows carry.
 *
 * @param receivedOn the day of its partition
 * @param id its number
 * @param replayId the replay that publishes it again; empty for its first publication
 */
public record JournalReference(LocalDate receivedOn, long id, Optional<String> replayId) {

    private static final String SEPARATOR = "/";

    /** Refers to an event's first publication. */
    static JournalReference first(LocalDate receivedOn, long id) {
        return new JournalReference(receivedOn, id, Optional.empty());
    }

    /** Returns the text that {@link #parse} reads: {@code <day>/<number>} or {@code <day>/<number>/<replay>}. */
    public String text() {
        String place = receivedOn + SEPARATOR + id;
        return replayId.map(replay -> place + SEPARATOR + replay).orElse(place);
    }

    /** Reads what {@link #text} wrote; empty for anything else. */
    static Optional<JournalReference> parse(String text) {
        String[] parts = text.split(SEPARATOR, 3);
        try {
            return parts.length < 2
                    ? Optional.empty()
                    : Optional.of(new JournalReference(
                            LocalDate.parse(parts[0]),
                            Long.parseLong(parts[1]),
                            parts.length == 3 ? Optional.of(parts[2]) : Optional.empty()));
        } catch (DateTimeParseException | NumberFormatException notOurs) {
            return Optional.empty();
        }
    }
}
