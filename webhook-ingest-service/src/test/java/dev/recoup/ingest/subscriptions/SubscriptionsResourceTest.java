package dev.recoup.ingest.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.debitura.referral.CreateWebhook;
import dev.recoup.ingest.Operator;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.Sandbox;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RecoupTest(service = "webhook-ingest-service")
class SubscriptionsResourceTest extends SubscriptionScenario {

    @Test
    void a_created_one_has_all_ten_events_and_its_deliveries_are_accepted() {
        HttpResponse<String> answer = operator.create(name, "live");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/v1/subscriptions/" + name);
        JsonNode made = Operator.json(answer);
        assertThat(made.get("state").asText()).isEqualTo("ACTIVE");
        assertThat(made.get("source").asText()).isEqualTo("/debitura/referral/" + name);
        List<JsonNode> there = operator.atDebitura(name);
        assertThat(there).hasSize(1);
        assertThat(Operator.field(there.getFirst(), "id").asText())
                .isEqualTo(made.get("debituraId").asText());
        assertThat(Operator.field(there.getFirst(), "events"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrderElementsOf(CreateWebhook.ALL_EVENTS);
        assertThatEventsArrive();
    }

    @Test
    void a_deleted_ones_name_is_not_reused_in_the_other_mode() {
        operator.created(name, "live");
        operator.call("DELETE", "/v1/subscriptions/" + name, "");

        HttpResponse<String> answer = operator.create(name, "test");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(answer.body()).contains("live cases", "choose another name");
        assertThat(operator.create(name, "live").statusCode()).isEqualTo(201);
    }

    @Test
    void a_url_that_debitura_refuses_is_a_problem_that_says_so() {
        HttpResponse<String> answer = operator.call(
                "POST",
                "/v1/subscriptions",
                "{\"name\":\"%1$s\",\"mode\":\"live\",\"url\":\"https://10.1.2.3/%1$s\"}".formatted(name));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("Debitura refused", "REFUSED");
        assertThat(operator.atDebitura(name)).isEmpty();
        assertThat(operator.create(name, "live").statusCode()).isEqualTo(201);
    }

    @Test
    void a_move_that_debitura_refuses_is_a_problem_and_the_subscription_stays_where_it_was() {
        operator.created(name, "live");

        HttpResponse<String> answer = operator.call(
                "PATCH", "/v1/subscriptions/" + name, "{\"url\":\"https://10.1.2.3/%s\"}".formatted(name));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("Debitura refused", "ACTIVE");
        assertThat(operator.one(name).get("url").asText())
                .isEqualTo(Operator.endpoint(name).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"name\":\"Sub\"}",
                "{\"name\":\"%1$s\",\"mode\":\"live\",\"url\":\"%2$s\",\"events\":[null]}",
                "{\"name\":\"%1$s\",\"mode\":\"live\",\"url\":\"%2$s\",\"events\":[]}",
                "{\"name\":\"%1$s\",\"mode\":\"live\",\"url\":\"%2$s\",\"events\":[\"payment.created\"]}",
                "{\"name\":\"%1$s\",\"mode\":\"both\",\"url\":\"%2$s\"}",
                "{\"name\":\"%1$s\",\"mode\":\"live\",\"url\":\"%2$s/\\u0000\"}",
                "{\"name\":\"%1$s\",\"mode\":\"live\",\"url\":\"%2$s\",\"adopt\":{\"id\":\"1\"}}"
            })
    void a_malformed_wish_is_refused(String body) {
        HttpResponse<String> answer =
                operator.call("POST", "/v1/subscriptions", body.formatted(name, Operator.endpoint(name)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(operator.call("GET", "/v1/subscriptions/" + name, "").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "A", "a%20b", "%C3%A4", "%C3%28"})
    void what_cannot_be_a_name_is_the_name_of_none(String impossible) {
        String path = "/v1/subscriptions/" + impossible;

        assertThat(operator.call("GET", path, "").statusCode()).isEqualTo(404);
        assertThat(operator.call("PATCH", path, "{}").statusCode()).isEqualTo(404);
        assertThat(operator.call("DELETE", path, "").statusCode()).isEqualTo(404);
        assertThat(operator.call("POST", path + "/rotations", "").statusCode()).isEqualTo(404);
        assertThat(operator.call("POST", path + "/tests", "").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AA", "YQBi", "!"})
    void a_cursor_that_no_answer_gave_is_refused(String cursor) {
        assertThat(operator.call("GET", "/v1/subscriptions?cursor=" + cursor, "")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void one_that_exists_is_adopted_by_id_and_secret_if_it_is_what_was_said() {
        Sandbox.Subscription made = sandbox.subscribe(Operator.endpoint(name), Sandbox.Cases.LIVE);
        String other = "{\"name\":\"%s\",\"mode\":\"%s\",\"url\":\"%s\",\"adopt\":{\"id\":\"%s\",\"secret\":\"%s\"}}";

        assertThat(operator.call(
                                "POST",
                                "/v1/subscriptions",
                                other.formatted(name, "test", Operator.endpoint(name), made.id(), made.secret()))
                        .body())
                .contains("other mode");
        assertThat(operator.call(
                                "POST",
                                "/v1/subscriptions",
                                other.formatted(
                                        name, "live", Operator.endpoint(name), UUID.randomUUID(), made.secret()))
                        .body())
                .contains("no subscription of this id");
        assertThat(operator.call(
                                "POST",
                                "/v1/subscriptions",
                                other.formatted(name, "live", "https://example.com/" + name, made.id(), made.secret()))
                        .body())
                .contains("another URL");
        operator.adopted(name, made);

        assertThat(operator.state(name)).isEqualTo("ACTIVE");
        assertThat(deliver(made.secret())).isEqualTo(200);
        assertThatEventsArrive();
    }

    @Test
    void an_operator_pauses_it_and_moves_it() {
        operator.created(name, "live");

        JsonNode paused = Operator.json(operator.call("PATCH", "/v1/subscriptions/" + name, "{\"active\":false}"));
        assertThat(paused.get("state").asText()).isEqualTo("PAUSED");
        assertThat(Operator.field(operator.atDebitura(name).getFirst(), "isActive")
                        .asBoolean())
                .isFalse();

        JsonNode moved = Operator.json(operator.call(
                "PATCH",
                "/v1/subscriptions/" + name,
                "{\"active\":true,\"url\":\"http://localhost:%d/webhooks/debitura/%s\"}"
                        .formatted(Operator.endpoint(name).getPort(), name)));
        assertThat(moved.get("state").asText()).isEqualTo("ACTIVE");
        assertThat(moved.get("url").asText()).startsWith("http://localhost:");
        assertThat(Operator.field(operator.atDebitura(name).getFirst(), "url").asText())
                .startsWith("http://localhost:");
        assertThatEventsArrive();
    }

    @Test
    void support_looks_and_does_not_change_and_a_token_of_one_client_does_neither() {
        operator.created(name, "live");

        assertThat(operator.call(tokens.bearer("support"), "GET", "/v1/subscriptions/" + name, "")
                        .statusCode())
                .isEqualTo(200);
        String support = tokens.bearer("support");
        assertThat(operator.call(support, "POST", "/v1/subscriptions", Operator.wish(name + "-2", "live"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(operator.call(support, "PATCH", "/v1/subscriptions/" + name, "{\"active\":false}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(operator.call(support, "POST", "/v1/subscriptions/" + name + "/rotations", "")
                        .statusCode())
                .isEqualTo(403);
        assertThat(operator.call(support, "POST", "/v1/subscriptions/" + name + "/tests", "")
                        .statusCode())
                .isEqualTo(403);
        assertThat(operator.call(support, "DELETE", "/v1/subscriptions/" + name, "")
                        .statusCode())
                .isEqualTo(403);
        assertThat(rows.text("select state || ' ' || asked from webhook_subscription where name = ?", name))
                .isEqualTo("ACTIVE 1");
        String ofOne = tokens.bearerForTenant("ten-1", "operator");
        assertThat(operator.call(ofOne, "GET", "/v1/subscriptions/" + name, "").statusCode())
                .isEqualTo(404);
        assertThat(operator.call(ofOne, "DELETE", "/v1/subscriptions/" + name, "")
                        .statusCode())
                .isEqualTo(403);
        assertThat(operator.call("Bearer none", "GET", "/v1/subscriptions", "").statusCode())
                .isEqualTo(401);
    }

    @Test
    void the_list_goes_on_by_cursor_and_holds_what_the_configuration_gives() {
        operator.created(name, "live");
        List<String> names = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = Operator.json(
                    operator.call("GET", "/v1/subscriptions?limit=2" + (next.isEmpty() ? "" : "&cursor=" + next), ""));
            page.get("items").forEach(item -> names.add(item.get("name").asText()));
            next = page.path("next").asText("");
        } while (!next.isEmpty());

        assertThat(names)
                .contains(name, "referral-live", "referral-test", "declared-live")
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void calls_of_operators_are_audited_without_secrets() {
        Sandbox.Subscription made = sandbox.subscribe(Operator.endpoint(name), Sandbox.Cases.LIVE);
        operator.adopted(name, made);
        operator.call("PATCH", "/v1/subscriptions/" + name, "{}");

        assertThat(audited("subscription.change", "/v1/subscriptions/" + name))
                .singleElement()
                .satisfies(SubscriptionsResourceTest::assertThatItSaysWhoAndWhy);
        assertThat(audited("subscription.create", "/v1/subscriptions"))
                .isNotEmpty()
                .allSatisfy(SubscriptionsResourceTest::assertThatItSaysWhoAndWhy);
        assertThat(rows.count(
                        "select count(*) from audit where strpos(row_to_json(audit)::text, ?) > 0", made.secret()))
                .isZero();
    }

    private static void assertThatItSaysWhoAndWhy(JsonNode entry) {
        assertThat(entry.get("actor").asText()).isEqualTo("development");
        assertThat(entry.get("reason").asText()).isEqualTo("a test of subscriptions");
    }

    @Test
    void a_declared_one_is_created_when_the_service_starts() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(operator.state("declared-live")).isEqualTo("ACTIVE"));
        assertThat(operator.atDebitura("declared-live")).hasSize(1);
    }

    private List<JsonNode> audited(String action, String path) {
        List<JsonNode> found = new ArrayList<>();
        Operator.json(operator.call(tokens.bearer("support"), "GET", "/v1/audit?limit=200&action=" + action, ""))
                .get("items")
                .forEach(found::add);
        return found.stream()
                .filter(entry -> entry.get("path").asText().equals(path))
                .toList();
    }
}
