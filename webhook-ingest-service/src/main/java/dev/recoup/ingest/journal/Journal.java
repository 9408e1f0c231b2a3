package dev.recoup.ingest.journal;

import dev.recoup.ingest.journal.Recorded.FirstDelivery;
import dev.recoup.ingest.journal.Recorded.Redelivery;
import dev.recoup.ingest.journal.Recorded.Sameness;
import dev.recoup.messaging.outbox.OrderKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;

/** Remembers what was received. */
@ApplicationScoped
public class Journal {

    private final EntityManager database;
    private final JournalEntries entries;

    @Inject
    Journal(EntityManager database, JournalEntries entries) {
        this.database = database;
        this.entries = entries;
    }

    /**
     * Counts a delivery of an event in the caller's transaction. Of parallel deliveries of one event, one is the
     * first; the others wait here until it is committed, or take its place if it is rolled back.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Recorded count(Delivery delivery) {
        byte[] bodyHash = sha256(delivery.body());
        ReceivedEvent.Count count = database.createNamedQuery(ReceivedEvent.COUNT, ReceivedEvent.Count.class)
                .setParameter("source", delivery.idSpace())
                .setParameter("eventId", delivery.eventId())
                .setParameter("environment", delivery.environment().wire())
                .setParameter("bodyHash", bodyHash)
                .setParameter("receivedAt", delivery.receivedAt())
                .getSingleResult();
        return count.times() == 1
                ? new FirstDelivery()
                : new Redelivery(count.times(), sameness(count.bodyHash(), bodyHash));
    }

    /** Keeps the first delivery of an event in the caller's transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void keep(Delivery delivery, String correlationId) {
        entries.persist(new JournalEntry(delivery, correlationId));
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
                database.find(ReceivedEvent.class, new ReceivedEvent.Id(entry.source, entry.eventId)));
    }

    private Publication publication(JournalEntry entry) {
        if (entry.purpose.equals(Purpose.TEST.stored())) {
            return Publication.NEVER;
        }
        OrderKey orderKey = OrderKey.of(entry.topic, entry.recordKey.getBytes(StandardCharsets.UTF_8));
        List<Publication> rows = database.createNamedQuery(JournalEntry.IN_THE_OUTBOX, String.class)
                .setParameter("orderKey", orderKey.hash())
                .setParameter("eventId", entry.eventId)
                .setParameter("topic", entry.topic)
                .getResultStream()
                .map(Publication::valueOf)
                .toList();
        return rows.stream().findFirst().orElse(Publication.PUBLISHED);
    }

    private static Sameness sameness(byte[] first, byte[] now) {
        return MessageDigest.isEqual(first, now) ? Sameness.SAME_BODY : Sameness.OTHER_BODY;
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
