package dev.recoup.ingest.journal;

import dev.recoup.ingest.journal.Occurrences.Occurrence;
import dev.recoup.messaging.ColumnArray;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;

/** Counts deliveries, and thereby decides which one is the first of its event. */
@Singleton
public final class ReceivedEvents {

    /**
     * Counts the rows {@code numbered}, one for each event. Of parallel groups that hold the same event, the later one
     * waits here until the earlier one is committed, or takes its place if it is rolled back; the order of ids keeps
     * groups from waiting for each other. Served by the primary key.
     */
    // language=PostgreSQL
    static final String COUNTED = """
            insert into received_event
                (event_id, source, environment, mode, body_hash, first_received_at, last_received_at, times, number)
            select event_id, source, environment, mode, body_hash, received_at, last_at, times, number
            from numbered
            order by event_id, source
            on conflict (event_id, source) do update
                set times = received_event.times + excluded.times,
                    last_received_at = greatest(received_event.last_received_at, excluded.last_received_at)
            returning event_id, source, times, body_hash, number
            """;

    // Numbers are drawn in the order of arrival.
    // language=PostgreSQL
    private static final String COUNT = """
            with numbered as materialized (
                select event_id, source, environment, mode, body_hash, times, nextval('journal_number') as number,
                       timestamptz 'epoch' + received_at * interval '1 microsecond' as received_at,
                       timestamptz 'epoch' + last_at * interval '1 microsecond' as last_at
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[], ?::bigint[], ?::bigint[],
                            ?::bigint[])
                    as given (event_id, source, environment, mode, body_hash, received_at, last_at, times))
            """ + COUNTED;

    /**
     * Counts deliveries in the caller's transaction, which must hold nothing that another delivery may wait for.
     *
     * @param deliveries in the order of their arrival; an event may occur more than once
     * @return what each is, in the same order
     * @throws SQLException if they could not be counted; the transaction must then be rolled back
     */
    public List<Recorded> count(Connection connection, List<Delivery> deliveries) throws SQLException {
        Occurrences occurrences = new Occurrences(deliveries);
        Collection<Occurrence> events = occurrences.events();
        try (PreparedStatement insert = connection.prepareStatement(COUNT)) {
            insert.setArray(1, ColumnArray.ofText(connection, events, event -> event.first()
                    .eventId()));
            insert.setArray(2, ColumnArray.ofText(connection, events, event -> event.first()
                    .idSpace()));
            insert.setArray(3, ColumnArray.ofText(connection, events, event -> event.first()
                    .environment()
                    .wire()));
            insert.setArray(4, ColumnArray.ofText(connection, events, event -> event.first()
                    .mode()
                    .wire()));
            insert.setArray(5, ColumnArray.ofBytes(connection, events, Occurrence::bodyHash));
            insert.setArray(
                    6,
                    ColumnArray.ofNumbers(
                            connection, events, event -> micros(event.first().receivedAt())));
            insert.setArray(7, ColumnArray.ofNumbers(connection, events, event -> micros(event.lastAt())));
            insert.setArray(8, ColumnArray.ofNumbers(connection, events, Occurrence::times));
            try (ResultSet row = insert.executeQuery()) {
                while (row.next()) {
                    occurrences.counted(row);
                }
            }
        }
        return occurrences.recorded();
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
