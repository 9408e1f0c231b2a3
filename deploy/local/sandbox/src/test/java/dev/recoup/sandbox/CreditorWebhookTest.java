package dev.recoup.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recoup.sandbox.RunningSandbox.Reply;
import dev.recoup.sandbox.unknowns.Behaviour;
import dev.recoup.sandbox.unknowns.Unknown;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CreditorWebhookTest {

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox("--delivery-timeout", "1");

    private static final String EVERYTHING = "[\"case.created\",\"case.updated\",\"case.closed\",\"payment.created\","
            + "\"payment.deleted\",\"chat.created\"]";

    private Receiver receiver;
    private String token;

    @BeforeEach
    void start() {
        SANDBOX.control("/reset", "");
        SANDBOX.given(Unknown.WEBHOOK_TOKENS, Behaviour.A);
        receiver = new Receiver();
        token = SANDBOX.readyClient("mine");
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private JsonNode subscribe(boolean testMode) {
        return subscribe(token, receiver.url(), testMode);
    }

    private static JsonNode subscribe(String token, String url, boolean testMode) {
        String body = "{\"url\":\"%s\",\"events\":%s,\"isTestMode\":%s}".formatted(url, EVERYTHING, testMode);
        return SANDBOX.customer(token, "POST", "/webhooks", body).json(201);
    }

    private String submit(String reference, String more) {
        return SANDBOX.submit(token, reference, RunningSandbox.claim(reference, "FR", "100", more))
                .json(200)
                .get("id")
                .asText();
    }

    private String submitTest(String reference) {
        return submit(reference, "\"isTest\":true,");
    }

    private Reply call(String method, String path, String body) {
        return SANDBOX.customer(token, method, path, body);
    }

    private JsonNode log(String caseId) {
        return call("GET", "/webhooks/events?caseId=" + caseId, "").json(200);
    }

    private static JsonNode envelope(Receiver.Delivery delivery) throws IOException {
        return new ObjectMapper().readTree(delivery.body());
    }

    @Test
    void a_creditor_hears_of_its_own_cases_signed() throws IOException {
        String other = SANDBOX.readyClient("other");
        String secret = subscribe(false).get("secret").asText();
        SANDBOX.submit(other, "o", RunningSandbox.claim("OTHER")).json(200);
        String caseId = submit("MINE", "");

        await().until(() -> receiver.deliveries().size() == 1);
        Receiver.Delivery delivery = receiver.deliveries().getFirst();
        JsonNode envelope = envelope(delivery);
        assertThat(delivery.event()).isEqualTo("case.created");
        assertThat(envelope.get("event").asText()).isEqualTo("case.created");
        assertThat(envelope.at("/data/caseId").asText()).isEqualTo(caseId);
        assertThat(envelope.at("/data/reference").asText()).hasSize(8);
        assertThat(envelope.at("/data/externalTenantId").isMissingNode()).isTrue();
        assertThat(envelope.at("/links/self").asText()).endsWith("/cases/" + caseId);
        assertThat(delivery.isSignedWith(secret)).isTrue();
    }

    @Test
    void a_payment_a_reversal_and_a_chat_are_told() throws IOException {
        subscribe(false);
        String caseId = submit("MONEY", "");
        String payment = SANDBOX.control("/cases/" + caseId + "/payments", "{\"amount\":\"40\"}")
                .get("id")
                .asText();
        SANDBOX.control("DELETE", "/payments/" + payment, "").json(200);
        call("POST", "/cases/" + caseId + "/chats", "{\"message\":\"Hello\",\"userEmail\":\"mine@ready.example\"}")
                .json(200);

        await().until(() -> receiver.deliveries().size() == 4);
        assertThat(receiver.events())
                .containsExactlyInAnyOrder("case.created", "payment.created", "payment.deleted", "chat.created");
        for (Receiver.Delivery delivery : receiver.deliveries()) {
            assertThat(envelope(delivery).at("/data/caseId").asText()).isEqualTo(caseId);
        }
    }

    @Test
    void advancing_a_test_case_is_told_to_test_subscriptions_only() {
        Receiver live = new Receiver();
        subscribe(true);
        subscribe(token, live.url(), false);
        String caseId = submitTest("ADVANCED");
        call("POST", "/test/cases/" + caseId + "/advance", "{\"to\":\"Active\"}")
                .json(200);
        call("POST", "/test/cases/" + caseId + "/advance", "{\"to\":\"Closed:Paid\",\"amount\":100}")
                .json(200);
        call("POST", "/test/cases/" + caseId + "/advance", "{\"to\":\"Closed:Paid\",\"amount\":100}")
                .json(200);

        await().until(() -> receiver.deliveries().size() == 5);
        assertThat(receiver.events())
                .containsExactlyInAnyOrder(
                        "case.created", "case.updated", "payment.created", "case.updated", "case.closed");
        assertThat(receiver.deliveries())
                .allSatisfy(delivery -> assertThat(delivery.test()).isNull());
        assertThat(live.deliveries()).isEmpty();
        live.close();
    }

    @Test
    void a_subscription_is_changed_except_for_its_events_and_goes_when_deleted() {
        JsonNode created = subscribe(false);
        String path = "/webhooks/" + created.get("id").asText();
        String stranger = SANDBOX.readyClient("stranger");

        assertThat(created.get("secret").asText()).isNotBlank();
        assertThat(call("GET", path, "").json(200).get("secret").isNull()).isTrue();
        assertThat(call("GET", "/webhooks", "").json(200)).hasSize(1);
        assertThat(SANDBOX.customer(stranger, "GET", path, "").status()).isEqualTo(404);
        assertThat(SANDBOX.customer(stranger, "GET", "/webhooks", "").json(200)).isEmpty();
        assertThat(call("PATCH", path, "{\"events\":[\"case.closed\"]}")
                        .json(400)
                        .has("Events"))
                .isTrue();
        assertThat(call("PATCH", path, "{\"url\":\"https://10.0.0.1/\"}")
                        .json(400)
                        .has("Url"))
                .isTrue();
        JsonNode changed = call("PATCH", path, "{\"isTestMode\":true,\"isActive\":false,\"events\":null}")
                .json(200);
        assertThat(changed.get("isTestMode").asBoolean()).isTrue();
        assertThat(changed.get("isActive").asBoolean()).isFalse();
        assertThat(changed.get("secret").isNull()).isTrue();
        assertThat(call("PATCH", path, "{\"regenerateSecret\":true}")
                        .json(200)
                        .get("secret")
                        .asText())
                .isNotBlank()
                .isNotEqualTo(created.get("secret").asText());
        assertThat(call("DELETE", path, "").status()).isEqualTo(204);
        assertThat(call("GET", path, "").status()).isEqualTo(404);
        assertThat(call("POST", "/webhooks", "{\"url\":\"https://a.example/\",\"events\":[\"client.linked\"]}")
                        .json(400)
                        .has("Events"))
                .isTrue();
    }

    @Test
    void the_log_tells_newest_first_what_became_of_each_event() {
        subscribe(false);
        String caseId = submit("LOGGED", "");
        await().until(() -> receiver.deliveries().size() == 1);
        receiver.answer(503);
        SANDBOX.control("/clock/advance", "{\"seconds\":10}");
        SANDBOX.control("/cases/" + caseId + "/lifecycle", "{\"to\":\"Active\"}");
        await().until(() -> log(caseId).get(0).get("attemptCount").asInt() == 1);

        JsonNode log = log(caseId);
        assertThat(log).hasSize(2);
        assertThat(log.get(0).get("eventType").asText()).isEqualTo("case.updated");
        assertThat(log.get(0).get("deliveredAt").isNull()).isTrue();
        assertThat(log.get(0).get("lastResponseCode").asInt()).isEqualTo(503);
        assertThat(log.get(0).get("lastError").asText()).isEqualTo("HTTP 503: Service Unavailable");
        assertThat(log.get(1).get("eventType").asText()).isEqualTo("case.created");
        assertThat(log.get(1).get("deliveredAt").isNull()).isFalse();
        assertThat(log.get(1).get("lastError").isNull()).isTrue();
        assertThat(log.get(1).get("payload").asText())
                .isEqualTo(receiver.deliveries().getFirst().text());
        String since = log.get(0).get("createdAt").asText();
        assertThat(call("GET", "/webhooks/events?caseId=" + caseId + "&since=" + since, "")
                        .json(200))
                .hasSize(1);
        assertThat(call("GET", "/webhooks/events", "").status()).isEqualTo(400);
        String stranger = SANDBOX.readyClient("curious");
        assertThat(SANDBOX.customer(stranger, "GET", "/webhooks/events?caseId=" + caseId, "")
                        .json(200))
                .isEmpty();
    }

    @Test
    void a_replay_is_a_fresh_first_attempt_with_the_same_bytes_and_a_mark() {
        subscribe(false);
        String caseId = submit("REPLAYED", "");
        await().until(() -> receiver.deliveries().size() == 1);
        String record = log(caseId).get(0).get("id").asText();
        receiver.answer(500);

        JsonNode replayed =
                call("POST", "/webhooks/events/" + record + "/replay", "").json(200);

        assertThat(replayed.get("eventId").asText()).isEqualTo(record);
        assertThat(replayed.get("eventType").asText()).isEqualTo("case.created");
        await().until(() -> SANDBOX.state().get("deliveries").size() == 2);
        receiver.answer(200);
        SANDBOX.control("/clock/advance", "{\"seconds\":70}");
        await().until(() -> SANDBOX.state().get("deliveries").size() == 3);
        assertThat(receiver.deliveries().get(0).replay()).isNull();
        assertThat(receiver.deliveries().get(1).replay()).isEqualTo("true");
        assertThat(receiver.deliveries().get(2).replay()).isEqualTo("true");
        assertThat(receiver.deliveries().get(2).text())
                .isEqualTo(receiver.deliveries().get(0).text());
        assertThat(SANDBOX.state().at("/deliveries/1/attempt").asInt()).isEqualTo(1);
        assertThat(SANDBOX.state().at("/deliveries/2/attempt").asInt()).isEqualTo(2);
        String stranger = SANDBOX.readyClient("replayer");
        assertThat(SANDBOX.customer(stranger, "POST", "/webhooks/events/" + record + "/replay", "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_made_up_event_tests_the_receiver_now() throws IOException {
        String id = subscribe(false).get("id").asText();
        JsonNode good = call("POST", "/webhooks/" + id + "/test", "").json(200);
        receiver.answer(418);
        JsonNode bad = call("POST", "/webhooks/" + id + "/test", "").json(200);

        assertThat(good.get("success").asBoolean()).isTrue();
        assertThat(good.get("httpStatusCode").asInt()).isEqualTo(200);
        assertThat(good.get("errorCategory").isNull()).isTrue();
        assertThat(receiver.deliveries().getFirst().test()).isEqualTo("true");
        assertThat(good.get("testPayload"))
                .isEqualTo(envelope(receiver.deliveries().getFirst()));
        assertThat(bad.get("success").asBoolean()).isFalse();
        assertThat(bad.get("httpStatusCode").asInt()).isEqualTo(418);
        assertThat(bad.get("errorCategory").asText()).isEqualTo("HttpError");
        assertThat(call("GET", "/webhooks/" + id, "").json(200).get("isActive").asBoolean())
                .isTrue();
        assertThat(call("POST", "/webhooks/" + id + ":test", "")
                        .json(200)
                        .get("httpStatusCode")
                        .asInt())
                .isEqualTo(418);
        assertThat(call("POST", "/webhooks/00000000-0000-0000-0000-000000000001/test", "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_receiver_that_is_not_there_or_never_answers_is_named() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            String id = subscribe(token, "http://127.0.0.1:" + silent.getLocalPort() + "/", false)
                    .get("id")
                    .asText();
            JsonNode late = call("POST", "/webhooks/" + id + "/test", "").json(200);
            assertThat(late.get("errorCategory").asText()).isEqualTo("TimeoutError");
            assertThat(late.get("httpStatusCode").isNull()).isTrue();
            assertThat(late.get("durationMs").asInt()).isGreaterThanOrEqualTo(990);
        }
        receiver.close();
        String id = subscribe(false).get("id").asText();
        JsonNode away = call("POST", "/webhooks/" + id + "/test", "").json(200);
        assertThat(away.get("errorCategory").asText()).isEqualTo("NetworkError");
        assertThat(away.get("errorMessage").asText()).isEqualTo("Cannot reach endpoint");
        receiver = new Receiver();
    }

    @Test
    void an_event_is_fired_for_a_test_case_where_it_stands() throws IOException {
        SANDBOX.given(Unknown.CASE_EVENT_KEYS, Behaviour.A);
        String subscription = subscribe(true).get("id").asText();
        String caseId = submitTest("FIRED");
        await().until(() -> receiver.deliveries().size() == 1);

        assertThat(fire("case.updated", caseId, "")
                        .json(200)
                        .get("enqueuedCount")
                        .asInt())
                .isEqualTo(1);
        await().until(() -> receiver.deliveries().size() == 2);
        JsonNode data = envelope(receiver.deliveries().get(1)).get("data");
        assertThat(data.get("oldLifecycle").asText())
                .isNotBlank()
                .isEqualTo(data.get("newLifecycle").asText());
        assertThat(receiver.deliveries().get(1).test()).isEqualTo("true");
        for (String nothing : List.of("payment.created", "payment.deleted", "chat.created")) {
            assertThat(fire(nothing, caseId, "").status()).as(nothing).isEqualTo(422);
        }
        SANDBOX.control("/cases/" + caseId + "/payments", "{\"amount\":\"10\"}");
        assertThat(fire("payment.created", caseId, ",\"subscriptionId\":\"" + subscription + "\"")
                        .json(200)
                        .get("enqueuedCount")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void firing_is_refused_for_live_cases_strangers_and_foreign_subscriptions() {
        String live = submit("LIVE", "");
        String caseId = submitTest("GUARDED");
        String liveSubscription = subscribe(false).get("id").asText();

        assertThat(fire("case.created", live, "").status()).isEqualTo(400);
        assertThat(fire("client.linked", caseId, "").status()).isEqualTo(400);
        assertThat(fire("case.created", caseId, ",\"subscriptionId\":\"" + liveSubscription + "\"")
                        .status())
                .isEqualTo(400);
        assertThat(fire("case.created", "00000000-0000-0000-0000-000000000001", "")
                        .status())
                .isEqualTo(404);
        assertThat(fire("case.created", caseId, "")
                        .json(200)
                        .get("enqueuedCount")
                        .asInt())
                .isZero();
    }

    private Reply fire(String event, String caseId, String more) {
        return call(
                "POST", "/test/webhooks/fire", "{\"event\":\"%s\",\"caseId\":\"%s\"%s}".formatted(event, caseId, more));
    }

    @Test
    void a_creditor_with_a_key_of_its_own_has_subscriptions_of_its_own() {
        Map<String, String> key = Map.of("XApiKey", "sandbox-creditor-key", "Content-Type", "application/json");
        String body = "{\"url\":\"%s\",\"events\":[\"case.created\"]}".formatted(receiver.url());
        SANDBOX.customerWith(key, "POST", "/webhooks", body).json(201);
        submit("NOT-ITS", "");
        SANDBOX.customerWith(key, "POST", "/cases", RunningSandbox.claim("ITS")).json(200);

        await().until(() -> receiver.deliveries().size() == 1);
        assertThat(SANDBOX.state().get("deliveries")).hasSize(1);
    }
}
