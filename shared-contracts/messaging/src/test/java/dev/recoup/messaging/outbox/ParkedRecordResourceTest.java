package dev.recoup.messaging.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.recoup.messaging.Callers;
import dev.recoup.messaging.Servers;
import dev.recoup.messaging.TopicReader;
import dev.recoup.messaging.application.BrokerAndDatabase;
import dev.recoup.messaging.audit.Reason;
import dev.recoup.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BrokerAndDatabase.class)
class ParkedRecordResourceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String topic = "parked-" + UUID.randomUUID();

    Tokens tokens;

    @Inject
    DataSource database;

    private Callers callers;

    @BeforeEach
    void begin() {
        callers = new Callers(tokens);
        Servers.createTopic(topic, 1, Map.of());
    }

    @AfterEach
    void leaveNothingParked() {
        Servers.execute(database, "delete from outbox where topic = '" + topic + "'");
    }

    @Test
    void a_record_that_is_released_leaves_in_its_place_before_those_that_waited_behind_it() {
        long parked = park("first");
        insert("second", "null, null");
        released(parked).statusCode(204);
        assertThat(values(2)).containsExactly("first", "second");
        released(parked).statusCode(404).contentType("application/problem+json");
        callers.support()
                .get("/v1/audit?action=parked-record.release&limit=2")
                .then()
                .body("items.path", everyItem(equalTo("/v1/parked-records/" + parked + "/releases")))
                .body("items.reason", everyItem(equalTo("the topic takes it now")))
                .body("items.outcome.status", contains(404, 204));
    }

    @Test
    void a_record_that_is_discarded_never_leaves_and_those_behind_it_do() {
        long parked = park("first");
        insert("second", "null, null");
        callers.operator().delete("/v1/parked-records/" + parked).then().statusCode(400);
        discarded(parked).statusCode(204);
        assertThat(values(1)).containsExactly("second");
        discarded(parked).statusCode(404).contentType("application/problem+json");
        callers.support()
                .get("/v1/audit?action=parked-record.discard&limit=2")
                .then()
                .body("items.path", everyItem(equalTo("/v1/parked-records/" + parked)))
                .body("items.reason", everyItem(equalTo("too large for good")))
                .body("items.outcome.status", contains(404, 204));
    }

    @Test
    void parked_records_are_listed_page_by_page_without_their_content() {
        List<Integer> ids = List.of((int) park("first"), (int) park("second"), (int) park("third"));
        String next = callers.support()
                .get("/v1/parked-records?limit=2")
                .then()
                .statusCode(200)
                .body("items.id", contains(ids.get(0), ids.get(1)))
                .body("items[0].topic", equalTo(topic))
                .body("items[0].eventId", equalTo("first"))
                .body("items[0].code", equalTo("RECORD_TOO_LARGE"))
                .body("items[0].bytes", equalTo("first".length()))
                .body("items[0].parkedAt", notNullValue())
                .body("items[0].value", nullValue())
                .body("items[0].key", nullValue())
                .extract()
                .path("next");
        callers.operator()
                .get("/v1/parked-records?limit=2&cursor=" + next)
                .then()
                .statusCode(200)
                .body("items.id", contains(ids.get(2)))
                .body("next", nullValue());
    }

    @Test
    void what_waits_but_is_not_parked_cannot_be_decided_about() {
        park("first");
        long behind = insert("second", "null, null");
        released(behind).statusCode(404);
        discarded(behind).statusCode(404);
        released(Long.MAX_VALUE).statusCode(404);
        assertThat(Servers.number(database, "select count(*) from outbox where id = " + behind))
                .isEqualTo(1);
    }

    private long park(String value) {
        return insert(value, "now(), 'RECORD_TOO_LARGE'");
    }

    /** All rows of a test have one key, as if they were about one client. */
    private long insert(String value, String parked) {
        return Servers.number(
                database,
                "insert into outbox (shard, order_key, topic, record_key, header_names, header_values, value, bytes, ce_id,"
                        + " environment, parked_at, parked_code) values (3, " + topic.hashCode() + ", '" + topic
                        + "', 'key', '{}', '{}', '" + value + "', " + value.length() + ", '" + value + "', 'test', "
                        + parked
                        + ") returning id");
    }

    private List<String> values(int atLeast) {
        try (TopicReader reader = new TopicReader(topic)) {
            return reader.readUntil(records -> records.size() >= atLeast, PATIENCE).stream()
                    .map(record -> new String(record.value(), UTF_8))
                    .toList();
        }
    }

    private ValidatableResponse released(long id) {
        return operator("the topic takes it now")
                .post("/v1/parked-records/" + id + "/releases")
                .then();
    }

    private ValidatableResponse discarded(long id) {
        return operator("too large for good").delete("/v1/parked-records/" + id).then();
    }

    private RequestSpecification operator(String reason) {
        return callers.operator().header(Reason.HEADER, reason);
    }
}
