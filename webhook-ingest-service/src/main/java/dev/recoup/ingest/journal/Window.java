package dev.recoup.ingest.journal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A time range of receipt; empty where its end is not after its beginning.
 *
 * @param from its beginning, included
 * @param to its end, excluded
 */
public record Window(Instant from, Instant to) {

    /** Returns the UTC days that it touches, the earliest first. */
    List<LocalDate> days() {
        return from.isBefore(to)
                ? day(from).datesUntil(day(to.minusNanos(1)).plusDays(1)).toList()
                : List.of();
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
