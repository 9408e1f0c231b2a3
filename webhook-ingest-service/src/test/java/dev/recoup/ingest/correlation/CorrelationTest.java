package dev.recoup.ingest.correlation;

import static dev.recoup.ingest.WebhookSender.anyId;
import static dev.recoup.ingest.WebhookSender.envelope;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recoup.events.Environment;
import dev.recoup.events.EventJson;
import dev.recoup.events.EventMetadata;
import dev.recoup.events.EventType;
import dev.recoup.events.Mode;
import dev.recoup.events.SnapshotVersion;
import dev.recoup.events.Topic;
import dev.recoup.events.cases.CaseState;
import dev.recoup.events.cases.CaseStatus;
import dev.recoup.events.clients.Attribution;
import dev.recoup.events.clients.ClientState;
import dev.recoup.events.clients.ClientStatus;
import dev.recoup.events.clients.KycStatus;
import dev.recoup.ingest.Rows;
import dev.recoup.ingest.WebhookSender;
import dev.recoup.testing.EventProbe;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.infra.PostgresServer.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

@RecoupTest(service = "webhook-ingest-service")
class CorrelationTest {

    private static final Instant AT = Instant.parse("2026-06-02T08:00:00Z");

    private final WebhookSender live = new WebhookSender(WebhookSender.LIVE);
    private final WebhookSender test = new WebhookSender(WebhookSender.TEST);

    EventProbe probe;
    Database database;

    @Test
    void an_event_of_a_known_client_gets_the_clients_correlation_id_back() {
        String tenant = "ten-" + anyId();
        publishClient(tenant, "corr-client", 3);
        awaitKnown(tenant, "corr-client");
        String id = anyId();

        live.send(envelope(id, "client.linked", "{\"externalTenantId\":\"" + tenant + "\"}"));

        assertThat(correlationIdOf(Topic.DEBITURA_CLIENT_EVENTS, tenant)).isEqualTo("corr-client");
    }

    @Test
    void an_event_of_a_known_case_gets_the_cases_correlation_id_back_and_not_the_clients() {
        String tenant = "ten-" + anyId();
        String caseId = anyId();
        publishClient(tenant, "corr-of-the-client", 1);
        publishCase(tenant, caseId, Mode.LIVE, "corr-of-the-case", 1);
        awaitKnown(tenant, "corr-of-the-client");
        awaitKnown(caseId, "corr-of-the-case");

        live.send(caseEvent(tenant, caseId));

        assertThat(correlationIdOf(Topic.DEBITURA_CASE_EVENTS, caseId)).isEqualTo("corr-of-the-case");
    }

    @Test
    void an_event_of_a_known_test_case_gets_its_correlation_id_back() {
        String caseId = anyId();
        publishCase("ten-" + caseId, caseId, Mode.TEST, "corr-test-case", 1);
        awaitKnown(caseId, "corr-test-case");

        test.send(caseEvent("ten-" + caseId, caseId));

        assertThat(correlationIdOf(Topic.DEBITURA_CASE_EVENTS, caseId)).isEqualTo("corr-test-case");
    }

    @Test
    void an_event_of_an_unknown_case_falls_back_to_its_client() {
        String tenant = "ten-" + anyId();
        String caseId = anyId();
        publishClient(tenant, "corr-fallback", 1);
        awaitKnown(tenant, "corr-fallback");

        live.send(caseEvent(tenant, caseId));

        assertThat(correlationIdOf(Topic.DEBITURA_CASE_EVENTS, caseId)).isEqualTo("corr-fallback");
    }

    @Test
    void an_event_of_nobody_known_is_its_own_cause() {
        String id = anyId();
        String tenant = "ten-" + id;

        live.send(envelope(id, "client.linked", "{\"externalTenantId\":\"" + tenant + "\"}"));

        assertThat(correlationIdOf(Topic.DEBITURA_CLIENT_EVENTS, tenant)).isEqualTo(id);
    }

    @Test
    void a_late_older_snapshot_does_not_replace_a_newer_one() throws SQLException {
        String tenant = "ten-" + anyId();
        publishClient(tenant, "corr-new", 5);
        awaitKnown(tenant, "corr-new");

        awaitHandled(publishClient(tenant, "corr-old", 4));

        assertThat(known(tenant)).isEqualTo("corr-new");

        publishClient(tenant, "corr-newest", 6);

        awaitKnown(tenant, "corr-newest");
    }

    @Test
    void an_unreadable_snapshot_goes_to_the_dead_letters_and_its_neighbours_are_read() {
        String tenant = "ten-" + anyId();
        String unreadable = "{\"externalTenantId\":\"" + tenant + "\",";

        probe.publish(
                Topic.CLIENT_STATUS, tenant, headers(EventType.CLIENT_STATUS_CHANGED, Environment.TEST), unreadable);
        publishClient(tenant, "corr-after", 1);

        awaitKnown(tenant, "corr-after");
        EventProbe.ProbedRecord dead =
                probe.await(Topic.CLIENT_STATUS.deadLetterName("webhook-ingest-service"), record -> record.key()
                        .equals(tenant));
        assertThat(dead.value()).isEqualTo(unreadable.getBytes(UTF_8));
        assertThat(dead.header("recoup_dlq_code")).isEqualTo("UNREADABLE_VALUE");
    }

    @Test
    void a_tombstone_is_passed_over() {
        String tenant = "ten-" + anyId();

        probe.publish(
                Topic.CLIENT_STATUS.topicName(),
                tenant.getBytes(UTF_8),
                headers(EventType.CLIENT_STATUS_CHANGED, Environment.TEST),
                null);
        publishClient(tenant, "corr-behind-a-tombstone", 1);

        awaitKnown(tenant, "corr-behind-a-tombstone");
    }

    /** Publishes a snapshot and returns its event id. */
    private String publishClient(String tenant, String correlationId, long version) {
        ClientStatus status = ClientStatus.builder()
                .externalTenantId(tenant)
                .environment(Environment.TEST)
                .state(ClientState.READY)
                .attribution(Attribution.ALL_CASES)
                .kycStatus(KycStatus.NOT_REQUIRED)
                .correlationId(correlationId)
                .version(SnapshotVersion.of(version))
                .updatedAt(AT)
                .build();
        Map<String, String> headers = headers(EventType.CLIENT_STATUS_CHANGED, Environment.TEST);
        probe.publish(Topic.CLIENT_STATUS, tenant, headers, new String(EventJson.write(status), UTF_8));
        return headers.get("ce_id");
    }

    private void publishCase(String tenant, String caseId, Mode mode, String correlationId, long version) {
        CaseStatus status = CaseStatus.builder()
                .collectionId("request-" + caseId)
                .externalTenantId(tenant)
                .environment(Environment.TEST)
                .mode(mode)
                .state(CaseState.OPEN)
                .caseId(caseId)
                .correlationId(correlationId)
                .version(SnapshotVersion.of(version))
                .updatedAt(AT)
                .build();
        probe.publish(
                Topic.caseStatus(mode),
                "request-" + caseId,
                headers(EventType.CASE_STATUS_CHANGED, Environment.TEST),
                new String(EventJson.write(status), UTF_8));
    }

    private String correlationIdOf(Topic topic, String key) {
        return probe.awaitKey(topic, key, 1).getFirst().header("ce_correlationid");
    }

    private void awaitKnown(String subject, String correlationId) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(known(subject)).isEqualTo(correlationId));
    }

    private void awaitHandled(String eventId) {
        Rows rows = new Rows(database);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(rows.count("select count(*) from inbox where event_id = ?", eventId))
                        .isEqualTo(1));
    }

    private String known(String subject) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement query =
                        connection.prepareStatement("select correlation_id from correlation where subject = ?")) {
            query.setString(1, subject);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getString(1) : "unknown";
            }
        }
    }

    private static Map<String, String> headers(EventType type, Environment environment) {
        Map<String, String> headers = new LinkedHashMap<>();
        EventMetadata.of(type, "/recoup/test", environment, AT)
                .build()
                .toHeaders()
                .forEach((name, value) -> headers.put(name, new String(value, UTF_8)));
        return headers;
    }

    private static String caseEvent(String tenant, String caseId) {
        return envelope(
                anyId(), "case.updated", "{\"caseId\":\"" + caseId + "\",\"externalTenantId\":\"" + tenant + "\"}");
    }
}
