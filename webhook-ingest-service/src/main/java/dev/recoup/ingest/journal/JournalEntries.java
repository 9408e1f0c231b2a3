package dev.recoup.ingest.journal;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The rows of the journal. */
@ApplicationScoped
class JournalEntries implements PanacheRepository<JournalEntry> {

    /** Returns the entries of an event in all sources, oldest first. */
    List<JournalEntry> ofEvent(String eventId) {
        return getEntityManager()
                .createNamedQuery(JournalEntry.OF_EVENT, JournalEntry.class)
                .setParameter("eventId", eventId)
                .getResultList();
    }
}
