package dev.recoup.ingest.subscriptions;

import static dev.recoup.ingest.WebhookSender.anyId;
import static dev.recoup.ingest.WebhookSender.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.debitura.referral.CreateWebhook;
import dev.recoup.ingest.Operator;
import dev.recoup.ingest.Rows;
import dev.recoup.ingest.Signer;
import dev.recoup.ingest.WebhookSender;
import dev.recoup.messaging.work.Progress;
import dev.recoup.testing.MutableClock;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.Sandbox;
import dev.recoup.testing.Sandbox.Behaviour;
import dev.recoup.testing.Sandbox.Played;
import dev.recoup.testing.Sandbox.Signature;
import dev.recoup.testing.Tokens;
import dev.recoup.testing.infra.PostgresServer.Database;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RecoupTest(service = "webhook-ingest-service")
class SubscriptionsResourceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    Sandbox sandbox;
    Tokens tokens;
    Database database;

    @Inject
    MutableClock clock;

    @Inject
    SubscriptionStart start;

    private String name;
    private Operator operator;
    private Rows rows;

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
    void the_secret_is_in_no_answer_and_encrypted_in_the_database() {
        HttpResponse<String> answer = operator.create(name, "test");

        assertThat(answer.body().toLowerCase()).doesNotContain("secret");
        assertThat(rows.text("select secret from webhook_subscription where name = ?", name))
                .matches("v1\\.one\\.[A-Za-z0-9+/=]{60,}");
    }

    @Test
    void a_lost_answer_leaves_no_orphan() {
        sandbox.loseAnswer("createWebhook", 1);

        operator.create(name, "live");

        awaitState("ACTIVE");
        assertThat(operator.atDebitura(name)).hasSize(1);
        assertThatEventsArrive();
    }

    @Test
    void a_crash_between_debituras_answer_and_the_commit_leaves_no_orphan() {
        rows.run("""
                create function refuse_%1$s() returns trigger language plpgsql as
                $$ begin if new.name = '%2$s' then raise exception 'no'; end if; return new; end $$;
                create trigger refuse_%1$s before update of secret on webhook_subscription
                for each row execute function refuse_%1$s()
                """.formatted(name.replace('-', '_'), name));
        try {
            assertThat(operator.create(name, "live").statusCode()).isEqualTo(202);
            assertThat(operator.atDebitura(name)).hasSize(1);
        } finally {
            rows.run("drop function refuse_%s cascade".formatted(name.replace('-', '_')));
        }

        awaitState("ACTIVE");
        assertThat(operator.atDebitura(name)).hasSize(1);
        assertThatEventsArrive();
    }

    @Test
    void what_a_dead_replica_left_at_debitura_is_taken_over() {
        Sandbox.Subscription left = sandbox.subscribe(Operator.endpoint(name), Sandbox.Cases.TEST);

        JsonNode made = operator.created(name, "live");

        assertThat(made.get("debituraId").asText()).isEqualTo(left.id());
        List<JsonNode> there = operator.atDebitura(name);
        assertThat(there).hasSize(1);
        assertThat(Operator.field(there.getFirst(), "isTestMode").asBoolean()).isFalse();
        assertThat(deliver(left.secret())).isEqualTo(401);
        assertThatEventsArrive();
    }

    @Test
    void of_several_that_were_left_the_one_of_the_wanted_mode_is_taken_over() {
        sandbox.subscribe(Operator.endpoint(name), Sandbox.Cases.TEST);
        Sandbox.Subscription left = sandbox.subscribe(Operator.endpoint(name), Sandbox.Cases.LIVE);

        JsonNode made = operator.created(name, "live");

        assertThat(made.get("debituraId").asText()).isEqualTo(left.id());
        assertThat(operator.atDebitura(name)).hasSize(1);
        assertThatEventsArrive();
    }

    @Test
    void of_parallel_creations_one_succeeds_and_debitura_has_one() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Integer>> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> creation = () -> {
                go.await();
                return operator.create(name, "live").statusCode();
            };
            for (int i = 0; i < 6; i++) {
                answers.add(callers.submit(creation));
            }
            go.countDown();
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> answer : answers) {
            statuses.add(answer.get());
        }

        assertThat(statuses).containsExactlyInAnyOrder(201, 409, 409, 409, 409, 409);
        assertThat(operator.atDebitura(name)).hasSize(1);
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
    void a_rotation_loses_no_event_and_takes_both_secrets_until_the_grace_is_over() throws Exception {
        Sandbox.Subscription made = sandbox.subscribe(Operator.endpoint(name), Sandbox.Cases.LIVE);
        operator.adopted(name, made);
        String tenant = "ten-" + anyId();
        sandbox.seedClient(tenant, "Stream Ltd", tenant + "@example.com", "DK", Signature.SIGNED);
        List<String> sent = new ArrayList<>();
        Thread stream = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 40; i++) {
                operator.debitura(
                        "POST",
                        "/v1/Webhooks/test",
                        "{\"eventType\":\"client.linked\",\"externalTenantId\":\"%s\"}".formatted(tenant));
                sent.add(tenant);
            }
        });

        HttpResponse<String> rotated = operator.call("POST", "/v1/subscriptions/" + name + "/rotations", "");
        stream.join();

        assertThat(rotated.statusCode()).as(rotated.body()).isEqualTo(200);
        assertThat(Operator.json(rotated).get("state").asText()).isEqualTo("ACTIVE");
        assertThatEventsArrive();
        assertThat(deliver(made.secret())).isEqualTo(200);
        // What was signed with the new secret before it was committed here is tried again a minute later.
        sandbox.advanceClock(Duration.ofSeconds(75));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rows.count(
                        "select count(*) from journal where subscription = ? and purpose = 'test'"
                                + " and external_tenant_id = ?",
                        name,
                        tenant))
                .isEqualTo(sent.size()));
        assertThat(Operator.field(operator.atDebitura(name).getFirst(), "isActive")
                        .asBoolean())
                .isTrue();

        clock.advance(Duration.ofHours(25));
        assertThat(deliver(made.secret())).isEqualTo(401);
    }

    @Test
    void once_the_grace_is_over_the_previous_secret_is_erased_and_the_new_one_stays() {
        operator.created(name, "live");
        operator.call("POST", "/v1/subscriptions/" + name + "/rotations", "");
        assertThat(secretsKept()).isEqualTo("true true");

        start.forgetWhatIsOver();
        assertThat(secretsKept()).isEqualTo("true true");
        clock.advance(Duration.ofHours(25));
        forgetAllThatIsOver();

        assertThat(secretsKept()).isEqualTo("true false");
    }

    @Test
    void once_its_late_deliveries_are_not_awaited_any_more_a_deleted_one_is_forgotten() {
        operator.created(name, "live");
        operator.call("DELETE", "/v1/subscriptions/" + name, "");

        start.forgetWhatIsOver();
        assertThat(operator.state(name)).isEqualTo("DELETED");
        clock.advance(Duration.ofHours(25));
        forgetAllThatIsOver();

        assertThat(rows.count("select count(*) from webhook_subscription where name = ?", name))
                .isZero();
        clock.reset();
        assertThat(operator.create(name, "test").statusCode()).isEqualTo(201);
    }

    @Test
    void a_lost_answer_to_a_rotation_leads_to_another_rotation() {
        operator.created(name, "live");
        sandbox.loseAnswer("updateWebhook", 1);

        operator.call("POST", "/v1/subscriptions/" + name + "/rotations", "{\"grace\":\"PT0S\"}");

        awaitState("ACTIVE");
        assertThatEventsArrive();
    }

    @Test
    void while_a_secret_that_got_lost_with_the_creation_goes_on_signing_events_come_late_and_all_come() {
        try (Played lateChange = sandbox.play("secret-rotation", Behaviour.B);
                Played signedAfresh = sandbox.play("retry-signature", Behaviour.A);
                Played ofOneEvent = sandbox.play("failures-counted", Behaviour.A)) {
            sandbox.loseAnswer("createWebhook", 1);
            operator.create(name, "live");
            awaitState("ACTIVE");

            assertThatEventsArriveAfterAnHour();
        }
    }

    @Test
    void while_a_secret_that_got_lost_with_a_rotation_goes_on_signing_events_come_late_and_all_come() {
        operator.created(name, "live");
        try (Played lateChange = sandbox.play("secret-rotation", Behaviour.B);
                Played signedAfresh = sandbox.play("retry-signature", Behaviour.A);
                Played ofOneEvent = sandbox.play("failures-counted", Behaviour.A)) {
            sandbox.loseAnswer("updateWebhook", 1);
            operator.call("POST", "/v1/subscriptions/" + name + "/rotations", "{\"grace\":\"PT0S\"}");
            awaitState("ACTIVE");

            assertThatEventsArriveAfterAnHour();
        }
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
    void late_deliveries_of_a_deleted_one_are_accepted_for_a_day() {
        Sandbox.Subscription made = sandbox.subscribe(Operator.endpoint(name), Sandbox.Cases.LIVE);
        operator.adopted(name, made);

        HttpResponse<String> deleted = operator.call("DELETE", "/v1/subscriptions/" + name, "");

        assertThat(Operator.json(deleted).get("state").asText()).isEqualTo("DELETED");
        assertThat(operator.atDebitura(name)).isEmpty();
        assertThat(deliver(made.secret())).isEqualTo(200);
        clock.advance(Duration.ofHours(25));
        assertThat(deliver(made.secret())).isEqualTo(404);
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

    private List<JsonNode> audited(String action, String path) {
        List<JsonNode> found = new ArrayList<>();
        Operator.json(operator.call(tokens.bearer("support"), "GET", "/v1/audit?limit=200&action=" + action, ""))
                .get("items")
                .forEach(found::add);
        return found.stream()
                .filter(entry -> entry.get("path").asText().equals(path))
                .toList();
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

    private JsonNode trial(String body) {
        HttpResponse<String> answer = operator.call("POST", "/v1/subscriptions/" + name + "/tests", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Operator.json(answer);
    }

    private void forgetAllThatIsOver() {
        while (start.forgetWhatIsOver() == Progress.MADE) {
            // a few at a time
        }
    }

    private String secretsKept() {
        return rows.text(
                "select (secret is not null) || ' ' || (previous_secret is not null) from webhook_subscription"
                        + " where name = ?",
                name);
    }

    private void awaitState(String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(operator.state(name)).isEqualTo(state));
    }

    private String linkedClient() {
        String tenant = "ten-" + anyId();
        sandbox.seedClient(tenant, "Linked Ltd", tenant + "@example.com", "DK", Signature.SIGNED);
        return tenant;
    }

    private int deliver(String secret) {
        byte[] body = envelope(anyId(), "client.linked", "{}").getBytes(StandardCharsets.UTF_8);
        String signature = Signer.ofBase64(secret).header(clockSeconds(), body);
        return new WebhookSender(name).send(body, signature, new String[0]).statusCode();
    }

    private long clockSeconds() {
        return clock.instant().getEpochSecond();
    }

    /** Debitura signs with the secret that it has: what arrives proves that it is the one that was kept. */
    private void assertThatEventsArrive() {
        assertThatItArrives(causeAnEvent());
    }

    private void assertThatEventsArriveAfterAnHour() {
        String id = operator.one(name).get("debituraId").asText();
        String tenant = causeAnEvent();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(sandbox.state().deliveries().stream()
                        .filter(delivery -> delivery.subscriptionId().equals(id)))
                .isNotEmpty()
                .allMatch(delivery -> delivery.status() == 401));
        sandbox.advanceClock(Duration.ofMinutes(62));
        assertThatItArrives(tenant);
    }

    private String causeAnEvent() {
        String tenant = "ten-" + anyId();
        sandbox.seedClient(tenant, "Webhook Ltd", tenant + "@example.com", "DK", Signature.MISSING);
        sandbox.submitForm(URI.create(sandbox.client(tenant).orElseThrow().onboardingUrl()));
        return tenant;
    }

    private void assertThatItArrives(String tenant) {
        await("event of " + tenant).atMost(PATIENCE).untilAsserted(() -> assertThat(rows.count(
                        "select count(*) from journal where subscription = ? and external_tenant_id = ?", name, tenant))
                .isEqualTo(1));
    }
}
