package dev.recoup.load.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.testing.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a bench asks of the sandbox besides load: filling it, raising events, and reading its books by pages. */
final class SandboxBooks {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int PAGE = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A case in the books. */
    record Entry(String id, String creditorReference, String externalTenantId) {}

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI referral;
    private final URI control;

    SandboxBooks(URI referral, URI pages) {
        this.referral = referral;
        this.control = URI.create(pages + "/_sandbox");
    }

    void fill(int clients, int cases) {
        ObjectNode order = JSON.createObjectNode()
                .put("clients", clients)
                .put("cases", cases)
                .put("payments", 0)
                .put("transactions", 0)
                .put("seed", 1);
        call("POST", control + "/seed", order);
    }

    int cases() {
        return call("GET", control + "/state/counts", JSON.createObjectNode())
                .required("cases")
                .asInt();
    }

    int violations() {
        return call("GET", control + "/state/counts", JSON.createObjectNode())
                .required("violations")
                .asInt();
    }

    /** Cases by the order of their creation, from a number on, as many as one page holds or {@code limit}. */
    List<Entry> cases(int from, int limit) {
        List<Entry> entries = new ArrayList<>();
        call("GET", control + "/state/cases?from=" + from + "&limit=" + limit, JSON.createObjectNode())
                .required("cases")
                .forEach(each -> entries.add(new Entry(
                        each.path("id").asText(),
                        each.path("creditorReference").asText(),
                        each.path("externalTenantId").asText())));
        return entries;
    }

    /** All cases from a number on. */
    List<Entry> casesFrom(int from) {
        List<Entry> entries = new ArrayList<>();
        List<Entry> page = cases(from, PAGE);
        while (!page.isEmpty()) {
            entries.addAll(page);
            page = cases(from + entries.size(), PAGE);
        }
        return entries;
    }

    /** Has the sandbox say of {@code count} cases that they changed; returns the ids of the events. */
    List<String> announce(int count) {
        List<String> ids = new ArrayList<>(count);
        call("POST", control + "/cases/announce", JSON.createObjectNode().put("count", count))
                .required("events")
                .forEach(id -> ids.add(id.asText()));
        return ids;
    }

    String token(String externalTenantId) {
        return call(
                        "POST",
                        referral + "/oauth/token",
                        JSON.createObjectNode().put("externalTenantId", externalTenantId))
                .required("accessToken")
                .asText();
    }

    private JsonNode call(String method, String url, ObjectNode body) {
        HttpRequest.BodyPublisher content = method.equals("GET")
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body.toString());
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("XApiKey", Sandbox.PARTNER_KEY)
                .method(method, content)
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("The sandbox answered " + answer.statusCode() + " to " + method + " "
                        + url + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException broken) {
            throw new UncheckedIOException(method + " " + url + " was not answered", broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the sandbox", interrupted);
        }
    }
}
