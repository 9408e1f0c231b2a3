package dev.recoup.ingest.journal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** The first delivery of an event, as it was received; written by {@link JournalWriter}. */
@Entity
@Immutable
@Table(name = "journal")
@NamedNativeQuery(name = JournalEntry.IN_THE_OUTBOX, query = """
                select case when parked_at is null then 'WAITING' else 'PARKED' end
                from outbox
                where order_key = :orderKey and reference = :reference
                """, resultClass = String.class)
@NamedNativeQuery(name = JournalEntry.OF_EVENT, query = """
                select journal.*
                from received_event known
                join journal on journal.received_on = (known.first_received_at at time zone 'UTC')::date
                            and journal.id = known.number
                where known.event_id = :eventId
                order by journal.received_at, journal.id
                """, resultClass = JournalEntry.class)
class JournalEntry {

    /** Finds an event in all sources; served by the primary keys of received_event and of the partition. */
    static final String OF_EVENT = "JournalEntry.ofEvent";

    /** Finds an event whose first publication has not reached Kafka yet; served by outbox_by_order_key. */
    static final String IN_THE_OUTBOX = "JournalEntry.inTheOutbox";

    @Id
    Long id;

    @Column(name = "received_on")
    LocalDate receivedOn;

    @Column(name = "received_at")
    Instant receivedAt;

    String environment;

    String mode;

    String subscription;

    String source;

    @Column(name = "event_id")
    String eventId;

    @Column(name = "event_type")
    String eventType;

    @Column(name = "event_name")
    String eventName;

    String purpose;

    String origin;

    String topic;

    @Column(name = "record_key")
    String recordKey;

    @Column(name = "external_tenant_id")
    String externalTenantId;

    @Column(name = "case_id")
    String caseId;

    @Column(name = "case_reference")
    String caseReference;

    @Column(name = "occurred_at")
    Instant occurredAt;

    @Column(name = "correlation_id")
    String correlationId;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, String> headers;

    byte[] body;

    @Column(name = "discarded_at")
    Instant discardedAt;
}
