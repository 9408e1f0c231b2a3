package dev.recoup.ingest.creditors;

import static dev.recoup.ingest.WebhookSender.anyId;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.events.Environment;
import dev.recoup.events.EventJson;
import dev.recoup.events.EventMetadata;
import dev.recoup.events.EventType;
import dev.recoup.events.SnapshotVersion;
import dev.recoup.events.Topic;
import dev.recoup.events.clients.Attribution;
import dev.recoup.events.clients.ClientState;
import dev.recoup.events.clients.ClientStatus;
import dev.recoup.events.clients.KycStatus;
import dev.recoup.events.reconcile.ReconcileReason;
import dev.recoup.events.reconcile.ReconcileRequest;
import dev.recoup.events.reconcile.ReconcileScope;
import dev.recoup.ingest.Operator;
import dev.recoup.ingest.Rows;
import dev.recoup.ingest.WebhookSender;
import dev.recoup.testing.EventProbe;
import dev.recoup.testing.MutableClock;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.Sandbox;
import dev.recoup.testing.Sandbox.Behaviour;
import dev.recoup.testing.Sandbox.Played;
import dev.recoup.testing.Sandbox.Signature;
import dev.recoup.testing.Tokens;
import dev.recoup.testing.infra.PostgresServer.Database;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RecoupTest(service = "webhook-ingest-service")
class CreditorSubscriptionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    Sandbox sandbox;
    Tokens tokens;
    Database database;
    EventProbe probe;

    @Inject
    MutableClock clock;

    private Operator operator;
    private Rows rows;

    private Played pinned;

    @BeforeEach
    void begin() {
        // Where Debitura refuses the clients' tokens there, none of these subscriptions can be made.
        pinned = sandbox.play("webhook-tokens", Behaviour.A);
        operator = new Operator(tokens, sandbox);
        rows = new Rows(database);
    }

    @AfterEach
    void letGo() {
        pinned.close();
    }

    @Test
    void a_ready_client_gets_one_and_it_is_deleted_when_the_client_leaves() {
        String tenant = linkedClient();

        publish(tenant, ClientState.READY, 1);
        JsonNode made = operator.one(awaitState(tenant, "ACTIVE"));

        assertThat(made.get("kind").asText()).isEqualTo("creditor");
        assertThat(made.get("source").asText())
                .isEqualTo("/debitura/creditor/" + made.get("name").asText());
        assertThat(made.get("events"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("payment.created", "payment.deleted", "chat.created");
        assertThat(atDebitura(tenant)).hasSize(1);
        assertThat(rows.text("select correlation_id from correlation where subject = ?", tenant))
                .isEqualTo("corr-" + tenant);

        publish(tenant, ClientState.WITHDRAWN, 2);

        awaitState(tenant, "DELETED");
        assertThat(atDebitura(tenant)).isEmpty();
    }

    @Test
    void a_client_that_left_and_is_ready_again_gets_one_and_its_cases_are_read_again_since_then() {
        String tenant = linkedClient();
        publish(tenant, ClientState.READY, 1);
        awaitState(tenant, "ACTIVE");
        publish(tenant, ClientState.WITHDRAWN, 2);
        String name = awaitState(tenant, "DELETED");
        Instant missed = Instant.parse(operator.one(name).get("missedSince").asText());

        publish(tenant, ClientState.READY, 3);

        assertThat(awaitState(tenant, "ACTIVE")).isEqualTo(name);
        assertThat(atDebitura(tenant)).hasSize(1);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(requestsFor(tenant)).singleElement().satisfies(request -> {
                            assertThat(request.scope()).isEqualTo(ReconcileScope.CASES);
                            assertThat(request.missedSince()).contains(missed);
                        }));
    }

    @Test
    void one_that_was_switched_off_is_switched_on_again_and_the_clients_cases_are_read_again() {
        String tenant = linkedClient();
        publish(tenant, ClientState.READY, 1);
        String id = operator.one(awaitState(tenant, "ACTIVE")).get("debituraId").asText();

        atDebitura(tenant, "PATCH", id, "{\"isActive\":false}");

        awaitRequestFor(tenant);
        awaitState(tenant, "ACTIVE");
        assertThat(atDebitura(tenant)).singleElement().satisfies(there -> {
            assertThat(there.get("id").asText()).isEqualTo(id);
            assertThat(there.get("isActive").asBoolean()).isTrue();
        });
        assertThat(rows.count("select resumptions from webhook_subscription where external_tenant_id = ?", tenant))
                .isEqualTo(1);
        leave(tenant);
    }

    @Test
    void one_that_somebody_deleted_is_created_anew_and_the_clients_cases_are_read_again() {
        String tenant = linkedClient();
        publish(tenant, ClientState.READY, 1);
        String id = operator.one(awaitState(tenant, "ACTIVE")).get("debituraId").asText();

        atDebitura(tenant, "DELETE", id, "");

        awaitRequestFor(tenant);
        awaitState(tenant, "ACTIVE");
        assertThat(atDebitura(tenant))
                .singleElement()
                .satisfies(there -> assertThat(there.get("id").asText()).isNotEqualTo(id));
        leave(tenant);
    }

    @Test
    void a_token_of_a_client_sees_its_own_and_no_other() {
        String tenant = linkedClient();
        String other = linkedClient();
        publish(tenant, ClientState.READY, 1);
        publish(other, ClientState.READY, 1);
        String name = awaitState(tenant, "ACTIVE");
        String nameOfOther = awaitState(other, "ACTIVE");
        String ofOne = tokens.bearerForTenant(tenant, "support");

        assertThat(Operator.json(operator.call(ofOne, "GET", "/v1/subscriptions", ""))
                        .get("items"))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.get("name").asText()).isEqualTo(name);
                    assertThat(item.get("externalTenantId").asText()).isEqualTo(tenant);
                });
        assertThat(operator.call(ofOne, "GET", "/v1/subscriptions/" + name, "").statusCode())
                .isEqualTo(200);
        assertThat(operator.call(ofOne, "GET", "/v1/subscriptions/" + nameOfOther, "")
                        .statusCode())
                .isEqualTo(404);
        leave(tenant);
        leave(other);
    }

    @Test
    void its_test_delivery_arrives() {
        String tenant = linkedClient();
        publish(tenant, ClientState.READY, 1);
        String name = awaitState(tenant, "ACTIVE");

        JsonNode result = Operator.json(operator.call("POST", "/v1/subscriptions/" + name + "/tests", ""));

        assertThat(result.get("result").asText()).as(result.toString()).isEqualTo("RECEIVED");
        publish(tenant, ClientState.WITHDRAWN, 2);
        awaitState(tenant, "DELETED");
    }

    @Test
    void one_of_a_client_whose_link_is_gone_counts_as_deleted() {
        String tenant = linkedClient();
        publish(tenant, ClientState.READY, 1);
        awaitState(tenant, "ACTIVE");

        WebhookSender.exchange(HttpRequest.newBuilder(URI.create(sandbox.pagesUrl() + "/_sandbox/clients/" + tenant))
                .DELETE()
                .build());
        publish(tenant, ClientState.ARCHIVED, 2);

        awaitState(tenant, "DELETED");
    }

    @Test
    void a_client_that_is_not_ready_gets_none_and_a_late_older_snapshot_does_not_count() {
        String tenant = linkedClient();
        publish(tenant, ClientState.ARCHIVED, 5);
        String late = publish(tenant, ClientState.READY, 4);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(rows.count("select count(*) from inbox where event_id = ?", late))
                        .isEqualTo(1));
        assertThat(rows.text(
                        "select state || ' ' || version_number from client_standing where external_tenant_id = ?",
                        tenant))
                .isEqualTo("ARCHIVED 5");
        String other = linkedClient();
        publish(other, ClientState.READY, 1);
        awaitState(other, "ACTIVE");

        assertThat(rows.count("select count(*) from webhook_subscription where external_tenant_id = ?", tenant))
                .isZero();
    }

    @Test
    void while_debitura_refuses_the_clients_tokens_it_waits_and_says_why() {
        String tenant = linkedClient();
        try (Played refused = sandbox.play("webhook-tokens", Behaviour.B)) {
            publish(tenant, ClientState.READY, 1);

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            rows.text("select trouble from webhook_subscription where external_tenant_id = ?", tenant))
                    .contains("SECOND_UNAUTHORIZED"));
            assertThat(rows.text("select state from webhook_subscription where external_tenant_id = ?", tenant))
                    .isEqualTo("INTENDED");
        }

        clock.advance(Duration.ofHours(1));

        awaitState(tenant, "ACTIVE");
        assertThat(atDebitura(tenant)).hasSize(1);
    }

    private void leave(String tenant) {
        publish(tenant, ClientState.WITHDRAWN, 2);
        awaitState(tenant, "DELETED");
    }

    private void awaitRequestFor(String tenant) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(requestsFor(tenant)).singleElement().satisfies(request -> {
                            assertThat(request.scope()).isEqualTo(ReconcileScope.CASES);
                            assertThat(request.reason()).isEqualTo(ReconcileReason.SUBSCRIPTION_DISABLED);
                        }));
    }

    private List<ReconcileRequest> requestsFor(String tenant) {
        return probe.allOfKey(Topic.RECONCILE_REQUESTS, "CASES").stream()
                .map(record -> EventJson.read(record.value(), ReconcileRequest.class))
                .filter(request -> request.externalTenantId().equals(Optional.of(tenant)))
                .toList();
    }

    private String linkedClient() {
        String tenant = "ten-" + anyId();
        sandbox.seedClient(tenant, "Creditor Ltd", tenant + "@example.com", "DK", Signature.SIGNED);
        return tenant;
    }

    private String awaitState(String tenant, String state) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        rows.text("select state from webhook_subscription where external_tenant_id = ?", tenant))
                .isEqualTo(state));
        return rows.text("select name from webhook_subscription where external_tenant_id = ?", tenant);
    }

    private JsonNode atDebitura(String tenant) {
        return Operator.json(
                WebhookSender.exchange(HttpRequest.newBuilder(URI.create(sandbox.customerUrl() + "/webhooks"))
                        .header("Authorization", "Bearer " + sandbox.mint(tenant))
                        .build()));
    }

    private void atDebitura(String tenant, String method, String id, String body) {
        WebhookSender.exchange(HttpRequest.newBuilder(URI.create(sandbox.customerUrl() + "/webhooks/" + id))
                .header("Authorization", "Bearer " + sandbox.mint(tenant))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build());
    }

    private String publish(String tenant, ClientState state, long version) {
        String id = anyId();
        ClientStatus status = ClientStatus.builder()
                .externalTenantId(tenant)
                .environment(Environment.TEST)
                .state(state)
                .attribution(Attribution.ALL_CASES)
                .kycStatus(KycStatus.NOT_REQUIRED)
                .correlationId("corr-" + tenant)
                .version(SnapshotVersion.of(version))
                .updatedAt(Instant.now())
                .build();
        Map<String, String> headers = new LinkedHashMap<>();
        EventMetadata.of(EventType.CLIENT_STATUS_CHANGED, "/recoup/test", Environment.TEST, Instant.now())
                .id(id)
                .build()
                .toHeaders()
                .forEach((name, value) -> headers.put(name, new String(value, UTF_8)));
        probe.publish(Topic.CLIENT_STATUS, tenant, headers, new String(EventJson.write(status), UTF_8));
        return id;
    }
}
