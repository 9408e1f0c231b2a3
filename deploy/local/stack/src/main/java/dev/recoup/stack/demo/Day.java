package dev.recoup.stack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.events.EventType;
import dev.recoup.events.Topic;
import dev.recoup.stack.StackUrls;
import dev.recoup.testing.EventProbe;
import dev.recoup.testing.EventProbe.ProbedRecord;
import dev.recoup.testing.Sandbox;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** What all checks of a day share: the running stack, the people in it and what has become known so far. */
final class Day {

    static final ObjectMapper JSON = new ObjectMapper();

    private final StackUrls urls;
    private final Sandbox sandbox;
    private final EventProbe probe;

    /** One id goes through everything that is asked for on this day. */
    private final String correlationId = "day-" + UUID.randomUUID();

    /** A client whose agreement is signed before the platform asks. */
    private final String signedClient = "demo-signed-" + UUID.randomUUID();

    /** A client that has to sign. */
    private final String newClient = "demo-new-" + UUID.randomUUID();

    /** A client that Debitura knows already and this platform does not. */
    private final String knownClient = "demo-known-" + UUID.randomUUID();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    Day(StackUrls urls, Sandbox sandbox, EventProbe probe) {
        this.urls = urls;
        this.sandbox = sandbox;
        this.probe = probe;
    }

    StackUrls urls() {
        return urls;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    String correlationId() {
        return correlationId;
    }

    String signedClient() {
        return signedClient;
    }

    String newClient() {
        return newClient;
    }

    String knownClient() {
        return knownClient;
    }

    EventProbe probe() {
        return probe;
    }

    /**
     * A record that a program of the platform publishes.
     *
     * @param topic where
     * @param type the event's type
     * @param key the record's key
     * @param eventId the event's id
     * @param value the record's value
     */
    record Publication(Topic topic, EventType type, String key, String eventId, JsonNode value) {

        private ObjectNode line(String correlationId) {
            ObjectNode line = JSON.createObjectNode()
                    .put("topic", topic.topicName())
                    .put("type", type.type())
                    .put("key", key)
                    .put("id", eventId)
                    .put("correlationId", correlationId);
            line.set("value", value);
            return line;
        }
    }

    /** Publishes as another team's program would, in order and in a process of its own. */
    void publish(Publication... publications) throws Exception {
        Path program = urls.root().resolve("deploy/local/sample-publisher/target/sample-publisher.jar");
        Process publisher = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-jar",
                        program.toString(),
                        urls.kafka(),
                        "test")
                .redirectErrorStream(true)
                .start();
        try (OutputStream requests = publisher.getOutputStream()) {
            for (Publication publication : publications) {
                requests.write((publication.line(correlationId) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        String said = new String(publisher.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!publisher.waitFor(20, TimeUnit.SECONDS) || publisher.exitValue() != 0) {
            publisher.destroyForcibly();
            throw new AssertionError("the sample publisher could not publish: " + said);
        }
    }

    /** The latest snapshot of that key, or empty. */
    Optional<JsonNode> latest(Topic topic, String key) {
        List<ProbedRecord> snapshots = probe.allOfKey(topic, key);
        return snapshots.isEmpty()
                ? Optional.empty()
                : Optional.of(snapshots.getLast().json());
    }

    /** One text field of the latest snapshot; "nothing" stands for no snapshot, "absent" for no such field. */
    String latestText(Topic topic, String key, String field) {
        return latest(topic, key)
                .map(snapshot -> snapshot.at(field).isMissingNode()
                        ? "absent"
                        : snapshot.at(field).asText())
                .orElse("nothing");
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
    }

    JsonNode get(URI service, String path, String role) throws IOException, InterruptedException {
        URI address = URI.create(service + path);
        HttpResponse<String> answer = send(HttpRequest.newBuilder(address)
                .header("Authorization", urls.tokens().bearer(role)));
        Expected.same("the status of GET " + address, 200, answer.statusCode());
        return JSON.readTree(answer.body());
    }
}
