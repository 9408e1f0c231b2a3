package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recoup.sandbox.unknowns.Behaviour;
import dev.recoup.sandbox.unknowns.Unknown;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UnknownSubscriptionsTest {

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    private static final Map<String, String> CREDITOR =
            Map.of("XApiKey", "sandbox-creditor-key", "Content-Type", "application/json");
    private static final String NOBODYS = "00000000-0000-0000-0000-000000000001";

    private Receiver receiver;

    @BeforeEach
    void start() {
        SANDBOX.control("/reset", "");
        SANDBOX.control("/unknowns", "{\"all\":\"A\"}");
        receiver = new Receiver();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private String subscription() {
        return "{\"url\":\"%s\",\"events\":[\"case.created\"]}".formatted(receiver.url());
    }

    @Test
    void a_token_opens_the_creditors_webhooks_or_does_not() {
        String token = SANDBOX.readyClient("tokens");
        assertThat(SANDBOX.customer(token, "POST", "/webhooks", subscription()).status())
                .isEqualTo(201);

        SANDBOX.given(Unknown.WEBHOOK_TOKENS, Behaviour.B);

        assertThat(SANDBOX.customer(token, "POST", "/webhooks", subscription()).status())
                .isEqualTo(401);
        assertThat(SANDBOX.customer(token, "GET", "/webhooks", "").status()).isEqualTo(401);
        assertThat(SANDBOX.customer(token, "GET", "/webhooks/events?caseId=" + NOBODYS, "")
                        .status())
                .isEqualTo(401);
        assertThat(SANDBOX.customer(token, "POST", "/webhooks/" + NOBODYS + "/test", "")
                        .status())
                .isEqualTo(401);
        assertThat(SANDBOX.customer(token, "GET", "/cases", "").status()).isEqualTo(200);
        assertThat(SANDBOX.customerWith(CREDITOR, "POST", "/webhooks", subscription())
                        .status())
                .isEqualTo(201);
    }

    @Test
    void a_creditors_envelope_is_the_current_or_the_older_one() throws IOException {
        SANDBOX.customerWith(CREDITOR, "POST", "/webhooks", subscription()).sent(201);
        JsonNode current = envelopeOf("CURRENT", 1);
        assertThat(current.get("id").asText()).hasSize(36);
        assertThat(current.get("specVersion").asText()).isEqualTo("1.0");

        SANDBOX.given(Unknown.CREDITOR_ENVELOPE, Behaviour.B);

        JsonNode older = envelopeOf("OLDER", 2);
        assertThat(older.get("id").asText()).matches("evt_[0-9a-f]{32}");
        assertThat(older.has("specVersion")).isFalse();
        assertThat(older.at("/data/caseId").asText()).hasSize(36);
    }

    private JsonNode envelopeOf(String reference, int count) throws IOException {
        SANDBOX.customerWith(CREDITOR, "POST", "/cases", claim(reference)).sent(200);
        await().until(() -> receiver.deliveries().size() == count);
        return new JsonMapper().readTree(receiver.deliveries().getLast().text());
    }

    @Test
    void subscriptions_are_asked_for_in_the_documents_names_or_in_any_letter_case() {
        String capitals =
                "{\"Url\":\"%s\",\"Events\":[\"case.created\"],\"IsTestMode\":true}".formatted(receiver.url());
        assertThat(SANDBOX.referral("POST", "/v1/Webhooks", capitals).status()).isEqualTo(400);

        SANDBOX.given(Unknown.SUBSCRIPTION_NAMES, Behaviour.B);

        JsonNode created = SANDBOX.referral("POST", "/v1/Webhooks", capitals).sent(200);
        assertThat(created.get("IsTestMode").asBoolean()).isTrue();
        JsonNode changed = SANDBOX.referral(
                        "PUT", "/v1/Webhooks/" + created.get("Id").asText(), "{\"isActive\":false}")
                .sent(200);
        assertThat(changed.get("IsActive").asBoolean()).isFalse();
    }
}
