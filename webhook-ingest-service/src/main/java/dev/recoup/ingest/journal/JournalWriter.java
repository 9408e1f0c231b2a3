package dev.recoup.ingest.journal;

import dev.recoup.events.EventJson;
import dev.recoup.ingest.routing.RoutedEvent;
import dev.recoup.messaging.BulkInsert;
import dev.recoup.messaging.RowValues;
import dev.recoup.messaging.outbox.OutboxRecord;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes the first deliveries of events into the journal. */
@Singleton
public final class JournalWriter {

    /** What a delivery itself says of its row, in the order of {@link #write(Delivery, RowValues)}. */
    static final List<String> OF_DELIVERY = List.of(
            "received_on",
            "received_at",
            "environment",
            "mode",
            "subscription",
            "source",
            "event_id",
            "event_type",
            "event_name",
            "purpose",
            "origin",
            "topic",
            "record_key",
            "external_tenant_id",
            "case_id",
            "case_reference",
            "occurred_at",
            "headers",
            "body");

    private static final BulkInsert<Entry> JOURNAL = new BulkInsert<>(
            "journal",
            Stream.concat(OF_DELIVERY.stream(), Stream.of("id", "correlation_id"))
                    .toList(),
            entry -> 1024 + entry.delivery().body().length,
            JournalWriter::write);

    private final RecentRecords recent;

    @Inject
    JournalWriter(RecentRecords recent) {
        this.recent = recent;
    }

    /**
     * Keeps the first deliveries of events in the caller's transaction.
     *
     * @param entries in the order of their arrival, no event twice
     * @throws SQLException if they could not be kept; the transaction must then be rolled back
     */
    public void keep(Connection connection, List<Entry> entries) throws SQLException {
        JOURNAL.into(connection, entries);
        remember(entries);
    }

    /** Has records at hand for the moment in which the outbox asks for them. */
    void remember(List<Entry> kept) {
        Map<String, OutboxRecord> published = HashMap.newHashMap(kept.size());
        kept.stream()
                .filter(entry -> entry.delivery().purpose() == Purpose.EVENT)
                .forEach(entry -> published.put(entry.place().text(), JournalRecords.record(entry)));
        recent.keep(published);
    }

    private static void write(Entry entry, RowValues values) throws SQLException {
        write(entry.delivery(), values);
        values.bigint(entry.place().id()).text(entry.correlationId());
    }

    static void write(Delivery delivery, RowValues values) throws SQLException {
        RoutedEvent routed = delivery.routed();
        values.date(delivery.receivedOn())
                .timestamp(delivery.receivedAt())
                .text(delivery.environment().wire())
                .text(delivery.mode().wire())
                .text(delivery.subscription())
                .text(delivery.idSpace())
                .text(delivery.eventId())
                .text(routed.event().type())
                .text(routed.eventName().orElse(null))
                .text(delivery.purpose().stored())
                .text(delivery.origin().stored())
                .text(routed.topic().topicName())
                .text(routed.key())
                .text(routed.externalTenantId().orElse(null))
                .text(routed.caseId().orElse(null))
                .text(routed.caseReference().orElse(null))
                .timestamp(routed.occurredAt().orElse(null))
                .json(EventJson.write(delivery.headers()))
                .bytes(delivery.body());
    }

    /**
     * A delivery to keep.
     *
     * @param delivery the first one of its event
     * @param place where it is kept
     * @param correlationId what first caused it
     */
    public record Entry(Delivery delivery, JournalReference place, String correlationId) {}
}
