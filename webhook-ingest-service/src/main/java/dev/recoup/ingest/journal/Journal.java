package dev.recoup.ingest.journal;

import dev.recoup.messaging.outbox.OrderKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Looks up what was received. */
@ApplicationScoped
public class Journal {

    private final EntityManager database;
    private final JournalEntries entries;

    @Inject
    Journal(EntityManager database, JournalEntries entries) {
        this.database = database;
        this.entries = entries;
    }

    /** Returns all that is known of an event, oldest first; empty if none of that id was received. */
    @Transactional
    public List<JournalledEvent> find(String eventId) {
        return entries.ofEvent(eventId).stream()
                .map(entry -> JournalledEvent.of(entry, received(entry), publication(entry)))
                .toList();
    }

    private Optional<ReceivedEvent> received(JournalEntry entry) {
        return Optional.ofNullable(
                database.find(ReceivedEvent.class, new ReceivedEvent.Id(entry.eventId, entry.source)));
    }

    private Publication publication(JournalEntry entry) {
        if (entry.purpose.equals(Purpose.TEST.stored())) {
            return Publication.NEVER;
        }
        OrderKey orderKey = OrderKey.of(entry.topic, entry.recordKey.getBytes(StandardCharsets.UTF_8));
        List<Publication> rows = database.createNamedQuery(JournalEntry.IN_THE_OUTBOX, String.class)
                .setParameter("orderKey", orderKey.hash())
                .setParameter("reference", new Place(entry.receivedOn, entry.id).text())
                .getResultStream()
                .map(Publication::valueOf)
                .toList();
        return rows.stream().findFirst().orElse(Publication.ofGone(Optional.ofNullable(entry.discardedAt)));
    }
}
