package dev.recoup.ingest.journal;

import dev.recoup.ingest.journal.Recorded.FirstDelivery;
import dev.recoup.ingest.journal.Recorded.Redelivery;
import dev.recoup.ingest.journal.Recorded.Sameness;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which events deliveries tell of, how often each, and what that makes of every delivery. */
final class Occurrences {

    private final List<Delivery> deliveries;
    private final List<byte[]> hashes;
    private final Map<ReceivedEvent.Id, Occurrence> byEvent = new LinkedHashMap<>();
    private final Map<ReceivedEvent.Id, Known> known = new HashMap<>();

    /**
     * Counts them by their events.
     *
     * @param deliveries in the order of their arrival; an event may occur more than once
     */
    Occurrences(List<Delivery> deliveries) {
        this.deliveries = deliveries;
        this.hashes = new ArrayList<>(deliveries.size());
        for (Delivery delivery : deliveries) {
            byte[] hash = sha256(delivery.body());
            hashes.add(hash);
            byEvent.merge(id(delivery), Occurrence.once(delivery, hash), Occurrence::plus);
        }
    }

    /** Returns the events, in the order of their first deliveries. */
    Collection<Occurrence> events() {
        return byEvent.values();
    }

    /** Takes a row that {@link ReceivedEvents#COUNTED} returned: where the event stands with these deliveries. */
    void counted(ResultSet row) throws SQLException {
        ReceivedEvent.Id id = new ReceivedEvent.Id(row.getString(1), row.getString(2));
        int timesBefore = row.getInt(3) - byEvent.get(id).times();
        known.put(id, new Known(timesBefore, row.getBytes(4), row.getLong(5)));
    }

    /** Returns what each delivery is, in the order of their arrival, once all events were counted. */
    List<Recorded> recorded() {
        List<Recorded> recorded = new ArrayList<>(deliveries.size());
        for (int i = 0; i < deliveries.size(); i++) {
            Delivery delivery = deliveries.get(i);
            recorded.add(known.get(id(delivery)).next(delivery, hashes.get(i)));
        }
        return recorded;
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

    /**
     * An event among the deliveries.
     *
     * @param first its first delivery
     * @param bodyHash SHA-256 of that one's body
     * @param lastAt when the last one was received
     * @param times how many there are
     */
    record Occurrence(Delivery first, byte[] bodyHash, Instant lastAt, int times) {

        static Occurrence once(Delivery delivery, byte[] bodyHash) {
            return new Occurrence(delivery, bodyHash, delivery.receivedAt(), 1);
        }

        Occurrence plus(Occurrence later) {
            return new Occurrence(first, bodyHash, later.lastAt, times + later.times);
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
