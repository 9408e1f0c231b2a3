package dev.recoup.ingest.journal;

import dev.recoup.events.EventJson;
import dev.recoup.messaging.ColumnArray;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes the first deliveries of events into the journal. */
@Singleton
public final class JournalWriter {

    // language=PostgreSQL
    private static final String KEEP = """
            insert into journal
                (received_on, received_at, environment, mode, subscription, source, event_id, event_type, event_name,
                 purpose, origin, topic, record_key, external_tenant_id, case_id, case_reference, occurred_at,
                 correlation_id, headers, body)
            select (received_at at time zone 'UTC')::date, received_at, environment, mode, subscription, source,
                   event_id, event_type, event_name, purpose, origin, topic, record_key, external_tenant_id, case_id,
                   case_reference, occurred_at, correlation_id, headers, body
            from unnest(?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::timestamptz[], ?::text[], ?::jsonb[], ?::bytea[])
                with ordinality as given
                (received_at, environment, mode, subscription, source, event_id, event_type, event_name,
                 purpose, origin, topic, record_key, external_tenant_id, case_id, case_reference,
                 occurred_at, correlation_id, headers, body, place)
            order by place
            returning received_on, id, event_id, source
            """;

    /**
     * Keeps the first deliveries of events in the caller's transaction.
     *
     * @param entries in the order of their arrival, no event twice
     * @return where each is kept, in the same order
     * @throws SQLException if they could not be kept; the transaction must then be rolled back
     */
    public List<JournalReference> keep(Connection connection, List<Entry> entries) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(KEEP)) {
            bind(connection, insert, entries);
            try (ResultSet row = insert.executeQuery()) {
                Map<ReceivedEvent.Id, JournalReference> kept = HashMap.newHashMap(entries.size());
                while (row.next()) {
                    kept.put(
                            new ReceivedEvent.Id(row.getString(3), row.getString(4)),
                            JournalReference.first(row.getObject(1, LocalDate.class), row.getLong(2)));
                }
                return entries.stream()
                        .map(entry -> kept.get(new ReceivedEvent.Id(
                                entry.delivery().eventId(), entry.delivery().idSpace())))
                        .toList();
            }
        }
    }

    private static void bind(Connection connection, PreparedStatement insert, List<Entry> entries) throws SQLException {
        List<Function<Delivery, String>> texts = List.of(
                delivery -> delivery.receivedAt().toString(),
                delivery -> delivery.environment().wire(),
                delivery -> delivery.mode().wire(),
                Delivery::subscription,
                Delivery::idSpace,
                Delivery::eventId,
                delivery -> delivery.routed().event().type(),
                delivery -> delivery.routed().eventName().orElse(null),
                delivery -> delivery.purpose().stored(),
                delivery -> delivery.origin().stored(),
                delivery -> delivery.routed().topic().topicName(),
                delivery -> delivery.routed().key(),
                delivery -> delivery.routed().externalTenantId().orElse(null),
                delivery -> delivery.routed().caseId().orElse(null),
                delivery -> delivery.routed().caseReference().orElse(null),
                delivery ->
                        delivery.routed().occurredAt().map(Instant::toString).orElse(null));
        List<Delivery> deliveries = new ArrayList<>(entries.size());
        entries.forEach(entry -> deliveries.add(entry.delivery()));
        int parameter = 0;
        for (Function<Delivery, String> text : texts) {
            insert.setArray(++parameter, ColumnArray.ofText(connection, deliveries, text));
        }
        insert.setArray(++parameter, ColumnArray.ofText(connection, entries, Entry::correlationId));
        insert.setArray(++parameter, ColumnArray.ofText(connection, deliveries, delivery -> json(delivery.headers())));
        insert.setArray(++parameter, ColumnArray.ofBytes(connection, deliveries, Delivery::body));
    }

    private static String json(Map<String, String> headers) {
        return new String(EventJson.write(headers), StandardCharsets.UTF_8);
    }

    /**
     * A delivery to keep.
     *
     * @param delivery the first one of its event
     * @param correlationId what first caused it
     */
    public record Entry(Delivery delivery, String correlationId) {}
}
