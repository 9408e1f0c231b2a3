package dev.recoup.ingest.journal;

import jakarta.persistence.Column;
import jakarta.persistence.ColumnResult;
import jakarta.persistence.ConstructorResult;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import java.time.Instant;

/** An event that was accepted, and how often it was delivered. */
@Entity
@Table(name = "received_event")
@NamedNativeQuery(name = ReceivedEvent.COUNT, query = """
                insert into received_event
                    (source, event_id, environment, body_hash, first_received_at, last_received_at, times)
                values (:source, :eventId, :environment, :bodyHash, :receivedAt, :receivedAt, 1)
                on conflict (source, event_id) do update
                    set times = received_event.times + 1,
                        last_received_at = greatest(received_event.last_received_at, excluded.last_received_at)
                returning times, body_hash
                """, resultSetMapping = ReceivedEvent.COUNT)
@SqlResultSetMapping(
        name = ReceivedEvent.COUNT,
        classes =
                @ConstructorResult(
                        targetClass = ReceivedEvent.Count.class,
                        columns = {
                            @ColumnResult(name = "times", type = Integer.class),
                            @ColumnResult(name = "body_hash", type = byte[].class)
                        }))
class ReceivedEvent {

    /** Counts a delivery; served by the primary key, on which parallel deliveries of one event wait for each other. */
    static final String COUNT = "ReceivedEvent.count";

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
     * @param source the space in which the id is unique
     * @param eventId the envelope's id or one derived from the body
     */
    @Embeddable
    record Id(String source, @Column(name = "event_id") String eventId) {}

    /**
     * What is known of the event after a delivery was counted.
     *
     * @param times deliveries so far, this one included
     * @param bodyHash SHA-256 of the first delivery's body
     */
    record Count(Integer times, byte[] bodyHash) {}
}
