package dev.recoup.ingest.journal;

import dev.recoup.ingest.correlation.Correlations;
import dev.recoup.ingest.journal.JournalWriter.Entry;
import dev.recoup.ingest.journal.Occurrences.Occurrence;
import dev.recoup.ingest.journal.Recorded.FirstDelivery;
import dev.recoup.messaging.ParameterValues;
import dev.recoup.messaging.RowValues;
import dev.recoup.messaging.outbox.OrderKey;
import dev.recoup.messaging.outbox.Outbox;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Counts, keeps and publishes a few deliveries in one statement. It commits by itself, so that a delivery that comes
 * alone costs one way to the database and back instead of five.
 */
@Singleton
public final class FewDeliveries {

    /** How many are few: beyond that, the steps that copy rows are cheaper. */
    public static final int MOST = 6;

    private static final String OF_DELIVERY = String.join(", ", JournalWriter.OF_DELIVERY);

    /** Of these columns the driver does not say of which type a value, or a null, is. */
    private static final Map<String, String> UNTYPED = Map.of("headers", "json", "occurred_at", "timestamptz");

    /** The first one is for one event, and so on. */
    private static final List<String> STATEMENTS =
            IntStream.rangeClosed(1, MOST).mapToObj(FewDeliveries::statement).toList();

    private final JournalWriter journal;

    @Inject
    FewDeliveries(JournalWriter journal) {
        this.journal = journal;
    }

    private static String statement(int events) {
        List<String> arrived = Stream.concat(
                        JournalWriter.OF_DELIVERY.stream(),
                        Stream.of("body_hash", "last_at", "times", "shard", "order_key"))
                .toList();
        String row = arrived.stream()
                .map(column -> UNTYPED.containsKey(column) ? "?::" + UNTYPED.get(column) : "?")
                .collect(Collectors.joining(", ", "(", ")"));
        // What is first has the number that was drawn for it, in the order of arrival. The reference is the text of
        // JournalReference.
        // language=PostgreSQL
        return """
                with arrived (%s) as (
                    values %s),
                numbered as materialized (
                    select arrived.*, nextval('journal_number') as number from arrived),
                counted as (
                    %s),
                first as materialized (
                    select given.*, coalesce(%s, given.event_id) as correlation_id,
                           given.event_id as ce_id, octet_length(given.body) as bytes,
                           to_char(given.received_on, 'YYYY-MM-DD/') || given.number as reference
                    from numbered given
                    join counted on counted.number = given.number
                    %s),
                kept as (
                    insert into journal (%s, id, correlation_id)
                    select %s, number, correlation_id from first order by number),
                published as (
                    %s)
                select counted.event_id, counted.source, counted.times, counted.body_hash, counted.number,
                       first.correlation_id
                from counted left join first on first.number = counted.number
                """.formatted(
                String.join(", ", arrived),
                String.join(", ", Collections.nCopies(events, row)),
                ReceivedEvents.COUNTED,
                Correlations.FOUND,
                Correlations.JOINED,
                OF_DELIVERY,
                OF_DELIVERY,
                Outbox.insertReferences("first where purpose = '" + Purpose.EVENT.stored() + "' order by number"));
    }

    /**
     * Makes deliveries durable.
     *
     * @param connection commits every statement by itself
     * @param deliveries in the order of their arrival, {@link #MOST} at the most; an event may occur more than once
     * @throws SQLException if none of them was kept, or if that is not known
     */
    public Kept keep(Connection connection, List<Delivery> deliveries) throws SQLException {
        Occurrences occurrences = new Occurrences(deliveries);
        Collection<Occurrence> events = occurrences.events();
        Map<Long, String> correlationIds = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(STATEMENTS.get(events.size() - 1))) {
            RowValues values = new ParameterValues(statement);
            for (Occurrence event : events) {
                write(event, values);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    occurrences.counted(row);
                    correlationIds.put(row.getLong(5), row.getString(6));
                }
            }
        }
        return kept(deliveries, occurrences.recorded(), correlationIds);
    }

    private static void write(Occurrence event, RowValues values) throws SQLException {
        Delivery delivery = event.first();
        OrderKey orderKey = OrderKey.of(
                delivery.routed().topic().topicName(), delivery.routed().key().getBytes(StandardCharsets.UTF_8));
        JournalWriter.write(delivery, values);
        values.bytes(event.bodyHash())
                .timestamp(event.lastAt())
                .integer(event.times())
                .smallint(orderKey.shard())
                .bigint(orderKey.hash());
    }

    private Kept kept(List<Delivery> deliveries, List<Recorded> recorded, Map<Long, String> correlationIds) {
        List<Entry> first = new ArrayList<>(deliveries.size());
        for (int i = 0; i < deliveries.size(); i++) {
            if (recorded.get(i) instanceof FirstDelivery(JournalReference place)) {
                first.add(new Entry(deliveries.get(i), place, correlationIds.get(place.id())));
            }
        }
        journal.remember(first);
        return new Kept(recorded, first);
    }
}
