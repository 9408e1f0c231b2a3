package dev.recoup.ingest.journal;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** An event that was accepted, and how often it was delivered; written by {@link ReceivedEvents}. */
@Entity
@Immutable
@Table(name = "received_event")
class ReceivedEvent {

    @EmbeddedId
    Id id;

    @Column(name = "first_received_at")
    Instant firstReceivedAt;

    @Column(name = "last_received_at")
    Instant lastReceivedAt;

    int times;

    /**
     * Identifies the event.
     *
     * @param eventId the envelope's id or one derived from the body
     * @param source the space in which the id is unique
     */
    @Embeddable
    record Id(@Column(name = "event_id") String eventId, String source) {}
}
