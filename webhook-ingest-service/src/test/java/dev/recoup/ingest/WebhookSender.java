package dev.recoup.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;

/** Delivers webhooks to the service under test as Debitura does. */
public final class WebhookSender {

    public static final String LIVE = "referral-live";
    public static final String TEST = "referral-test";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String subscription;

    public WebhookSender(String subscription) {
        this.subscription = subscription;
    }

    /** Sends a body with a good signature and the given headers (names and values in turn); returns the answer. */
    public HttpResponse<String> send(byte[] body, String... headers) {
        return send(body, signature(body), headers);
    }

    public HttpResponse<String> send(String body, String... headers) {
        return send(body.getBytes(UTF_8), headers);
    }

    /** Sends a body with any signature header. */
    public HttpResponse<String> send(byte[] body, String signature, String[] headers) {
        HttpRequest.Builder request = request(body).header("X-Debitura-Signature", signature);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return exchange(request.build());
    }

    public String signature(byte[] body) {
        return signer().header(Instant.now().getEpochSecond(), body);
    }

    public Signer signer() {
        return Signer.ofBase64(ConfigProvider.getConfig()
                .getValue("recoup.ingest.subscriptions." + subscription + ".secret", String.class));
    }

    public HttpRequest.Builder request(byte[] body) {
        return HttpRequest.newBuilder(url("/webhooks/debitura/" + subscription))
                .timeout(Duration.ofSeconds(20))
                .POST(BodyPublishers.ofByteArray(body));
    }

    public static URI url(String path) {
        int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public static HttpResponse<String> exchange(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** An envelope as Debitura sends it (guide 12.1). */
    public static String envelope(String id, String event, String data) {
        return """
                {"id":"%s","specVersion":"1.0","event":"%s","timestamp":"2026-06-02T08:00:11Z","data":%s,"links":{}}""".formatted(id, event, data);
    }

    public static String anyId() {
        return UUID.randomUUID().toString();
    }
}
