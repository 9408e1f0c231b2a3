package dev.recoup.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.cases.fixture.Platform;
import dev.recoup.events.EventJson;
import dev.recoup.events.EventMetadata;
import dev.recoup.events.EventType;
import dev.recoup.events.Topic;
import dev.recoup.events.cases.CaseState;
import dev.recoup.testing.EventProbe;
import dev.recoup.testing.OperatorDesk;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.Tokens;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Case requests that could not be used once are replayed when they can. */
@RecoupTest(service = "case-service")
class ReplayedLetterTest {

    EventProbe probe;
    Tokens tokens;

    @TestHTTPResource("/")
    URI service;

    @Inject
    DataSource database;

    private Platform platform;
    private OperatorDesk desk;

    @BeforeEach
    void begin() {
        platform = new Platform(probe);
        desk = new OperatorDesk(service, tokens, probe);
    }

    @Test
    void a_replayed_case_request_becomes_a_claim_and_its_repetition_has_no_second_effect() throws Exception {
        String id = Platform.newId();
        Map<String, String> headers = new TreeMap<>(platform.headers(EventType.CASE_REQUESTED));
        String body = new String(EventJson.write(platform.request(id).build()), StandardCharsets.UTF_8);
        long letter = letter(headers, body);

        HttpResponse<String> replayed = desk.replay(letter);

        assertThat(replayed.statusCode()).as(replayed.body()).isEqualTo(200);
        platform.await(id, CaseState.WAITING_FOR_CLIENT);
        assertThat(desk.open(letter).get("state").asText()).isEqualTo("replayed");
        assertThat(desk.replay(letter).statusCode()).isEqualTo(409);

        probe.publish(Topic.CASE_REQUESTS, platform.tenant, headers, body);
        String afterwards = Platform.newId();
        platform.publish(platform.request(afterwards).build());
        platform.await(afterwards, CaseState.WAITING_FOR_CLIENT);
        assertThat(platform.states(id)).containsExactly(CaseState.WAITING_FOR_CLIENT);
        assertThat(count("inbox where event_id = '" + headers.get(EventMetadata.CE_ID) + "'"))
                .isEqualTo(1);
    }

    @Test
    void an_effect_that_cannot_be_committed_leaves_the_letter_waiting_and_nothing_else() throws Exception {
        String id = Platform.newId();
        Map<String, String> headers = platform.headers(EventType.CASE_REQUESTED);
        String body = new String(EventJson.write(platform.request(id).build()), StandardCharsets.UTF_8);
        long letter = letter(headers, body);
        refuse("create constraint trigger not_now after insert on claim deferrable initially deferred", id, "40001");
        try {
            assertThat(desk.replay(letter).statusCode()).isEqualTo(503);
            assertThat(desk.open(letter).get("state").asText()).isEqualTo("waiting");
            assertThat(desk.open(letter).get("attempts").asInt()).isZero();
            assertThat(count("claim where collection_id = '" + id + "'")).isZero();
            assertThat(count("client_view where external_tenant_id = '" + platform.tenant + "'"))
                    .isZero();
            assertThat(count("inbox where event_id = '" + headers.get(EventMetadata.CE_ID) + "'"))
                    .isZero();
        } finally {
            refuseNoMore();
        }

        assertThat(desk.replay(letter).statusCode()).isEqualTo(200);
        platform.await(id, CaseState.WAITING_FOR_CLIENT);
        assertThat(platform.states(id)).containsExactly(CaseState.WAITING_FOR_CLIENT);
        assertThat(desk.open(letter).get("state").asText()).isEqualTo("replayed");
    }

    @Test
    void a_request_with_a_value_that_a_table_does_not_take_is_a_dead_letter_until_the_table_does() throws Exception {
        String id = Platform.newId();
        Map<String, String> headers = platform.headers(EventType.CASE_REQUESTED);
        String eventId = headers.get(EventMetadata.CE_ID);
        String neighbour = Platform.newId();
        refuse("create trigger not_now before insert on claim", id, "22003");
        try {
            probe.publish(
                    Topic.CASE_REQUESTS,
                    platform.tenant,
                    headers,
                    new String(EventJson.write(platform.request(id).build()), StandardCharsets.UTF_8));
            platform.publish(platform.request(neighbour).build());
            assertThat(probe.await(
                                    Topic.CASE_REQUESTS.deadLetterName("case-service"),
                                    record -> record.header(EventMetadata.CE_ID).equals(eventId))
                            .header("recoup_dlq_code"))
                    .isEqualTo("NOT_STORABLE");
            platform.await(neighbour, CaseState.WAITING_FOR_CLIENT);
        } finally {
            refuseNoMore();
        }

        assertThat(desk.replay(number("id from dead_letter where event_id = '" + eventId + "'"))
                        .statusCode())
                .isEqualTo(200);
        platform.await(id, CaseState.WAITING_FOR_CLIENT);
        assertThat(platform.states(id)).containsExactly(CaseState.WAITING_FOR_CLIENT);
    }

    private void refuse(String trigger, String collectionId, String state) throws SQLException {
        execute("create function not_now() returns trigger language plpgsql as"
                + " $$ begin raise exception 'not now' using errcode = '" + state + "'; end $$");
        execute(trigger + " for each row when (new.collection_id = '" + collectionId + "') execute function not_now()");
    }

    private void refuseNoMore() throws SQLException {
        execute("drop trigger not_now on claim");
        execute("drop function not_now");
    }

    private long letter(Map<String, String> headers, String body) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into dead_letter (topic, partition, record_offset, consumer_group, record_key, header_names,
                                                 header_values, value, value_bytes, event_id, environment, code, pointers,
                                                 record_time)
                        values (?, 0, -1, 'case-service', ?, ?, ?, ?, ?, ?, 'test', 'UNREADABLE_VALUE', '{}',
                                clock_timestamp())
                        returning id
                        """)) {
            byte[] value = body.getBytes(StandardCharsets.UTF_8);
            insert.setString(1, Topic.CASE_REQUESTS.topicName());
            insert.setBytes(2, platform.tenant.getBytes(StandardCharsets.UTF_8));
            insert.setArray(3, connection.createArrayOf("bytea", bytes(headers.keySet())));
            insert.setArray(4, connection.createArrayOf("bytea", bytes(headers.values())));
            insert.setBytes(5, value);
            insert.setInt(6, value.length);
            insert.setString(7, headers.get(EventMetadata.CE_ID));
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static byte[][] bytes(Collection<String> texts) {
        return texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    }

    private long count(String rows) throws SQLException {
        return number("count(*) from " + rows);
    }

    private long number(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select " + query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
