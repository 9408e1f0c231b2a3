package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.sandbox.RunningSandbox.Reply;
import dev.recoup.sandbox.unknowns.Behaviour;
import dev.recoup.sandbox.unknowns.Unknown;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TestWebhookTest {

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    @RegisterExtension
    static final RunningSandbox PRODUCTION = new RunningSandbox("--environment", "production");

    private Receiver receiver;

    @BeforeEach
    void start() {
        SANDBOX.control("/reset", "");
        receiver = new Receiver();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private static Reply trigger(String body) {
        return SANDBOX.referral("POST", "/v1/Webhooks/test", body);
    }

    private void subscribe(String events) {
        SANDBOX.referral("POST", "/v1/Webhooks", "{\"url\":\"%s\",\"events\":%s}".formatted(receiver.url(), events))
                .json(200);
    }

    @Test
    void an_event_is_delivered_though_nothing_moves() {
        SANDBOX.given(Unknown.EVENT_LIFECYCLE_TEXT, Behaviour.A);
        SANDBOX.given(Unknown.CASE_EVENT_KEYS, Behaviour.A);
        String id = SANDBOX.submit(SANDBOX.readyClient("trial"), "t", claim("T-1"))
                .json(200)
                .get("id")
                .asText();
        subscribe("[\"case.closed\"]");

        JsonNode queued = trigger("{\"eventType\":\"case.closed\",\"caseId\":\"" + id + "\",\"closeComment\":\"why\"}")
                .json(200);

        assertThat(queued.get("enqueuedCount").asInt()).isEqualTo(1);
        await().until(() -> receiver.deliveries().size() == 1);
        assertThat(receiver.deliveries().getFirst().test()).isEqualTo("true");
        assertThat(receiver.deliveries().getFirst().text())
                .contains("\"closeCode\":\"Paid\",\"closeComment\":\"why\"")
                .contains("\"oldLifecycle\":\"Pending Verification Internal\",\"newLifecycle\":\"Closed\"");
        assertThat(SANDBOX.state("cases", "creditorReference", "T-1")
                        .getFirst()
                        .get("lifecycle")
                        .asText())
                .isEqualTo("PendingVerificationInternal");
    }

    @Test
    void a_client_event_needs_a_linked_client_and_counts_who_listens() {
        SANDBOX.readyClient("trial");
        String body = "{\"eventType\":\"client.link_expired\",\"externalTenantId\":\"trial\"}";
        assertThat(trigger(body).json(200).get("enqueuedCount").asInt()).isZero();
        subscribe("[\"client.link_expired\"]");

        assertThat(trigger(body).json(200).get("enqueuedCount").asInt()).isEqualTo(1);
        await().until(() -> receiver.deliveries().size() == 1);
        assertThat(receiver.deliveries().getFirst().text()).doesNotContain("isAttributed");
        assertThat(trigger(body.replace("trial", "nobody")).status()).isEqualTo(404);
    }

    @Test
    void unknown_events_missing_ids_and_production_are_refused() {
        assertThat(trigger("{\"eventType\":\"cases.replay_failed\"}").status()).isEqualTo(400);
        assertThat(trigger("{\"eventType\":\"case.updated\"}").status()).isEqualTo(400);
        assertThat(trigger("{\"eventType\":\"client.linked\"}").status()).isEqualTo(400);
        assertThat(PRODUCTION
                        .referral(
                                "POST",
                                "/v1/Webhooks/test",
                                "{\"eventType\":\"client.linked\",\"externalTenantId\":\"a\"}")
                        .status())
                .isEqualTo(403);
    }
}
