package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.sandbox.unknowns.Behaviour;
import dev.recoup.sandbox.unknowns.Unknown;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WebhookTest {

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    @RegisterExtension
    static final RunningSandbox STRICT = RunningSandbox.refusingLoopback();

    private static final String ALL_EVENTS =
            "[\"client.onboarding.contract_signed\",\"case.created\",\"case.updated\",\"case.closed\"]";

    private Receiver receiver;

    @BeforeEach
    void start() {
        SANDBOX.control("/reset", "");
        receiver = new Receiver();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private JsonNode subscribe(String events, boolean testMode) {
        String body = "{\"url\":\"%s\",\"events\":%s,\"isTestMode\":%s}".formatted(receiver.url(), events, testMode);
        return SANDBOX.referral("POST", "/v1/Webhooks", body).json(200);
    }

    private static String submit(String tenant, String more) {
        return SANDBOX.submit(SANDBOX.readyClient(tenant), tenant, claim(tenant, "FR", "10", more))
                .json(200)
                .get("id")
                .asText();
    }

    private JsonNode subscription(JsonNode created) {
        return SANDBOX.referral("/v1/Webhooks/" + created.get("id").asText()).json(200);
    }

    private void awaitAttempts(int count) {
        await().untilAsserted(
                        () -> assertThat(SANDBOX.state().get("deliveries")).hasSize(count));
    }

    @Test
    void a_delivery_is_signed_over_its_raw_bytes_with_the_decoded_secret() throws Exception {
        SANDBOX.given(Unknown.CASE_EVENT_DATA, Behaviour.A);
        String secret = subscribe(ALL_EVENTS, false).get("secret").asText();
        String caseId = submit("signed", "");
        await().until(() -> receiver.deliveries().size() == 1);

        Receiver.Delivery delivery = receiver.deliveries().getFirst();
        String time = delivery.timestamp();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret), "HmacSHA256"));
        mac.update((time + "." + delivery.text()).getBytes(StandardCharsets.UTF_8));
        assertThat(delivery.signature())
                .isEqualTo("t=" + time + ",v1=" + HexFormat.of().formatHex(mac.doFinal()));
        assertThat(Long.parseLong(time))
                .isBetween(Instant.now().getEpochSecond() - 10, Instant.now().getEpochSecond());
        JsonNode envelope = new com.fasterxml.jackson.databind.ObjectMapper().readTree(delivery.text());
        assertThat(envelope.get("specVersion").asText()).isEqualTo("1.0");
        assertThat(envelope.get("event").asText()).isEqualTo("case.created").isEqualTo(delivery.event());
        assertThat(envelope.at("/data/caseId").asText()).isEqualTo(caseId);
        assertThat(envelope.at("/data/externalTenantId").asText()).isEqualTo("signed");
        assertThat(envelope.at("/data/creditorReference").isMissingNode()).isTrue();
    }

    @Test
    void closing_a_case_is_told_twice_and_with_labels() {
        SANDBOX.given(Unknown.EVENT_LIFECYCLE_TEXT, Behaviour.A);
        SANDBOX.given(Unknown.CASE_EVENT_KEYS, Behaviour.A);
        subscribe("[\"case.updated\",\"case.closed\"]", false);
        String caseId = submit("closing", "");
        SANDBOX.control("/cases/" + caseId + "/lifecycle", "{\"to\":\"NeedsAdditionalDetails\"}");
        SANDBOX.control("/cases/" + caseId + "/lifecycle", "{\"to\":\"Active\"}");
        SANDBOX.control("/cases/" + caseId + "/payments", "{\"amount\":\"10\"}");

        await().until(() -> receiver.deliveries().size() == 4);
        assertThat(receiver.events())
                .containsExactlyInAnyOrder("case.updated", "case.updated", "case.updated", "case.closed");
        assertThat(receiver.deliveries()).anySatisfy(delivery -> assertThat(delivery.text())
                .contains("\"oldLifecycle\":\"More Info Required\",\"newLifecycle\":\"Active\""));
        assertThat(receiver.deliveries())
                .anySatisfy(delivery -> assertThat(delivery.text()).contains("\"closeCode\":\"Paid\""));
    }

    @Test
    void a_subscription_hears_of_the_cases_of_its_mode_and_of_every_client() {
        subscribe(ALL_EVENTS, true);
        submit("live", "");
        submit("test", "\"isTest\":true,");
        SANDBOX.control("/clients", "{\"externalTenantId\":\"c\",\"name\":\"C\",\"email\":\"c@c.example\"}");
        SANDBOX.control("/clients/c", "{\"agreement\":\"signed\"}");

        await().until(() -> receiver.deliveries().size() == 2);
        assertThat(receiver.events()).containsExactlyInAnyOrder("case.created", "client.onboarding.contract_signed");
        assertThat(receiver.deliveries())
                .anySatisfy(delivery -> assertThat(delivery.text()).contains("\"externalTenantId\":\"test\""));
    }

    @Test
    void a_failed_delivery_is_retried_when_time_comes_with_the_same_bytes() {
        receiver.answer(503);
        subscribe(ALL_EVENTS, false);
        submit("retried", "");
        awaitAttempts(1);
        SANDBOX.control("/clock/advance", "{\"seconds\":50}");
        assertThat(receiver.deliveries()).hasSize(1);

        receiver.answer(204);
        SANDBOX.control("/clock/advance", "{\"seconds\":20}");

        awaitAttempts(2);
        assertThat(receiver.deliveries().get(1).body())
                .isEqualTo(receiver.deliveries().get(0).body());
        SANDBOX.control("/clock/advance", "{\"seconds\":10000}");
        assertThat(SANDBOX.state().at("/deliveries/1/attempt").asInt()).isEqualTo(2);
        assertThat(SANDBOX.state().at("/deliveries/1/status").asInt()).isEqualTo(204);
        assertThat(SANDBOX.state().get("deliveries")).hasSize(2);
    }

    @Test
    void eight_failures_switch_a_subscription_off_until_it_is_switched_on_again() {
        SANDBOX.given(Unknown.EVENTS_WHILE_DISABLED, Behaviour.A);
        receiver.answer(500);
        JsonNode created = subscribe(ALL_EVENTS, false);
        submit("down", "");
        SANDBOX.control("/clock/advance", "{\"seconds\":7200}");
        awaitAttempts(8);

        assertThat(subscription(created).get("isActive").asBoolean()).isFalse();
        assertThat(subscription(created).get("disabledReason").asText())
                .isEqualTo("Exceeded maximum retry attempts (8 failures)");
        submit("unheard", "");
        receiver.answer(200);
        SANDBOX.referral("PUT", "/v1/Webhooks/" + created.get("id").asText(), "{\"isActive\":true}")
                .json(200);
        submit("heard", "");
        awaitAttempts(9);
        assertThat(receiver.deliveries().getLast().text()).contains("\"externalTenantId\":\"heard\"");
    }

    @Test
    void gone_switches_a_subscription_off_at_once() {
        receiver.answer(410);
        JsonNode created = subscribe(ALL_EVENTS, false);
        submit("gone", "");
        awaitAttempts(1);

        assertThat(subscription(created).get("disabledReason").asText()).isEqualTo("Endpoint returned 410 Gone");
    }

    @Test
    void a_delivery_can_be_ordered_once_more() {
        subscribe(ALL_EVENTS, false);
        submit("again", "");
        awaitAttempts(1);
        String event = SANDBOX.state().at("/deliveries/0/eventId").asText();

        SANDBOX.control("/deliveries/" + event + "/redeliver", "");

        awaitAttempts(2);
        assertThat(SANDBOX.state().at("/deliveries/1/eventId").asText()).isEqualTo(event);
        assertThat(receiver.deliveries().get(1).text())
                .isEqualTo(receiver.deliveries().get(0).text());
    }

    @Test
    void a_secret_is_shown_at_creation_and_at_rotation_only() {
        JsonNode created = subscribe(ALL_EVENTS, false);
        String path = "/v1/Webhooks/" + created.get("id").asText();

        assertThat(Base64.getDecoder().decode(created.get("secret").asText())).hasSize(32);
        assertThat(SANDBOX.referral(path).json(200).get("secret").isNull()).isTrue();
        assertThat(SANDBOX.referral("PUT", path, "{\"isTestMode\":true}")
                        .json(200)
                        .get("secret")
                        .isNull())
                .isTrue();
        String rotated = SANDBOX.referral("PUT", path, "{\"regenerateSecret\":true}")
                .json(200)
                .get("secret")
                .asText();
        assertThat(rotated).isNotEqualTo(created.get("secret").asText());
        JsonNode listed = SANDBOX.referral("/v1/Webhooks").json(200);
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).get("secret").isNull()).isTrue();
        assertThat(SANDBOX.referral("DELETE", path, "").status()).isEqualTo(204);
        assertThat(SANDBOX.referral(path).status()).isEqualTo(404);
    }

    @Test
    void inner_addresses_foreign_ports_and_unknown_events_are_refused() {
        SANDBOX.given(Unknown.WEBHOOK_CREATED_STATUS, Behaviour.A);
        for (String url : List.of(
                "http://shop.example/h",
                "ftp://shop.example/h",
                "mailto:shop@shop.example",
                "https://10.0.0.1/h",
                "https://172.16.0.1/h",
                "https://172.31.255.255/h",
                "https://192.168.1.1:8443/h",
                "https://169.254.169.254/latest",
                "https://100.100.100.200/h",
                "https://metadata.google.internal/h",
                "https://0.0.0.0/h",
                "https://0x7f.1/h",
                "https://0177.0.0.1/h",
                "https://[fd00:ec2::254]/h",
                "https://[fe80::1]/h",
                "https://[::ffff:10.0.0.1]/h",
                "https://shop.localhost/h",
                "https://shop.example:9000/h",
                "https://shop.example:80/h",
                "https://shop.example/" + "a".repeat(1024))) {
            String body = "{\"url\":\"%s\",\"events\":[\"case.created\"]}".formatted(url);
            assertThat(SANDBOX.referral("POST", "/v1/Webhooks", body).status())
                    .as(url)
                    .isEqualTo(400);
        }
        for (String url : List.of(
                "https://shop.example/h",
                "HTTPS://Shop.example:443/h",
                "https://shop.example:8443/h?a=b",
                "https://172.32.0.1/h",
                "https://1.example/h")) {
            String body = "{\"url\":\"%s\",\"events\":[\"case.created\"]}".formatted(url);
            assertThat(SANDBOX.referral("POST", "/v1/Webhooks", body).status())
                    .as(url)
                    .isEqualTo(200);
        }
        for (String events : List.of("[\"payment.received\"]", "[\"payment.created\"]", "[]")) {
            String body = "{\"url\":\"https://shop.example/h\",\"events\":%s}".formatted(events);
            assertThat(SANDBOX.referral("POST", "/v1/Webhooks", body).status())
                    .as(events)
                    .isEqualTo(400);
        }
    }

    @Test
    void addresses_on_this_machine_are_refused_unless_allowed() {
        SANDBOX.given(Unknown.WEBHOOK_CREATED_STATUS, Behaviour.A);
        for (String url :
                List.of("http://127.0.0.1:8081/h", "https://localhost/h", "https://localhost./h", "https://[::1]/h")) {
            String body = "{\"url\":\"%s\",\"events\":[\"case.created\"]}".formatted(url);
            assertThat(STRICT.referral("POST", "/v1/Webhooks", body).json(400).has("Url"))
                    .as(url)
                    .isTrue();
            assertThat(SANDBOX.referral("POST", "/v1/Webhooks", body).status())
                    .as(url)
                    .isEqualTo(200);
        }
    }

    @Test
    void an_update_changes_what_it_names_only() {
        JsonNode created = subscribe("[\"case.created\"]", false);
        String path = "/v1/Webhooks/" + created.get("id").asText();

        JsonNode changed = SANDBOX.referral(
                        "PUT", path, "{\"events\":[\"case.closed\",\"client.linked\"],\"url\":null}")
                .json(200);

        assertThat(changed.get("events")).hasSize(2);
        assertThat(changed.get("url")).isEqualTo(created.get("url"));
        assertThat(changed.get("isActive").asBoolean()).isTrue();
        assertThat(changed.get("isTestMode").asBoolean()).isFalse();
        assertThat(SANDBOX.referral("PUT", path, "{\"events\":[\"chat.created\"]}")
                        .status())
                .isEqualTo(400);
        assertThat(SANDBOX.referral("PUT", path, "{\"url\":\"http://shop.example\"}")
                        .status())
                .isEqualTo(400);
        assertThat(SANDBOX.referral(path).json(200).get("events")).isEqualTo(changed.get("events"));
    }
}
