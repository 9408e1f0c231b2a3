package dev.recoup.ingest.subscriptions;

import static dev.recoup.ingest.WebhookSender.anyId;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.debitura.referral.CreateWebhook;
import dev.recoup.ingest.Operator;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.Sandbox.Signature;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of subscriptions from end to end, as operators ask for them. */
@RecoupTest(service = "webhook-ingest-service")
class TrialsTest extends SubscriptionScenario {

    @ParameterizedTest
    @ValueSource(strings = {"case.updated", "cases.replay_failed", "client.unlinked", "\\u0000"})
    void a_test_of_an_event_that_cannot_be_sent_for_a_client_is_refused(String event) {
        operator.created(name, "live");

        HttpResponse<String> answer = operator.call(
                "POST",
                "/v1/subscriptions/" + name + "/tests",
                "{\"event\":\"%s\",\"externalTenantId\":\"%s\"}".formatted(event, linkedClient()));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("client.linked").doesNotContain("case.");
    }

    @Test
    void a_test_of_a_client_that_debitura_does_not_know_is_a_conflict_and_one_that_fails_there_is_a_bad_gateway() {
        operator.created(name, "live");
        String path = "/v1/subscriptions/" + name + "/tests";

        assertThat(operator.call("POST", path, "{\"externalTenantId\":\"ten-unknown\"}")
                        .statusCode())
                .isEqualTo(409);
        sandbox.failWith("triggerTestWebhook", 20, 500);
        assertThat(operator.call("POST", path, "{\"externalTenantId\":\"%s\"}".formatted(linkedClient()))
                        .statusCode())
                .isEqualTo(502);
        sandbox.clearFaults();
        sandbox.failWith("triggerTestWebhook", 1, 400);
        assertThat(operator.call("POST", path, "{\"externalTenantId\":\"%s\"}".formatted(linkedClient()))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void a_test_ends_when_the_marked_delivery_is_in_the_journal() {
        operator.created(name, "live");
        String tenant = linkedClient();

        JsonNode result = trial("{\"event\":\"client.linked\",\"externalTenantId\":\"%s\"}".formatted(tenant));

        assertThat(result.get("result").asText()).isEqualTo("RECEIVED");
        assertThat(rows.text(
                        "select purpose from journal where subscription = ? and event_id = ?",
                        name,
                        result.get("eventId").asText()))
                .isEqualTo("test");
    }

    @Test
    void a_test_of_what_nobody_subscribed_to_says_so() {
        operator.created(name, "live");
        String tenant = linkedClient();
        List<String> others = new ArrayList<>();
        Operator.json(operator.debitura("GET", "/v1/Webhooks", ""))
                .forEach(each -> others.add(Operator.field(each, "id").asText()));
        others.forEach(id -> operator.debitura("PUT", "/v1/Webhooks/" + id, "{\"events\":[\"case.created\"]}"));
        try {
            JsonNode result = trial("{\"event\":\"client.linked\",\"externalTenantId\":\"%s\"}".formatted(tenant));

            assertThat(result.get("enqueuedCount").asInt()).isZero();
            assertThat(result.get("result").asText()).isEqualTo("NOTHING_SUBSCRIBED");
        } finally {
            String all = "{\"events\":[\"" + String.join("\",\"", CreateWebhook.ALL_EVENTS) + "\"]}";
            others.forEach(id -> operator.debitura("PUT", "/v1/Webhooks/" + id, all));
        }
    }

    private JsonNode trial(String body) {
        HttpResponse<String> answer = operator.call("POST", "/v1/subscriptions/" + name + "/tests", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Operator.json(answer);
    }

    private String linkedClient() {
        String tenant = "ten-" + anyId();
        sandbox.seedClient(tenant, "Linked Ltd", tenant + "@example.com", "DK", Signature.SIGNED);
        return tenant;
    }
}
