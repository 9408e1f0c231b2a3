package dev.recoup.ingest.receive;

import dev.recoup.ingest.correlation.Correlations;
import dev.recoup.ingest.journal.Delivery;
import dev.recoup.ingest.journal.FewDeliveries;
import dev.recoup.ingest.journal.JournalReference;
import dev.recoup.ingest.journal.JournalWriter;
import dev.recoup.ingest.journal.JournalWriter.Entry;
import dev.recoup.ingest.journal.Kept;
import dev.recoup.ingest.journal.Purpose;
import dev.recoup.ingest.journal.ReceivedEvents;
import dev.recoup.ingest.journal.Recorded;
import dev.recoup.ingest.journal.Recorded.FirstDelivery;
import dev.recoup.messaging.Transactions;
import dev.recoup.messaging.outbox.Outbox;
import dev.recoup.messaging.outbox.OutboxReference;
import dev.recoup.messaging.outbox.OutboxRelay;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Makes deliveries durable: when {@link #accept} returns, they may be answered with success. */
@Singleton
class Acceptance {

    private final DataSource dataSource;
    private final Transactions transactions;
    private final FewDeliveries few;
    private final ReceivedEvents receivedEvents;
    private final Correlations correlations;
    private final JournalWriter journal;
    private final OutboxRelay relay;
    private final Outbox outbox = new Outbox();

    @Inject
    Acceptance(
            DataSource dataSource,
            Transactions transactions,
            FewDeliveries few,
            ReceivedEvents receivedEvents,
            Correlations correlations,
            JournalWriter journal,
            OutboxRelay relay) {
        this.dataSource = dataSource;
        this.transactions = transactions;
        this.few = few;
        this.receivedEvents = receivedEvents;
        this.correlations = correlations;
        this.journal = journal;
        this.relay = relay;
    }

    /**
     * Counts the deliveries and, of each event's first one, keeps and publishes what it says, in one transaction.
     *
     * @return what each delivery is, in the same order
     * @throws Exception if none of it was committed, or if that is not known
     */
    List<Accepted> accept(List<Delivery> deliveries) throws Exception {
        Kept kept = deliveries.size() <= FewDeliveries.MOST
                ? atOnce(deliveries)
                : transactions.inNewTransaction(connection -> inSteps(connection, deliveries));
        relay.wake();
        return accepted(deliveries, kept);
    }

    private Kept atOnce(List<Delivery> deliveries) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return few.keep(connection, deliveries);
        }
    }

    Kept inSteps(Connection connection, List<Delivery> deliveries) throws SQLException {
        List<Recorded> recorded = receivedEvents.count(connection, deliveries);
        List<Entry> entries = entries(connection, deliveries, recorded);
        if (!entries.isEmpty()) {
            journal.keep(connection, entries);
            publish(connection, entries);
        }
        return new Kept(recorded, entries);
    }

    private static List<Accepted> accepted(List<Delivery> deliveries, Kept kept) {
        Map<Delivery, String> correlationIds = new IdentityHashMap<>();
        kept.first().forEach(entry -> correlationIds.put(entry.delivery(), entry.correlationId()));
        List<Accepted> accepted = new ArrayList<>(deliveries.size());
        for (int i = 0; i < deliveries.size(); i++) {
            Delivery delivery = deliveries.get(i);
            accepted.add(
                    new Accepted(delivery, kept.recorded().get(i), Optional.ofNullable(correlationIds.get(delivery))));
        }
        return accepted;
    }

    private List<Entry> entries(Connection connection, List<Delivery> deliveries, List<Recorded> recorded)
            throws SQLException {
        List<Delivery> first = new ArrayList<>(deliveries.size());
        List<JournalReference> places = new ArrayList<>(deliveries.size());
        for (int i = 0; i < deliveries.size(); i++) {
            if (recorded.get(i) instanceof FirstDelivery(JournalReference place)) {
                first.add(deliveries.get(i));
                places.add(place);
            }
        }
        if (first.isEmpty()) {
            return List.of();
        }
        List<Optional<String>> correlationIds = correlations.find(
                connection, first.stream().map(Acceptance::question).toList());
        List<Entry> entries = new ArrayList<>(first.size());
        for (int i = 0; i < first.size(); i++) {
            Delivery delivery = first.get(i);
            entries.add(new Entry(delivery, places.get(i), correlationIds.get(i).orElse(delivery.eventId())));
        }
        return entries;
    }

    private static Correlations.Question question(Delivery delivery) {
        return new Correlations.Question(
                delivery.environment(),
                delivery.routed().externalTenantId(),
                delivery.routed().caseId());
    }

    private void publish(Connection connection, List<Entry> entries) throws SQLException {
        List<OutboxReference> references = entries.stream()
                .filter(entry -> entry.delivery().purpose() == Purpose.EVENT)
                .map(Acceptance::reference)
                .toList();
        if (!references.isEmpty()) {
            outbox.publishReferences(connection, references);
        }
    }

    private static OutboxReference reference(Entry entry) {
        Delivery delivery = entry.delivery();
        return OutboxReference.of(
                delivery.routed().topic().topicName(),
                delivery.routed().key(),
                entry.place().text(),
                delivery.body().length,
                delivery.eventId(),
                delivery.environment());
    }

    /**
     * A delivery that is durable.
     *
     * @param delivery the delivery
     * @param recorded whether it was the first of its event
     * @param correlationId what first caused it; empty for a repetition, which is not published
     */
    record Accepted(Delivery delivery, Recorded recorded, Optional<String> correlationId) {}
}
