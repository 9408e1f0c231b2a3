package dev.recoup.messaging.audit;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.recoup.messaging.Callers;
import dev.recoup.messaging.Servers;
import dev.recoup.messaging.application.BrokerAndDatabase;
import dev.recoup.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BrokerAndDatabase.class)
class AuditTest {

    /** One character of two UTF-16 units, whose bytes the client's headers can carry. */
    private static final String HAN = Character.toString(0x20820);

    private final String id = UUID.randomUUID().toString();

    Tokens tokens;

    @Inject
    DataSource database;

    @Test
    void a_call_is_noted_before_it_is_made_and_its_outcome_after_it() {
        operator()
                .header(Reason.HEADER, "  ticket 4711 ")
                .post("/levers/{id}/pull?debtor=Jane", id)
                .then()
                .statusCode(202)
                .body(equalTo("1"));
        entry("lever.pull")
                .body("actor", equalTo("development"))
                .body("action", equalTo("lever.pull"))
                .body("path", equalTo("/levers/" + id + "/pull"))
                .body("reason", equalTo("ticket 4711"))
                .body("environment", equalTo("test"))
                .body("outcome.status", equalTo(202))
                .body("outcome.fault", nullValue())
                .body("outcome.location", nullValue());
        assertThat(Servers.number(
                        database, "select count(*) from audit where path like '%" + id + "%' and ended_at >= begun_at"))
                .isEqualTo(1);
    }

    @Test
    void a_call_without_a_usable_reason_is_a_problem_that_says_so_and_is_neither_made_nor_noted() {
        int before = Levers.PULLED.get();
        for (RequestSpecification request : List.of(
                operator(),
                operator().header(Reason.HEADER, "no"),
                operator().header(Reason.HEADER, "   x  "),
                operator().header(Reason.HEADER, "x".repeat(501)))) {
            request.post("/levers/{id}/pull", id)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("title", equalTo("Bad Request"))
                    .body("status", equalTo(400))
                    .body("detail", containsString("in the header Recoup-Reason, 3 to 500 characters"));
        }
        assertThat(Levers.PULLED).hasValue(before);
        assertThat(entries()).isZero();
    }

    @Test
    void a_reason_is_measured_in_characters_and_not_in_their_halves() {
        operator()
                .header(Reason.HEADER, utf8(HAN.repeat(500)))
                .post("/levers/{id}/pull", id)
                .then()
                .statusCode(202);
        for (String tooLittleOrTooMuch : List.of(HAN.repeat(2), HAN.repeat(501))) {
            operator()
                    .header(Reason.HEADER, utf8(tooLittleOrTooMuch))
                    .post("/levers/{id}/pull", id)
                    .then()
                    .statusCode(400);
        }
        assertThat(entries()).isEqualTo(1);
    }

    private static String utf8(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    @Test
    void a_reason_of_three_or_of_five_hundred_characters_is_enough() {
        operator()
                .header(Reason.HEADER, "abc")
                .post("/levers/{id}/pull", id)
                .then()
                .statusCode(202);
        operator()
                .header(Reason.HEADER, "x".repeat(500))
                .post("/levers/{id}/pull", id)
                .then()
                .statusCode(202);
        assertThat(entries()).isEqualTo(2);
    }

    @Test
    void a_reason_in_another_language_is_kept_as_it_was_written() {
        String reason = "Rückruf von heute früh";
        operator()
                .header(Reason.HEADER, utf8(reason))
                .post("/levers/{id}/pull", id)
                .then()
                .statusCode(202);
        entry("lever.pull").body("reason", equalTo(reason));
        operator()
                .header(Reason.HEADER, reason)
                .post("/levers/{id}/pull", id)
                .then()
                .statusCode(202);
        entry("lever.pull").body("reason", equalTo(reason));
    }

    @Test
    void an_answer_by_exception_is_noted_with_its_status() {
        operator()
                .header(Reason.HEADER, "because")
                .post("/levers/{id}/refuse", id)
                .then()
                .statusCode(409);
        entry("lever.refuse").body("outcome.status", equalTo(409)).body("outcome.fault", nullValue());
    }

    @Test
    void a_failure_is_noted_by_type_and_place_only_though_the_calls_transaction_is_rolled_back() {
        operator()
                .header(Reason.HEADER, "because")
                .post("/levers/{id}/break", id)
                .then()
                .statusCode(500)
                .contentType("application/problem+json")
                .body("detail", equalTo("The call failed; the log says where."))
                .body(not(containsString("Jane")));
        entry("lever.break")
                .body("outcome.status", equalTo(500))
                .body("outcome.fault", startsWith("IllegalStateException at Levers.java:"))
                .body("outcome.fault", not(containsString("Jane")));
    }

    @Test
    void a_call_that_answers_nothing_is_noted_as_204() {
        operator()
                .header(Reason.HEADER, "because")
                .delete("/levers/{id}", id)
                .then()
                .statusCode(204);
        entry("lever.remove").body("outcome.status", equalTo(204));
    }

    @Test
    void a_call_whose_end_nobody_noted_is_shown_without_outcome() {
        Servers.execute(
                database,
                "insert into audit (actor, action, path, reason, environment) values ('" + id
                        + "', 'lever.pull', '/levers/1', 'because', 'test')");
        support()
                .get("/v1/audit?actor=" + id)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].outcome", nullValue())
                .body("next", nullValue());
    }

    @Test
    void nothing_is_done_that_cannot_be_noted() {
        int before = Levers.PULLED.get();
        Servers.execute(database, "alter table audit rename to audit_away");
        try {
            operator()
                    .header(Reason.HEADER, "because")
                    .post("/levers/{id}/pull", id)
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .body("detail", startsWith("Nothing was done"));
        } finally {
            Servers.execute(database, "alter table audit_away rename to audit");
        }
        assertThat(Levers.PULLED).hasValue(before);
    }

    @Test
    void whoever_may_not_call_is_turned_away_before_anything_is_noted() {
        given().header(Reason.HEADER, "because")
                .post("/levers/{id}/pull", id)
                .then()
                .statusCode(401);
        support()
                .header(Reason.HEADER, "because")
                .post("/levers/{id}/pull", id)
                .then()
                .statusCode(403);
        operator().get("/levers/{id}", id).then().statusCode(200);
        assertThat(entries()).isZero();
    }

    @Test
    void the_trail_is_shown_to_support_and_operators_and_to_no_single_client() {
        support().get("/v1/audit").then().statusCode(200);
        operator().get("/v1/audit").then().statusCode(200);
        given().get("/v1/audit").then().statusCode(401);
        new Callers(tokens).other().get("/v1/audit").then().statusCode(403);
        new Callers(tokens).client().get("/v1/audit").then().statusCode(403).contentType("application/problem+json");
    }

    @Test
    void the_trail_is_paged_from_the_newest_to_the_oldest() {
        IntStream.range(0, 5).forEach(i -> insert("2026-01-0" + (i + 1) + "T00:00:00Z", "call-" + i));
        String cursor = page("limit=2", "call-4", "call-3");
        cursor = page("limit=2&cursor=" + cursor, "call-2", "call-1");
        assertThat(page("limit=2&cursor=" + cursor, "call-0")).isNull();
        assertThat(page("limit=5", "call-4", "call-3", "call-2", "call-1", "call-0"))
                .isNull();
    }

    @Test
    void the_trail_is_filtered_by_action_and_time() {
        IntStream.range(0, 5).forEach(i -> insert("2026-01-0" + (i + 1) + "T00:00:00Z", "call-" + i));
        page("action=call-2", "call-2");
        page("from=2026-01-03T00:00:00Z&to=2026-01-05T00:00:00Z", "call-3", "call-2");
        page("to=2026-01-02T01:00:00%2B01:00", "call-0");
    }

    @Test
    void parameters_that_are_none_are_problems() {
        for (String query : List.of(
                "limit=0",
                "limit=201",
                "limit=x",
                "cursor=!",
                "cursor=bm9uZQ",
                "from=yesterday",
                "to=2026-01-01",
                "from=%2B300000-01-01T00:00:00Z",
                "to=-0001-01-01T00:00:00Z",
                "from=1969-12-31T23:59:59Z",
                "actor=%00")) {
            support().get("/v1/audit?" + query).then().statusCode(400).contentType("application/problem+json");
        }
    }

    private void insert(String at, String action) {
        Servers.execute(
                database,
                "insert into audit (actor, action, path, reason, environment, begun_at) values ('" + id + "', '"
                        + action + "', '/x', 'because', 'test', '" + at + "')");
    }

    private String page(String query, String... actions) {
        return support()
                .get("/v1/audit?actor=" + id + "&" + query)
                .then()
                .statusCode(200)
                .body("items.action", contains(actions))
                .extract()
                .path("next");
    }

    private ValidatableResponse entry(String action) {
        ValidatableResponse answer =
                support().get("/v1/audit?limit=1&action=" + action).then().statusCode(200);
        answer.body("items", hasSize(1))
                .body("items[0].path", containsString(id))
                .rootPath("items[0]");
        return answer;
    }

    private long entries() {
        return Servers.number(database, "select count(*) from audit where path like '%" + id + "%'");
    }

    private RequestSpecification operator() {
        return new Callers(tokens).operator();
    }

    private RequestSpecification support() {
        return new Callers(tokens).support();
    }
}
