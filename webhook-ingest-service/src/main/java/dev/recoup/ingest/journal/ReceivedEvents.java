package dev.recoup.ingest.journal;

import dev.recoup.ingest.journal.Recorded.FirstDelivery;
import dev.recoup.ingest.journal.Recorded.Redelivery;
import dev.recoup.ingest.journal.Recorded.Sameness;
import dev.recoup.messaging.ColumnArray;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts deliveries, and thereby decides which one is the first of its event. */
@Singleton
public final class ReceivedEvents {

    // Numbers are drawn in the order of arrival. Of parallel groups that hold the same event, the later one waits here
    // until the earlier one is committed, or takes its place if it is rolled back; the order of ids keeps groups from
    // waiting for each other. Served by the primary key.
    // language=PostgreSQL
    private static final String COUNT = """
            with numbered as materialized (
                select event_id, source, environment, mode, body_hash, times, nextval('journal_number') as number,
                       timestamptz 'epoch' + first_at * interval '1 microsecond' as first_at,
                       timestamptz 'epoch' + last_at * interval '1 microsecond' as last_at
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[], ?::bigint[], ?::bigint[],
                            ?::bigint[])
                    as given (event_id, source, environment, mode, body_hash, first_at, last_at, times))
            insert into received_event
                (event_id, source, environment, mode, body_hash, first_received_at, last_received_at, times, number)
            select event_id, source, environment, mode, body_hash, first_at, last_at, times, number
            from numbered
            order by event_id, source
            on conflict (event_id, source) do update
                set times = received_event.times + excluded.times,
                    last_received_at = greatest(received_event.last_received_at, excluded.last_received_at)
            returning event_id, source, times, body_hash, number
            """;

    /**
     * Counts deliveries in the caller's transaction, which must hold nothing that another delivery may wait for.
     *
     * @param deliveries in the order of their arrival; an event may occur more than once
     * @return what each is, in the same order
     * @throws SQLException if they could not be counted; the transaction must then be rolled back
     */
    public List<Recorded> count(Connection connection, List<Delivery> deliveries) throws SQLException {
        Map<ReceivedEvent.Id, Given> given = new LinkedHashMap<>();
        List<byte[]> hashes = new ArrayList<>(deliveries.size());
        for (Delivery delivery : deliveries) {
            byte[] hash = sha256(delivery.body());
            hashes.add(hash);
            given.merge(id(delivery), Given.once(delivery, hash), Given::plus);
        }
        Map<ReceivedEvent.Id, Known> known = count(connection, given);
        List<Recorded> recorded = new ArrayList<>(deliveries.size());
        for (int i = 0; i < deliveries.size(); i++) {
            Delivery delivery = deliveries.get(i);
            recorded.add(known.get(id(delivery)).next(delivery, hashes.get(i)));
        }
        return recorded;
    }

    private static Map<ReceivedEvent.Id, Known> count(Connection connection, Map<ReceivedEvent.Id, Given> given)
            throws SQLException {
        Collection<Given> events = given.values();
        try (PreparedStatement insert = connection.prepareStatement(COUNT)) {
            insert.setArray(1, ColumnArray.ofText(connection, events, event -> event.id()
                    .eventId()));
            insert.setArray(2, ColumnArray.ofText(connection, events, event -> event.id()
                    .source()));
            insert.setArray(3, ColumnArray.ofText(connection, events, Given::environment));
            insert.setArray(4, ColumnArray.ofText(connection, events, Given::mode));
            insert.setArray(5, ColumnArray.ofBytes(connection, events, Given::bodyHash));
            insert.setArray(6, ColumnArray.ofNumbers(connection, events, event -> micros(event.firstAt())));
            insert.setArray(7, ColumnArray.ofNumbers(connection, events, event -> micros(event.lastAt())));
            insert.setArray(8, ColumnArray.ofNumbers(connection, events, Given::times));
            try (ResultSet row = insert.executeQuery()) {
                Map<ReceivedEvent.Id, Known> known = HashMap.newHashMap(given.size());
                while (row.next()) {
                    ReceivedEvent.Id id = new ReceivedEvent.Id(row.getString(1), row.getString(2));
                    known.put(id, new Known(row.getInt(3) - given.get(id).times(), row.getBytes(4), row.getLong(5)));
                }
                return known;
            }
        }
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static ReceivedEvent.Id id(Delivery delivery) {
        return new ReceivedEvent.Id(delivery.eventId(), delivery.idSpace());
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }

    /** An event among the deliveries, with how often it occurs there. */
    private record Given(
            ReceivedEvent.Id id,
            String environment,
            String mode,
            byte[] bodyHash,
            Instant firstAt,
            Instant lastAt,
            int times) {

        static Given once(Delivery delivery, byte[] bodyHash) {
            return new Given(
                    ReceivedEvents.id(delivery),
                    delivery.environment().wire(),
                    delivery.mode().wire(),
                    bodyHash,
                    delivery.receivedAt(),
                    delivery.receivedAt(),
                    1);
        }

        Given plus(Given later) {
            return new Given(id, environment, mode, bodyHash, firstAt, later.lastAt, times + later.times);
        }
    }

    /** An event as it stood before these deliveries, counted up by one after the other. */
    private static final class Known {

        private final byte[] bodyHash;
        private final long number;
        private int times;

        Known(int timesBefore, byte[] bodyHash, long number) {
            this.times = timesBefore;
            this.bodyHash = bodyHash;
            this.number = number;
        }

        Recorded next(Delivery delivery, byte[] hash) {
            times++;
            return times == 1
                    ? new FirstDelivery(JournalReference.first(delivery.receivedOn(), number))
                    : new Redelivery(
                            times, MessageDigest.isEqual(bodyHash, hash) ? Sameness.SAME_BODY : Sameness.OTHER_BODY);
        }
    }
}
