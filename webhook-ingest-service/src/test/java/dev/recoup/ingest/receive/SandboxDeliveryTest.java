package dev.recoup.ingest.receive;

import static dev.recoup.ingest.WebhookSender.anyId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recoup.events.Topic;
import dev.recoup.testing.EventProbe;
import dev.recoup.testing.EventProbe.ProbedRecord;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.Sandbox;
import dev.recoup.testing.infra.PostgresServer.Database;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The sandbox signs with code of its own: both sides read the guide for themselves. */
@RecoupTest(service = "webhook-ingest-service")
class SandboxDeliveryTest {

    private static final String LIVE = "/debitura/referral/referral-live";

    Sandbox sandbox;
    EventProbe probe;
    Database database;

    @Test
    void what_debitura_signs_and_sends_arrives_and_arrives_once_when_sent_twice() throws SQLException {
        String tenant = "ten-" + anyId();
        sandbox.seedClient(tenant, "Webhook Ltd", tenant + "@example.com", "DK", Sandbox.Signature.MISSING);
        sandbox.submitForm(URI.create(sandbox.client(tenant).orElseThrow().onboardingUrl()));

        ProbedRecord record = probe.await(
                Topic.DEBITURA_CLIENT_EVENTS,
                candidate -> candidate.key().equals(tenant)
                        && candidate.header("ce_source").equals(LIVE)
                        && candidate.header("ce_type").equals("com.debitura.client.onboarding.contract_signed"));
        String eventId = record.header("ce_id");
        sandbox.redeliver(eventId);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(sandbox.state().deliveries())
                        .filteredOn(delivery -> delivery.eventId().equals(eventId))
                        .as("two for each subscription: events of clients know no mode")
                        .hasSizeGreaterThanOrEqualTo(4)
                        .allMatch(delivery -> delivery.status() == 200));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(number(
                        "select times from received_event where event_id = ? and source = '" + LIVE + "'", eventId))
                .isEqualTo(2));
        assertThat(number("select count(*) from outbox where ce_id = ?", eventId))
                .isZero();
        assertThat(probe.allOfKey(Topic.DEBITURA_CLIENT_EVENTS, tenant))
                .filteredOn(candidate -> candidate.header("ce_id").equals(eventId))
                .extracting(candidate -> candidate.header("ce_source"))
                .contains(LIVE, "/debitura/referral/referral-test")
                .doesNotHaveDuplicates();
    }

    private long number(String sql, String parameter) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, parameter);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
