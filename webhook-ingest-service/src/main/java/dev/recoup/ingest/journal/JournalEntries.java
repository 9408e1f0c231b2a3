package dev.recoup.ingest.journal;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The rows of the journal. */
@ApplicationScoped
class JournalEntries implements PanacheRepository<JournalEntry> {

    /** Returns the entries of an event in all sources, oldest first; served by journal_by_event. */
    List<JournalEntry> ofEvent(String eventId) {
        return list("eventId = ?1 order by receivedAt, id", eventId);
    }
}
