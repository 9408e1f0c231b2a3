package dev.recoup.ingest.support;

import dev.recoup.messaging.paging.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A page of events with the time range that was looked through.
 *
 * @param from its beginning, included
 * @param to its end, excluded
 * @param items the events, the last received first
 * @param next the cursor of the next page; left out on the last one
 */
record EventList(Instant from, Instant to, List<EventSummary> items, Optional<String> next) {

    static EventList of(Instant from, Instant to, Page<EventSummary> page) {
        return new EventList(from, to, page.items(), page.next());
    }
}
