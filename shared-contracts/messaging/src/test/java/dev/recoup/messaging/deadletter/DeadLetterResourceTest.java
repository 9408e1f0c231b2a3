package dev.recoup.messaging.deadletter;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.recoup.events.Environment;
import dev.recoup.events.EventMetadata;
import dev.recoup.events.EventType;
import dev.recoup.events.Topic;
import dev.recoup.messaging.Callers;
import dev.recoup.messaging.Servers;
import dev.recoup.messaging.TopicReader;
import dev.recoup.messaging.application.BrokerAndDatabase;
import dev.recoup.messaging.application.Listener;
import dev.recoup.messaging.audit.Reason;
import dev.recoup.messaging.outbox.EventPublisher;
import dev.recoup.messaging.work.Progress;
import dev.recoup.testing.Tokens;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BrokerAndDatabase.class)
class DeadLetterResourceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String TOPIC = Topic.RECONCILE_REQUESTS.topicName();

    /** Marks the letters of one test. */
    private final String code = "REFUSED_" + UUID.randomUUID().toString().replace("-", "");

    Tokens tokens;

    @Inject
    EventPublisher publisher;

    @Inject
    Listener listener;

    @Inject
    DataSource database;

    @Inject
    Clock clock;

    @Inject
    LetterRows rows;

    @Inject
    ReplayRows replays;

    @Inject
    LetterReplay letterReplay;

    @Inject
    Redelivery redelivery;

    private Callers callers;

    @BeforeEach
    void callers() {
        callers = new Callers(tokens);
    }

    @Test
    void poison_is_listed_without_its_content_and_opened_with_it() {
        String scope = poison("a");
        letters()
                .body("items", hasSize(1))
                .rootPath("items[0]")
                .body("topic", equalTo(TOPIC))
                .body("group", equalTo("messaging-test"))
                .body("eventId", equalTo(scope))
                .body("eventType", equalTo(EventType.RECONCILIATION_REQUESTED.type()))
                .body("environment", equalTo("test"))
                .body("code", equalTo(code))
                .body("pointers", contains("/scope"))
                .body("bytes", equalTo(value(scope).length))
                .body("state", equalTo("waiting"))
                .body("attempts", equalTo(0))
                .body("decision", nullValue())
                .body("value", nullValue())
                .body("headers", nullValue())
                .body("key", nullValue());
        open(onlyId())
                .statusCode(200)
                .body("code", equalTo(code))
                .body("key.text", equalTo("key"))
                .body("value.text", equalTo(new String(value(scope), UTF_8)))
                .body("value.base64", equalTo(Base64.getEncoder().encodeToString(value(scope))))
                .body("headers.name", hasItem(EventMetadata.CE_ID))
                .body("headers.find { it.name == 'ce_id' }.value.text", equalTo(scope));
    }

    @Test
    void a_letter_whose_cause_has_vanished_is_replayed_once_by_the_groups_own_handler() {
        String scope = poison("a");
        long id = onlyId();
        int published = published(scope);
        listener.accept(scope);
        replay(id)
                .statusCode(200)
                .body("state", equalTo("replayed"))
                .body("decision.by", equalTo("development"))
                .body("decision.reason", equalTo("cause mended"));
        assertThat(listener.scopes()).containsOnlyOnce(scope);
        assertThat(published(scope)).isEqualTo(published);
        assertThat(Servers.number(
                        database, "select count(*) from inbox where event_id = '" + scope + "' and replay_id = ''"))
                .isEqualTo(1);
        replay(id).statusCode(409).contentType("application/problem+json");
        assertThat(listener.scopes()).containsOnlyOnce(scope);
        open(id).statusCode(200)
                .body("value", nullValue())
                .body("key", nullValue())
                .body("headers", empty());
    }

    @Test
    void an_event_that_became_two_letters_has_its_effect_once() {
        String scope = poison("a");
        poison("a");
        listener.accept(scope);
        int id = begin("{\"code\": \"" + code + "\"}");
        await().atMost(PATIENCE).until(() -> state(id).equals("done"));
        shown(id).body("letters", equalTo(2)).body("replayed", equalTo(2));
        letters("state=replayed").body("items.eventId", contains(scope, scope));
        assertThat(listener.scopes()).containsOnlyOnce(scope);
    }

    @Test
    void an_event_that_its_publisher_repeated_with_success_has_no_second_effect_by_a_replay() {
        String scope = poison("a");
        long id = onlyId();
        listener.accept(scope);
        publish(scope);
        await().atMost(PATIENCE).until(() -> listener.scopes().contains(scope));
        replay(id).statusCode(200).body("state", equalTo("replayed"));
        assertThat(listener.scopes()).containsOnlyOnce(scope);
    }

    @Test
    void of_two_replays_of_one_letter_at_the_same_time_one_comes_too_late() throws Exception {
        String scope = poison("a");
        long id = onlyId();
        listener.accept(scope);
        CountDownLatch gate = listener.hold(scope);
        try (ExecutorService operators = Executors.newFixedThreadPool(2)) {
            Future<Integer> first = operators.submit(() -> replay(id).extract().statusCode());
            await().atMost(PATIENCE).until(() -> listener.beginnings(scope) == 1);
            Future<Integer> second = operators.submit(() -> replay(id).extract().statusCode());
            await().atMost(PATIENCE).until(this::somebodyWaitsForALock);
            gate.countDown();
            assertThat(first.get()).isEqualTo(200);
            assertThat(second.get()).isEqualTo(409);
        }
        assertThat(listener.beginnings(scope)).isEqualTo(1);
        assertThat(listener.scopes()).containsOnlyOnce(scope);
        open(id).body("state", equalTo("replayed"));
    }

    @Test
    void two_replicas_that_go_on_with_one_replay_count_a_letter_once_that_had_its_effect() throws Exception {
        String scope = poison("a");
        listener.accept(scope);
        int id = goOnTwice(scope);
        shown(id).body("replayed", equalTo(1)).body("unusable", equalTo(0)).body("failures", equalTo(0));
        assertThat(listener.scopes()).containsOnlyOnce(scope);
    }

    @Test
    void two_replicas_that_go_on_with_one_replay_count_a_letter_once_that_is_unusable_still() throws Exception {
        String scope = poison("a");
        int id = goOnTwice(scope);
        shown(id).body("replayed", equalTo(0)).body("unusable", equalTo(1)).body("failures", equalTo(0));
        letters("state=waiting").body("items.attempts", contains(1));
    }

    /** Has two replicas go on at the same time with a replay of the one letter, and waits for its end. */
    private int goOnTwice(String scope) throws Exception {
        CountDownLatch gate = listener.hold(scope);
        int id = (int)
                replays.begin(ReplayRequest.filter(("{\"code\":\"" + code + "\"}").getBytes(UTF_8)), "me", "test");
        Replays replica = new Replays(replays, rows, letterReplay, null);
        try (ExecutorService replicas = Executors.newFixedThreadPool(2)) {
            Future<Progress> first = replicas.submit(replica::goOn);
            await().atMost(PATIENCE).until(() -> listener.beginnings(scope) == 1);
            Future<Progress> second = replicas.submit(replica::goOn);
            await().atMost(PATIENCE).until(this::somebodyWaitsForALock);
            gate.countDown();
            assertThat(first.get()).isEqualTo(Progress.MADE);
            assertThat(second.get()).isEqualTo(Progress.MADE);
        }
        await().atMost(PATIENCE).until(() -> state(id).equals("done"));
        return id;
    }

    private boolean somebodyWaitsForALock() {
        return Servers.number(
                        database,
                        "select count(*) from pg_stat_activity"
                                + " where datname = current_database() and wait_event_type = 'Lock'")
                > 0;
    }

    @Test
    void a_letter_that_is_unusable_still_waits_with_the_new_code() {
        String scope = poison("a");
        long id = onlyId();
        listener.refuse(scope, code + "_NEW");
        replay(id).statusCode(422).body("detail", containsString(code + "_NEW at /scope"));
        replay(id).statusCode(422);
        open(id).body("state", equalTo("waiting"))
                .body("code", equalTo(code + "_NEW"))
                .body("attempts", equalTo(2))
                .body("value.text", equalTo(new String(value(scope), UTF_8)));
        assertThat(listener.scopes()).doesNotContain(scope);
    }

    @Test
    void trouble_during_a_replay_changes_nothing() {
        String scope = poison("a");
        long id = onlyId();
        listener.failOn(scope);
        replay(id)
                .statusCode(503)
                .contentType("application/problem+json")
                .body("detail", containsString("IllegalStateException at Listener.java"))
                .body("detail", not(containsString(scope)));
        open(id).body("state", equalTo("waiting")).body("code", equalTo(code)).body("attempts", equalTo(0));
        assertThat(Servers.number(database, "select count(*) from inbox where event_id = '" + scope + "'"))
                .isZero();
        listener.accept(scope);
        replay(id).statusCode(200);
        assertThat(listener.scopes()).containsOnlyOnce(scope);
    }

    @Test
    void a_letter_is_discarded_with_a_reason_and_nothing_of_its_record_stays() {
        String scope = poison("a");
        long id = onlyId();
        callers.operator().delete("/v1/dead-letters/" + id).then().statusCode(400);
        operator("made up by a test").delete("/v1/dead-letters/" + id).then().statusCode(204);
        open(id).body("state", equalTo("discarded"))
                .body("decision.reason", equalTo("made up by a test"))
                .body("eventId", equalTo(scope))
                .body("value", nullValue())
                .body("key", nullValue())
                .body("headers", empty());
        listener.accept(scope);
        replay(id).statusCode(409);
        operator("again").delete("/v1/dead-letters/" + id).then().statusCode(409);
        assertThat(listener.scopes()).doesNotContain(scope);
        callers.support()
                .get("/v1/audit?action=dead-letter.discard&limit=2")
                .then()
                .body("items[1].reason", equalTo("made up by a test"))
                .body("items[1].path", equalTo("/v1/dead-letters/" + id))
                .body("items.outcome.status", contains(409, 204));
    }

    @Test
    void letters_are_filtered_and_paged() {
        IntStream.range(0, 3).forEach(i -> poison("p" + i));
        String next = letters("limit=2")
                .body("items.eventId", contains(scope("p2"), scope("p1")))
                .extract()
                .path("next");
        letters("limit=2&cursor=" + next)
                .body("items.eventId", contains(scope("p0")))
                .body("next", nullValue());
        letters("topic=" + TOPIC + "&type=" + EventType.RECONCILIATION_REQUESTED.type() + "&state=waiting")
                .body("items", hasSize(3));
        letters("topic=another").body("items", empty());
        letters("type=another").body("items", empty());
        letters("state=discarded").body("items", empty());
        letters("to=2026-01-01T00:00:00Z").body("items", empty());
        letters("from=2026-01-01T00:00:00Z").body("items", hasSize(3));
        for (String query : List.of("state=lost", "limit=0", "from=x", "cursor=x", "code=%00")) {
            callers.support().get("/v1/dead-letters?" + query).then().statusCode(400);
        }
    }

    @Test
    void all_letters_of_a_filter_are_replayed_in_the_order_of_their_partition() {
        List<String> scopes =
                IntStream.range(0, 6).mapToObj(i -> poison("r" + i)).toList();
        listener.refuse(scopes.get(3), code + "_STILL");
        scopes.stream().filter(scope -> !scope.equals(scopes.get(3))).forEach(listener::accept);
        String another = poison("other", code + "_OTHER");
        listener.accept(another);

        int id = begin("{\"code\": \"" + code + "\", \"topic\": \"" + TOPIC + "\"}");

        await().atMost(PATIENCE).until(() -> state(id).equals("done"));
        shown(id)
                .body("letters", equalTo(6))
                .body("replayed", equalTo(5))
                .body("unusable", equalTo(1))
                .body("askedBy", equalTo("development"))
                .body("reason", equalTo("cause mended"))
                .body("filter.code", equalTo(code))
                .body("filter.topic", equalTo(TOPIC))
                .body("newestId", nullValue())
                .body("reached", nullValue());
        assertThat(listener.scopes().stream().filter(scope -> scope.startsWith(code)))
                .containsExactly(scopes.get(0), scopes.get(1), scopes.get(2), scopes.get(4), scopes.get(5));
        callers.support()
                .get("/v1/audit?action=dead-letter-replay.begin&limit=1")
                .then()
                .body("items[0].path", equalTo("/v1/dead-letters/replays"))
                .body("items[0].outcome.location", equalTo("/v1/dead-letters/replays/" + id));
        letters("state=replayed").body("items", hasSize(5)).body("items.decision.reason", hasItem("cause mended"));
        callers.support()
                .get("/v1/dead-letters?code=" + code + "_STILL")
                .then()
                .body("items.eventId", contains(scopes.get(3)))
                .body("items.attempts", contains(1));
        callers.support()
                .get("/v1/dead-letters?code=" + code + "_OTHER")
                .then()
                .body("items.state", contains("waiting"));
    }

    @Test
    void a_replay_waits_for_trouble_to_pass_and_can_be_cancelled_meanwhile() {
        String scope = poison("a");
        listener.failOn(scope);
        int id = begin("{\"code\": \"" + code + "\"}");
        await().atMost(PATIENCE).untilAsserted(() -> shown(id)
                .body("state", equalTo("running"))
                .body("fault", startsWith("IllegalStateException at Listener.java")));
        operator("handler must be mended first")
                .delete("/v1/dead-letters/replays/" + id)
                .then()
                .statusCode(204);
        shown(id).body("state", equalTo("cancelled")).body("replayed", equalTo(0));
        operator("again").delete("/v1/dead-letters/replays/" + id).then().statusCode(409);
        letters("state=waiting").body("items", hasSize(1)).body("items.attempts", contains(0));

        int second = begin("{\"code\": \"" + code + "\"}");
        listener.accept(scope);
        await().atMost(Duration.ofSeconds(60)).until(() -> state(second).equals("done"));
        assertThat(listener.scopes()).containsOnlyOnce(scope);
        callers.support().get("/v1/dead-letters/replays?limit=2").then().body("items.id", contains(second, id));
    }

    @Test
    void a_replay_of_a_misspelt_filter_is_refused_rather_than_widened() {
        for (String body : List.of("{\"kode\": \"X\"}", "", "null", "[]", "{\"topic\": 1}", "{\"from\": \"soon\"}")) {
            operator("cause mended")
                    .body(body)
                    .post("/v1/dead-letters/replays")
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json");
        }
    }

    @Test
    void support_looks_an_operator_decides_and_a_single_client_sees_nothing() {
        poison("a");
        long id = onlyId();
        String letter = "/v1/dead-letters/" + id;
        for (String path : List.of("/v1/dead-letters", letter, "/v1/dead-letters/replays", "/v1/parked-records")) {
            callers.support().get(path).then().statusCode(200);
            callers.operator().get(path).then().statusCode(200);
            callers.client().get(path).then().statusCode(403).contentType("application/problem+json");
            callers.other().get(path).then().statusCode(403);
            given().get(path).then().statusCode(401);
        }
        for (RequestSpecification caller : List.of(callers.support(), callers.client())) {
            caller.header(Reason.HEADER, "because").body("{}");
            caller.post(letter + "/replays").then().statusCode(403);
            caller.delete(letter).then().statusCode(403);
            caller.post("/v1/dead-letters/replays").then().statusCode(403);
            caller.delete("/v1/dead-letters/replays/1").then().statusCode(403);
            caller.post("/v1/parked-records/1/releases").then().statusCode(403);
            caller.delete("/v1/parked-records/1").then().statusCode(403);
        }
        open(id).body("state", equalTo("waiting"));
    }

    @Test
    void what_is_not_there_is_not_found() {
        for (String path : List.of("/v1/dead-letters/999999", "/v1/dead-letters/replays/999999")) {
            callers.support().get(path).then().statusCode(404).contentType("application/problem+json");
            operator("because").delete(path).then().statusCode(404);
        }
        replay(999999).statusCode(404);
        callers.support().get("/v1/dead-letters/99999999999999999999").then().statusCode(404);
    }

    @Test
    void waiting_letters_are_counted_by_topic() throws Exception {
        poison("a");
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new LetterMeters(rows, redelivery, registry).sample();
        assertThat(registry.get("recoup.deadletters.waiting")
                        .tag("topic", TOPIC)
                        .gauge()
                        .value())
                .isEqualTo(Servers.number(
                        database,
                        "select count(*) from dead_letter where state = 'waiting' and topic = '" + TOPIC + "'"));
    }

    @Test
    void neither_headers_nor_lists_nor_the_trail_hold_personal_data_of_the_record() {
        String name = "Jane-" + code;
        byte[] personal = ("{\"scope\": \"" + name + "\"}").getBytes(UTF_8);
        listener.refuse(name, code);
        QuarkusTransaction.requiringNew()
                .run(() -> publisher.publish(Topic.RECONCILE_REQUESTS, name, metadata(scope("pd")), personal));
        long id = onlyId();
        listener.refuse(name, "STILL_" + code);
        replay(id).statusCode(422).body("detail", not(containsString("Jane")));
        operator("not needed").delete("/v1/dead-letters/" + id).then().statusCode(204);
        for (String path : List.of("/v1/dead-letters?limit=200", "/v1/audit?limit=200", "/v1/dead-letters/" + id)) {
            assertThat(callers.support().get(path).asString()).doesNotContain("Jane");
        }
        try (TopicReader reader = new TopicReader(Topic.RECONCILE_REQUESTS.deadLetterName("messaging-test"))) {
            assertThat(reader
                            .readUntil(
                                    records -> records.stream()
                                            .anyMatch(record -> name.equals(new String(record.key(), UTF_8))),
                                    PATIENCE)
                            .stream()
                            .filter(record -> name.equals(new String(record.key(), UTF_8)))
                            .flatMap(record -> List.of(record.headers().toArray()).stream())
                            .map(header -> new String(header.value(), UTF_8)))
                    .isNotEmpty()
                    .noneMatch(value -> value.contains("Jane"));
        }
    }

    /** Publishes an event that the handler refuses, and waits until it is a dead letter. */
    private String poison(String name) {
        return poison(name, code);
    }

    private String poison(String name, String why) {
        String scope = scope(name);
        listener.refuse(scope, why);
        long before = lettersOf(scope);
        publish(scope);
        await().atMost(PATIENCE).until(() -> lettersOf(scope) == before + 1);
        return scope;
    }

    private void publish(String scope) {
        QuarkusTransaction.requiringNew()
                .run(() -> publisher.publish(Topic.RECONCILE_REQUESTS, "key", metadata(scope), value(scope)));
    }

    private long lettersOf(String scope) {
        return Servers.number(database, "select count(*) from dead_letter where event_id = '" + scope + "'");
    }

    private String scope(String name) {
        return code + "-" + name;
    }

    private static byte[] value(String scope) {
        return ("{\"scope\":\"" + scope + "\"}").getBytes(UTF_8);
    }

    private EventMetadata metadata(String id) {
        return EventMetadata.of(
                        EventType.RECONCILIATION_REQUESTED, "/recoup/messaging-test", Environment.TEST, clock.instant())
                .id(id)
                .build();
    }

    private ValidatableResponse letters(String... more) {
        return callers.support()
                .get("/v1/dead-letters?code=" + code + "&" + String.join("&", more))
                .then()
                .statusCode(200);
    }

    private long onlyId() {
        await().atMost(PATIENCE)
                .until(() ->
                        Servers.number(database, "select count(*) from dead_letter where code = '" + code + "'") == 1);
        return letters().body("items", hasSize(1)).extract().jsonPath().getLong("items[0].id");
    }

    private ValidatableResponse open(long id) {
        return callers.support().get("/v1/dead-letters/" + id).then();
    }

    private ValidatableResponse replay(long id) {
        return operator("cause mended")
                .post("/v1/dead-letters/" + id + "/replays")
                .then();
    }

    private int begin(String filter) {
        return operator("cause mended")
                .body(filter)
                .post("/v1/dead-letters/replays")
                .then()
                .statusCode(202)
                .header("Location", containsString("/v1/dead-letters/replays/"))
                .extract()
                .path("id");
    }

    private ValidatableResponse shown(int id) {
        return callers.support().get("/v1/dead-letters/replays/" + id).then().statusCode(200);
    }

    private String state(int id) {
        return shown(id).extract().path("state");
    }

    private int published(String scope) {
        try (TopicReader reader = new TopicReader(TOPIC)) {
            return (int) reader.readToTheEnd().stream()
                    .flatMap(List::stream)
                    .filter(record -> new String(record.value(), UTF_8).contains(scope))
                    .count();
        }
    }

    private RequestSpecification operator(String reason) {
        return callers.operator().contentType("application/json").header(Reason.HEADER, reason);
    }
}
