package dev.recoup.ingest.subscriptions;

import static dev.recoup.ingest.WebhookSender.anyId;
import static dev.recoup.ingest.WebhookSender.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recoup.ingest.Operator;
import dev.recoup.ingest.Rows;
import dev.recoup.ingest.Signer;
import dev.recoup.ingest.WebhookSender;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.Sandbox;
import dev.recoup.testing.Tokens;
import dev.recoup.testing.infra.PostgresServer.Database;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@RecoupTest(service = "webhook-ingest-service")
class EncryptionTest {

    Sandbox sandbox;
    Tokens tokens;
    Database database;

    @Inject
    SubscriptionStart start;

    @Inject
    Secrets secrets;

    @Test
    void rows_under_another_key_are_read_and_brought_under_the_current_one() {
        String name = "key-" + anyId().substring(0, 12);
        Operator operator = new Operator(tokens, sandbox);
        Rows rows = new Rows(database);
        operator.created(name, "live");
        String secret =
                secrets.decrypt(name, rows.text("select secret from webhook_subscription where name = ?", name));
        String underTheOther = new Secrets(otherCurrent()).encrypt(name, secret);
        rows.run("update webhook_subscription set secret = '%s', previous_secret = '%s' where name = '%s'"
                .formatted(underTheOther, underTheOther, name));

        // a row that somebody else is busy with is passed over
        await().untilAsserted(() -> {
            start.encryptAnew();
            assertThat(rows.text("select secret from webhook_subscription where name = ?", name))
                    .startsWith("v1.one.");
            assertThat(rows.text("select previous_secret from webhook_subscription where name = ?", name))
                    .startsWith("v1.one.");
        });
        byte[] body = envelope(anyId(), "client.linked", "{}").getBytes(StandardCharsets.UTF_8);
        assertThat(new WebhookSender(name)
                        .send(body, Signer.ofBase64(secret).header(Instant.now().getEpochSecond(), body), new String[0])
                        .statusCode())
                .isEqualTo(200);
        operator.call("DELETE", "/v1/subscriptions/" + name, "");
    }

    private static EncryptionConfig otherCurrent() {
        return new EncryptionConfig() {
            @Override
            public Optional<String> current() {
                return Optional.of("two");
            }

            @Override
            public Map<String, String> keys() {
                return Map.of(
                        "two", ConfigProvider.getConfig().getValue("recoup.ingest.encryption.keys.two", String.class));
            }
        };
    }
}
