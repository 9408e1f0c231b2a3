package dev.recoup.ingest.subscriptions;

import static dev.recoup.ingest.WebhookSender.anyId;
import static dev.recoup.ingest.WebhookSender.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recoup.ingest.Operator;
import dev.recoup.ingest.Rows;
import dev.recoup.ingest.Signer;
import dev.recoup.ingest.WebhookSender;
import dev.recoup.testing.MutableClock;
import dev.recoup.testing.Sandbox;
import dev.recoup.testing.Sandbox.Behaviour;
import dev.recoup.testing.Sandbox.Played;
import dev.recoup.testing.Sandbox.Signature;
import dev.recoup.testing.Tokens;
import dev.recoup.testing.infra.PostgresServer.Database;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of subscriptions have in common: a name of their own, and ways to cause and to await events. */
abstract class SubscriptionScenario {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    Sandbox sandbox;
    Tokens tokens;
    Database database;

    @Inject
    MutableClock clock;

    String name;
    Operator operator;
    Rows rows;

    private Played pinned;

    @BeforeEach
    void begin() {
        name = "sub-" + anyId().substring(0, 12);
        // Where the lost secret goes on signing for an hour, events of that hour come with a later attempt only.
        pinned = sandbox.play("secret-rotation", Behaviour.A);
        operator = new Operator(tokens, sandbox);
        rows = new Rows(database);
    }

    @AfterEach
    void deleteIt() {
        pinned.close();
        sandbox.clearFaults();
        operator.call("DELETE", "/v1/subscriptions/" + name, "");
    }

    int deliver(String secret) {
        byte[] body = envelope(anyId(), "client.linked", "{}").getBytes(StandardCharsets.UTF_8);
        String signature = Signer.ofBase64(secret).header(clockSeconds(), body);
        return new WebhookSender(name).send(body, signature, new String[0]).statusCode();
    }

    long clockSeconds() {
        return clock.instant().getEpochSecond();
    }

    /** Debitura signs with the secret that it has: what arrives proves that it is the one that was kept. */
    void assertThatEventsArrive() {
        assertThatItArrives(causeAnEvent());
    }

    String causeAnEvent() {
        String tenant = "ten-" + anyId();
        sandbox.seedClient(tenant, "Webhook Ltd", tenant + "@example.com", "DK", Signature.MISSING);
        sandbox.submitForm(URI.create(sandbox.client(tenant).orElseThrow().onboardingUrl()));
        return tenant;
    }

    void assertThatItArrives(String tenant) {
        await("event of " + tenant).atMost(PATIENCE).untilAsserted(() -> assertThat(rows.count(
                        "select count(*) from journal where subscription = ? and external_tenant_id = ?", name, tenant))
                .isEqualTo(1));
    }
}
