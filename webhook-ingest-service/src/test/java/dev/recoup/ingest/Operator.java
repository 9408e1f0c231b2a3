package dev.recoup.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recoup.testing.Sandbox;
import dev.recoup.testing.Tokens;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Manages subscriptions through the API, and looks at Debitura what came of it. */
public record Operator(Tokens tokens, Sandbox sandbox) {

    private static final JsonMapper JSON = new JsonMapper();

    public static URI endpoint(String name) {
        return WebhookSender.url("/webhooks/debitura/" + name);
    }

    public static String wish(String name, String mode) {
        return "{\"name\":\"%s\",\"mode\":\"%s\",\"url\":\"%s\"}".formatted(name, mode, endpoint(name));
    }

    public HttpResponse<String> create(String name, String mode) {
        return call("POST", "/v1/subscriptions", wish(name, mode));
    }

    /** Creates one for a test that begins with it. */
    public JsonNode created(String name, String mode) {
        HttpResponse<String> answer = create(name, mode);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer);
    }

    /** Takes one over that exists at Debitura for live cases. */
    public void adopted(String name, Sandbox.Subscription made) {
        HttpResponse<String> answer = call(
                "POST",
                "/v1/subscriptions",
                "{\"name\":\"%s\",\"mode\":\"live\",\"url\":\"%s\",\"adopt\":{\"id\":\"%s\",\"secret\":\"%s\"}}"
                        .formatted(name, endpoint(name), made.id(), made.secret()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    public JsonNode one(String name) {
        HttpResponse<String> answer = call("GET", "/v1/subscriptions/" + name, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    public String state(String name) {
        return one(name).get("state").asText();
    }

    public HttpResponse<String> call(String method, String path, String body) {
        return call(tokens.bearer("operator"), method, path, body);
    }

    public HttpResponse<String> call(String bearer, String method, String path, String body) {
        return WebhookSender.exchange(HttpRequest.newBuilder(WebhookSender.url(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", bearer)
                .header("Recoup-Reason", "a test of subscriptions")
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build());
    }

    /** What Debitura has with the URL of a name, whatever the spelling of its fields. */
    public List<JsonNode> atDebitura(String name) {
        List<JsonNode> found = new ArrayList<>();
        json(debitura("GET", "/v1/Webhooks", "")).forEach(each -> {
            if (field(each, "url").asText().endsWith("/" + name)) {
                found.add(each);
            }
        });
        return found;
    }

    public HttpResponse<String> debitura(String method, String path, String body) {
        return WebhookSender.exchange(HttpRequest.newBuilder(URI.create(sandbox.referralUrl() + path))
                .timeout(Duration.ofSeconds(30))
                .header("XApiKey", Sandbox.PARTNER_KEY)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build());
    }

    public static JsonNode field(JsonNode object, String name) {
        return object.properties().stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    public static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException unreadable) {
            throw new AssertionError(answer.body(), unreadable);
        }
    }
}
