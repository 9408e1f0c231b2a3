package dev.recoup.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recoup.sandbox.unknowns.Behaviour;
import dev.recoup.sandbox.unknowns.Unknown;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A sandbox in this JVM, spoken to over real HTTP, one per test class. */
final class RunningSandbox implements BeforeAllCallback, AfterAllCallback {

    static final String KEY = "sandbox-key";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(com.fasterxml.jackson.databind.cfg.JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final List<String> options;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Vertx vertx;
    private SandboxServer server;

    RunningSandbox(String... options) {
        this.options = Stream.concat(Stream.of("--allow-loopback-webhooks"), Stream.of(options))
                .toList();
    }

    private RunningSandbox(List<String> options) {
        this.options = options;
    }

    /** A sandbox that takes receivers where Debitura takes them, and nowhere else. */
    static RunningSandbox refusingLoopback() {
        return new RunningSandbox(List.of());
    }

    record Reply(int status, String text, HttpHeaders headers) {

        Reply(int status, String text) {
            this(status, text, HttpHeaders.of(Map.of(), (name, value) -> true));
        }

        /** The JSON as it came. */
        JsonNode sent() {
            try {
                return JSON.readTree(text);
            } catch (IOException notJson) {
                throw new UncheckedIOException(text, notJson);
            }
        }

        /** The JSON as it came, after its status was found to be the expected one. */
        JsonNode sent(int expected) {
            require(expected, status);
            return sent();
        }

        /** The JSON in its documented form. */
        JsonNode json() {
            return TolerantReader.body(this);
        }

        /** The JSON in its documented form, after the documented status was found to be the expected one. */
        JsonNode json(int expected) {
            require(expected, TolerantReader.status(this));
            return json();
        }

        private void require(int expected, int actual) {
            if (actual != expected) {
                throw new AssertionError("Expected " + expected + " but got " + actual + ": " + text);
            }
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        List<String> all =
                new java.util.ArrayList<>(List.of("--referral-port", "0", "--customer-port", "0", "--pages-port", "0"));
        all.addAll(List.of("--unknowns", System.getProperty("recoup.unknowns", "A")));
        all.addAll(options);
        vertx = Vertx.vertx();
        server = new SandboxServer(SandboxOptions.parse(all));
        vertx.deployVerticle(server).toCompletionStage().toCompletableFuture().get();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        http.close();
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    Sandbox inside() {
        return server.sandbox();
    }

    String referralUrl() {
        return server.addresses().referral();
    }

    String customerUrl() {
        return server.addresses().customer();
    }

    String pagesUrl() {
        return server.addresses().pages();
    }

    Reply send(String method, String url, String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(60));
        headers.forEach(request::header);
        request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return response.statusCode() == 303
                    ? send(
                            "GET",
                            pagesUrl()
                                    + response.headers().firstValue("Location").orElseThrow(),
                            "",
                            Map.of())
                    : new Reply(response.statusCode(), response.body(), response.headers());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    Reply referral(String method, String path, String body) {
        return send(
                method,
                server.addresses().referral() + path,
                body,
                Map.of("XApiKey", KEY, "Content-Type", "application/json"));
    }

    Reply referral(String path) {
        return referral("GET", path, "");
    }

    Reply referralWith(Map<String, String> headers, String path) {
        return send("GET", server.addresses().referral() + path, "", headers);
    }

    Reply customerWith(Map<String, String> headers, String method, String path, String body) {
        return send(method, server.addresses().customer() + path, body, headers);
    }

    Reply customer(String token, String method, String path, String body) {
        return customerWith(
                Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"), method, path, body);
    }

    Reply submit(String token, String key, String body) {
        return customerWith(
                Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json", "Idempotency-Key", key),
                "POST",
                "/cases",
                body);
    }

    Reply page(String method, String url, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(method, url, body, Map.of("Content-Type", "application/x-www-form-urlencoded"));
    }

    Reply control(String method, String path, String body) {
        return send(method, pagesUrl() + "/_sandbox" + path, body, Map.of("Content-Type", "application/json"));
    }

    JsonNode control(String path, String body) {
        return control("POST", path, body).json(200);
    }

    /** Has an unknown played in one way until the next reset. */
    void given(Unknown unknown, Behaviour behaviour) {
        control("/unknowns", "{\"%s\":\"%s\"}".formatted(unknown.title(), behaviour));
    }

    /** Returns how an unknown is played. */
    Behaviour behaviour(Unknown unknown) {
        return Behaviour.of(
                control("GET", "/unknowns", "").json(200).get(unknown.title()).asText());
    }

    JsonNode state() {
        return control("GET", "/state", "").json(200);
    }

    List<JsonNode> state(String list, String field, String value) {
        List<JsonNode> found = new java.util.ArrayList<>();
        state().get(list).forEach(entry -> {
            if (entry.get(field).asText().equals(value)) {
                found.add(entry);
            }
        });
        return found;
    }

    /** Does what a page asks for, to the end. */
    Reply sign(String url) {
        Visitor visitor = new Visitor(this, url);
        visitor.walk();
        return visitor.reply();
    }

    /** A linked client with a signed agreement, ready for cases; returns a token for it. */
    String readyClient(String tenant) {
        control(
                "/clients",
                "{\"externalTenantId\":\"%1$s\",\"name\":\"%1$s A/S\",\"email\":\"%1$s@ready.example\",\"country\":\"DK\",\"signed\":true}"
                        .formatted(tenant));
        return token(tenant);
    }

    String token(String tenant) {
        return referral("POST", "/oauth/token", "{\"externalTenantId\":\"%s\"}".formatted(tenant))
                .json(200)
                .get("accessToken")
                .asText();
    }

    static String onboarding(String tenant, String email, String cases) {
        return """
            {"externalTenantId":"%s",
             "client":{"name":"Nordwind Handel GmbH","country":"DE","supportEmail":"%s"},
             "users":[{"name":"Ida Berg","email":"%s"}]%s}
            """.formatted(tenant, email, email, cases.isEmpty() ? "" : ",\"cases\":[" + cases + "]");
    }

    static String claim(String reference, String country, String amount, String more) {
        return """
            {"currencyCode":"EUR","amountToRecover":%s,"date":"2026-01-10","dueDate":"2026-02-09",
             "creditorReference":"%s",%s
             "debtor":{"type":"Company","name":"Mistral SARL","address":"4 rue X","zipCode":"69001","city":"Lyon","countryAlpha2":"%s"}}
            """.formatted(amount, reference, more, country);
    }

    static String claim(String reference) {
        return claim(reference, "FR", "1875.40", "");
    }
}
