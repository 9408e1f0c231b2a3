package dev.recoup.ingest.journal;

import static dev.recoup.ingest.WebhookSender.anyId;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.events.Environment;
import dev.recoup.events.Mode;
import dev.recoup.ingest.journal.JournalWriter.Entry;
import dev.recoup.ingest.routing.Routing;
import dev.recoup.messaging.Transactions;
import dev.recoup.messaging.outbox.OutboxRecord;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.infra.PostgresServer.Database;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@RecoupTest(service = "webhook-ingest-service")
class JournalRecordsTest {

    Database database;

    @Inject
    Transactions transactions;

    @Inject
    ReceivedEvents receivedEvents;

    @Test
    void a_record_is_the_same_whether_it_is_remembered_or_read_back() throws Exception {
        RecentRecords recent = new RecentRecords();
        List<Entry> entries = List.of(
                entry(
                        Origin.SENT,
                        "{'id':'%s','event':'case.updated','timestamp':'2026-06-02T08:00:11.1234567Z',"
                                + "'data':{'caseId':'case-r','externalTenantId':'ten-r'}}"),
                entry(Origin.REPLAYED, "{'id':'%s','event':'client.linked','data':{'externalTenantId':'ten-r'}}"),
                entry(Origin.SENT, "{'id':'%s','event':'something.new'}"));
        keep(recent, entries);

        for (Entry entry : entries) {
            String reference = entry.place().text();
            OutboxRecord remembered = find(recent, reference);
            assertThat(recent.take(reference)).isEmpty();

            assertThat(find(recent, reference)).usingRecursiveComparison().isEqualTo(remembered);
        }
    }

    @Test
    void the_oldest_make_room_and_large_ones_are_not_remembered() {
        RecentRecords recent = new RecentRecords();
        for (int i = 0; i < 200; i++) {
            recent.keep(Map.of("place-" + i, record(60_000)));
        }
        recent.keep(Map.of("large", record(100_000)));

        assertThat(recent.take("large")).isEmpty();
        assertThat(recent.take("place-0")).isEmpty();
        assertThat(recent.take("place-199")).isPresent();
        // 4 MB hold 68 of 61,024 bytes each
        assertThat(recent.take("place-131")).isEmpty();
        assertThat(recent.take("place-132")).isPresent();
    }

    private Entry entry(Origin origin, String body) throws Exception {
        byte[] bytes = body.replace('\'', '"').formatted(anyId()).getBytes(UTF_8);
        Delivery delivery = new Delivery(
                "referral-live",
                "/debitura/referral/referral-live",
                Environment.TEST,
                Mode.LIVE,
                Purpose.EVENT,
                origin,
                Instant.parse("2026-06-02T08:00:12.123456Z"),
                Map.of(),
                bytes,
                Routing.of(bytes, Optional.empty()));
        Recorded recorded = transactions.inNewTransaction(connection ->
                receivedEvents.count(connection, List.of(delivery)).getFirst());
        return new Entry(delivery, ((Recorded.FirstDelivery) recorded).place(), "what-caused-it");
    }

    private void keep(RecentRecords recent, List<Entry> entries) throws Exception {
        transactions.inNewTransaction(connection -> {
            new JournalWriter(recent).keep(connection, entries);
            return entries;
        });
    }

    private OutboxRecord find(RecentRecords recent, String reference) throws Exception {
        try (Connection connection = database.connect()) {
            return new JournalRecords(recent)
                    .find(connection, List.of(reference))
                    .get(reference);
        }
    }

    private static OutboxRecord record(int bytes) {
        return OutboxRecord.of("topic", "key", List.of(), new byte[bytes], "id", Environment.TEST);
    }
}
