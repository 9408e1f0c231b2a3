package dev.recoup.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recoup.events.EventMetadata;
import dev.recoup.events.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;

/**
 * Where an operator works on a service's dead letters; the endpoints are the same in all services.
 *
 * @param service the service's address
 * @param tokens makes the operator's tokens
 * @param probe publishes what is to become a dead letter
 */
public record OperatorDesk(URI service, Tokens tokens, EventProbe probe) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();
    private static final String POISON = "[\"poison of Jane Doe\"";

    /**
     * Publishes a record that the service can never use, and does with the dead letter what an operator can: list it,
     * open it, replay it (in vain, as its cause does not vanish) and discard it.
     *
     * @param topic a topic that the service consumes
     * @throws AssertionError when one of these is not as promised
     */
    public void worksOnPoisonOf(Topic topic) {
        String eventId = "poison-" + UUID.randomUUID();
        probe.publish(topic, "poison", headers(eventId), POISON);
        JsonNode letter = await().atMost(EventProbe.PATIENCE)
                .until(() -> letterOf(topic, eventId), node -> !node.isMissingNode());
        String group = letter.get("group").asText();
        EventProbe.ProbedRecord published =
                probe.await(topic.deadLetterName(group), record -> record.header(EventMetadata.CE_ID)
                        .equals(eventId));
        assertThat(letter.get("code").asText()).isEqualTo(published.header("recoup_dlq_code"));
        assertThat(letter.get("state").asText()).isEqualTo("waiting");
        assertThat(letter.toString()).doesNotContain("Jane");
        assertThat(published.text()).isEqualTo(POISON);

        String address = "/v1/dead-letters/" + letter.get("id").asLong();
        assertThat(json(call("GET", address, "support")).at("/value/text").asText())
                .isEqualTo(POISON);
        assertThat(call("DELETE", address, "support").statusCode()).isEqualTo(403);

        String code = letter.get("code").asText();
        HttpResponse<String> replayed = replay(letter.get("id").asLong());
        assertThat(replayed.statusCode()).isEqualTo(422);
        assertThat(replayed.body()).contains("waits as before: " + code);
        JsonNode unusableStill = json(call("GET", address, "support"));
        assertThat(unusableStill.get("code").asText()).isEqualTo(code);
        assertThat(unusableStill.get("attempts").asInt()).isEqualTo(1);

        assertThat(call("DELETE", address, "operator").statusCode()).isEqualTo(204);
        JsonNode discarded = json(call("GET", address, "support"));
        assertThat(discarded.get("state").asText()).isEqualTo("discarded");
        assertThat(discarded.has("value")).isFalse();
        assertThat(json(call("GET", "/v1/audit?action=dead-letter.discard", "support"))
                        .get("items")
                        .findValuesAsText("path"))
                .contains(address);
        assertThat(json(call("GET", "/v1/parked-records", "support")).get("items"))
                .isEmpty();
    }

    /** Has a dead letter handled once more, and returns the answer. */
    public HttpResponse<String> replay(long id) {
        return call("POST", "/v1/dead-letters/" + id + "/replays", "operator");
    }

    /** Opens a dead letter. */
    public JsonNode open(long id) {
        return json(call("GET", "/v1/dead-letters/" + id, "support"));
    }

    private JsonNode letterOf(Topic topic, String eventId) {
        for (JsonNode letter : json(call("GET", "/v1/dead-letters?topic=" + topic.topicName(), "support"))
                .get("items")) {
            if (letter.get("eventId").asText().equals(eventId)) {
                return letter;
            }
        }
        return JSON.missingNode();
    }

    private static Map<String, String> headers(String eventId) {
        return Map.of(
                EventMetadata.CE_SPECVERSION, "1.0",
                EventMetadata.CE_ID, eventId,
                EventMetadata.CE_TYPE, "dev.recoup.test.poison.v1",
                EventMetadata.CE_SOURCE, "/recoup/operator-desk",
                EventMetadata.CE_ENVIRONMENT, "test");
    }

    private HttpResponse<String> call(String method, String path, String role) {
        HttpRequest request = HttpRequest.newBuilder(service.resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Authorization", tokens.bearer(role))
                .header("Recoup-Reason", "a test of the operator's desk")
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted during " + method + " " + path, e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException("No JSON: " + answer.body(), e);
        }
    }
}
