package dev.recoup.ingest.support;

import static dev.recoup.ingest.WebhookSender.anyId;
import static dev.recoup.ingest.WebhookSender.envelope;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recoup.ingest.WebhookSender;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.Tokens;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@RecoupTest(service = "webhook-ingest-service")
class EventsResourceTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final WebhookSender live = new WebhookSender(WebhookSender.LIVE);

    Tokens tokens;

    @Test
    void support_sees_an_event_its_way_and_its_body() throws Exception {
        String id = anyId();
        String tenant = "ten-" + id;
        String body = envelope(id, "client.linked", "{ \"externalTenantId\":\"" + tenant + "\",\"x\":\"Ærø\"}");
        live.send(body, "X-Debitura-Event", "client.linked", "Content-Type", "application/json");
        live.send(body);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> entries(id).get(0).get("publication").asText().equals("PUBLISHED"));

        JsonNode entries = entries(id);
        assertThat(entries).hasSize(1);
        JsonNode entry = entries.get(0);
        assertThat(entry.get("eventId").asText()).isEqualTo(id);
        assertThat(entry.get("subscription").asText()).isEqualTo("referral-live");
        assertThat(entry.get("source").asText()).isEqualTo("/debitura/referral/referral-live");
        assertThat(entry.get("eventName").asText()).isEqualTo("client.linked");
        assertThat(entry.get("environment").asText()).isEqualTo("test");
        assertThat(entry.get("mode").asText()).isEqualTo("live");
        assertThat(entry.get("purpose").asText()).isEqualTo("event");
        assertThat(entry.get("origin").asText()).isEqualTo("sent");
        assertThat(entry.get("externalTenantId").asText()).isEqualTo(tenant);
        assertThat(entry.get("occurredAt").asText()).isEqualTo("2026-06-02T08:00:11Z");
        assertThat(entry.get("times").asInt()).isEqualTo(2);
        assertThat(entry.get("topic").asText()).isEqualTo("debitura.client-events.v1");
        assertThat(entry.get("key").asText()).isEqualTo(tenant);
        assertThat(entry.get("correlationId").asText()).isEqualTo(id);
        assertThat(entry.get("headers").get("X-Debitura-Event").asText()).isEqualTo("client.linked");
        assertThat(entry.get("headers").get("Content-Type").asText()).isEqualTo("application/json");
        assertThat(entry.get("body").asText()).isEqualTo(body);
    }

    @Test
    void a_test_delivery_is_shown_as_never_published() throws Exception {
        String id = anyId();
        live.send(envelope(id, "client.linked", "{\"externalTenantId\":\"ten\"}"), "X-Debitura-Test", "true");

        JsonNode entry = entries(id).get(0);

        assertThat(entry.get("purpose").asText()).isEqualTo("test");
        assertThat(entry.get("publication").asText()).isEqualTo("NEVER");
        assertThat(entry.get("source").asText()).isEqualTo("/debitura/referral/referral-live#test");
    }

    @Test
    void a_body_that_is_no_text_is_shown_as_bytes_under_the_id_of_its_bytes() throws Exception {
        byte[] noText = ("\u00ff\u00fe" + anyId()).getBytes(ISO_8859_1);

        HttpResponse<String> answer = live.send(noText);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        JsonNode entries = entries(idOf(noText));
        assertThat(entries).hasSize(1);
        JsonNode entry = entries.get(0);
        assertThat(entry.hasNonNull("body")).isFalse();
        assertThat(Base64.getDecoder().decode(entry.get("bodyBase64").asText())).isEqualTo(noText);
        assertThat(entry.get("topic").asText()).isEqualTo("debitura.other-events.v1");
    }

    @Test
    void an_unknown_event_is_not_found() throws Exception {
        HttpResponse<String> answer = get(anyId(), tokens.bearer("support"));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(JSON.readTree(answer.body()).get("detail").asText()).startsWith("No event of that id");
    }

    @Test
    void only_support_may_look() {
        String id = anyId();
        live.send(envelope(id, "client.linked", "{\"externalTenantId\":\"ten\"}"));

        assertThat(get(id, "Bearer nonsense").statusCode()).isEqualTo(401);
        assertThat(get(id, tokens.bearer("collections-read", "collections-write", "revenue-read"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(get(id, tokens.bearer("support")).statusCode()).isEqualTo(200);
        assertThat(WebhookSender.exchange(HttpRequest.newBuilder(WebhookSender.url("/v1/events/" + id))
                                .build())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_token_of_one_client_sees_that_client_only() {
        String id = anyId();
        live.send(envelope(id, "client.linked", "{\"externalTenantId\":\"ten-" + id + "\"}"));

        assertThat(get(id, tokens.bearerForTenant("ten-" + id, "support")).statusCode())
                .isEqualTo(200);
        assertThat(get(id, tokens.bearerForTenant("ten-other", "support")).statusCode())
                .isEqualTo(404);
    }

    /** The first bits of the SHA-256 in the form of a UUID of version 8. */
    private static String idOf(byte[] body) throws NoSuchAlgorithmException {
        ByteBuffer hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(body));
        return new UUID(hash.getLong() & ~0xf000L | 0x8000L, hash.getLong() << 2 >>> 2 | 1L << 63).toString();
    }

    private JsonNode entries(String id) throws JsonProcessingException {
        HttpResponse<String> answer = get(id, tokens.bearer("support"));
        assertThat(answer.statusCode()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> get(String id, String authorization) {
        return WebhookSender.exchange(HttpRequest.newBuilder(WebhookSender.url("/v1/events/" + id))
                .header("Authorization", authorization)
                .build());
    }
}
