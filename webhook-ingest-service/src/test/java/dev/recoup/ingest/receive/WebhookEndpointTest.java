package dev.recoup.ingest.receive;

import static dev.recoup.ingest.WebhookSender.anyId;
import static dev.recoup.ingest.WebhookSender.envelope;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recoup.events.Topic;
import dev.recoup.ingest.Signer;
import dev.recoup.ingest.WebhookSender;
import dev.recoup.testing.EventProbe;
import dev.recoup.testing.EventProbe.ProbedRecord;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.infra.PostgresServer.Database;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RecoupTest(service = "webhook-ingest-service")
class WebhookEndpointTest {

    private static final List<Topic> DOMAIN_TOPICS =
            List.of(Topic.DEBITURA_CLIENT_EVENTS, Topic.DEBITURA_CASE_EVENTS, Topic.DEBITURA_OTHER_EVENTS);

    private final WebhookSender live = new WebhookSender(WebhookSender.LIVE);
    private final WebhookSender test = new WebhookSender(WebhookSender.TEST);

    EventProbe probe;
    Database database;

    @Inject
    AgroalDataSource dataSource;

    @Inject
    MeterRegistry meters;

    @Test
    void an_accepted_event_reaches_its_topic_byte_for_byte_with_its_metadata() {
        String id = anyId();
        String tenant = "ten-" + id;
        String body =
                envelope(id, "client.linked", " {\n\t\"externalTenantId\" : \"" + tenant + "\", \"x\":\"Ærø 株\" } ");

        assertThat(live.send(body).statusCode()).isEqualTo(200);

        ProbedRecord record =
                probe.awaitKey(Topic.DEBITURA_CLIENT_EVENTS, tenant, 1).getFirst();
        assertThat(record.value()).isEqualTo(body.getBytes(UTF_8));
        assertThat(record.headers())
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_id", id)
                .containsEntry("ce_type", "com.debitura.client.linked")
                .containsEntry("ce_source", "/debitura/referral/referral-live")
                .containsEntry("ce_time", "2026-06-02T08:00:11Z")
                .containsEntry("ce_subject", tenant)
                .containsEntry("ce_environment", "test")
                .containsEntry("ce_mode", "live")
                .containsEntry("ce_correlationid", id)
                .containsEntry("ce_debituraevent", "client.linked")
                .containsEntry("content-type", "application/json");
    }

    @Test
    void the_mode_is_that_of_the_subscription_in_the_record_and_in_every_row() throws SQLException {
        String id = anyId();

        assertThat(test.send(caseEvent(id, "case-" + id)).statusCode()).isEqualTo(200);

        ProbedRecord record =
                probe.awaitKey(Topic.DEBITURA_CASE_EVENTS, "case-" + id, 1).getFirst();
        assertThat(record.headers())
                .containsEntry("ce_mode", "test")
                .containsEntry("ce_source", "/debitura/referral/referral-test");
        assertThat(number("select count(*) from journal where event_id = ? and mode = 'test'", id))
                .isOne();
        assertThat(number("select count(*) from received_event where event_id = ? and mode = 'test'", id))
                .isOne();
    }

    @Test
    void an_event_delivered_again_is_counted_and_not_published_again() throws SQLException {
        String id = anyId();
        String body = caseEvent(id, "case-" + id);

        assertThat(live.send(body).statusCode()).isEqualTo(200);
        assertThat(live.send(body).statusCode()).isEqualTo(200);
        assertThat(live.send(body).statusCode()).isEqualTo(200);
        String later = anyId();
        live.send(caseEvent(later, "case-" + id));

        assertThat(probe.awaitKey(Topic.DEBITURA_CASE_EVENTS, "case-" + id, 2))
                .extracting(record -> record.header("ce_id"))
                .containsExactly(id, later);
        assertThat(number("select count(*) from journal where event_id = ?", id))
                .isEqualTo(1);
        assertThat(number("select times from received_event where event_id = ?", id))
                .isEqualTo(3);
    }

    @Test
    void of_parallel_deliveries_one_is_published_and_all_are_accepted() throws Exception {
        String id = anyId();
        byte[] body = caseEvent(id, "case-" + id).getBytes(UTF_8);
        int deliveries = 24;
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Integer>> answers = new ArrayList<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> delivery = () -> {
                go.await();
                return live.send(body).statusCode();
            };
            for (int i = 0; i < deliveries; i++) {
                answers.add(senders.submit(delivery));
            }
            go.countDown();
        }
        String later = anyId();
        live.send(caseEvent(later, "case-" + id));

        for (Future<Integer> answer : answers) {
            assertThat(answer.get()).isEqualTo(200);
        }
        assertThat(probe.awaitKey(Topic.DEBITURA_CASE_EVENTS, "case-" + id, 2))
                .extracting(record -> record.header("ce_id"))
                .containsExactly(id, later);
        assertThat(number("select count(*) from journal where event_id = ?", id))
                .isEqualTo(1);
        assertThat(number("select times from received_event where event_id = ?", id))
                .isEqualTo(deliveries);
    }

    @Test
    void another_body_under_a_known_id_changes_nothing() throws SQLException {
        String id = anyId();
        String first = caseEvent(id, "case-" + id);

        assertThat(live.send(first).statusCode()).isEqualTo(200);
        assertThat(live.send(caseEvent(id, "another-case")).statusCode()).isEqualTo(200);

        assertThat(number("select count(*) from journal where event_id = ?", id))
                .isEqualTo(1);
        assertThat(probe.awaitKey(Topic.DEBITURA_CASE_EVENTS, "case-" + id, 1))
                .extracting(ProbedRecord::text)
                .containsExactly(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no JSON at all", "[]", "{\"event\":\"client.linked\"}", "\u0000", "{\"id\":\"\\u0000\"}"})
    void a_signed_body_that_cannot_be_understood_is_kept_once_and_published_to_the_others(String text)
            throws SQLException {
        byte[] body = (text + " ".repeat((int) (System.nanoTime() % 5_000))).getBytes(UTF_8);

        assertThat(live.send(body).statusCode()).isEqualTo(200);
        assertThat(live.send(body).statusCode()).isEqualTo(200);

        List<ProbedRecord> records = probe.await(
                Topic.DEBITURA_OTHER_EVENTS.topicName(), 1, record -> java.util.Arrays.equals(record.value(), body));
        assertThat(records).hasSize(1);
        ProbedRecord record = records.getFirst();
        assertThat(record.header("ce_type")).isEqualTo("com.debitura.other");
        assertThat(record.header("ce_id")).isEqualTo(record.key());
        assertThat(number("select count(*) from journal where event_id = ?", record.key()))
                .isEqualTo(1);
        assertThat(number("select times from received_event where event_id = ?", record.key()))
                .isEqualTo(2);
    }

    @Test
    void an_event_that_nobody_knows_yet_is_kept_under_its_own_name() {
        String id = anyId();

        assertThat(live.send(envelope(id, "case.reopened", "{\"caseId\":\"c\"}"))
                        .statusCode())
                .isEqualTo(200);

        ProbedRecord record = probe.awaitKey(Topic.DEBITURA_OTHER_EVENTS, id, 1).getFirst();
        assertThat(record.header("ce_type")).isEqualTo("com.debitura.other");
        assertThat(record.header("ce_debituraevent")).isEqualTo("case.reopened");
    }

    @Test
    void a_delivery_marked_as_test_is_kept_never_published_and_does_not_hide_the_real_one() throws SQLException {
        String id = anyId();
        String body = caseEvent(id, "case-" + id);

        assertThat(live.send(body, "X-Debitura-Test", "true").statusCode()).isEqualTo(200);
        assertThat(number("select count(*) from journal where purpose = 'test' and event_id = ?", id))
                .isEqualTo(1);
        assertThat(number("select count(*) from outbox where ce_id = ?", id)).isZero();
        assertThat(published(id)).isEmpty();

        assertThat(live.send(body).statusCode()).isEqualTo(200);
        assertThat(probe.awaitKey(Topic.DEBITURA_CASE_EVENTS, "case-" + id, 1)).hasSize(1);
    }

    @Test
    void a_delivery_marked_as_replay_is_recorded_as_one() throws SQLException {
        String id = anyId();

        assertThat(live.send(caseEvent(id, "case-" + id), "X-Debitura-Replay", "true")
                        .statusCode())
                .isEqualTo(200);

        assertThat(number("select count(*) from journal where origin = 'replayed' and event_id = ?", id))
                .isEqualTo(1);
        assertThat(probe.awaitKey(Topic.DEBITURA_CASE_EVENTS, "case-" + id, 1)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json; charset=utf-8",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "text/plain",
                "application/octet-stream"
            })
    void the_content_type_does_not_matter(String contentType) {
        assertThat(live.send(caseEvent(anyId(), "c"), "Content-Type", contentType)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void no_other_authentication_stands_in_front() {
        assertThat(live.send(caseEvent(anyId(), "c"), "Authorization", "Bearer nonsense")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_wrong_signature_is_refused_and_nothing_is_kept() throws Exception {
        String id = anyId();
        byte[] body = caseEvent(id, "case-" + id).getBytes(UTF_8);
        String wrong = new Signer("wrong".getBytes(UTF_8)).header(Instant.now().getEpochSecond(), body);
        double before = refused("signature_wrong");

        HttpResponse<String> answer = live.send(body, wrong, new String[0]);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        var problem = new JsonMapper().readTree(answer.body());
        assertThat(problem.get("status").asInt()).isEqualTo(401);
        assertThat(problem.get("title").asText()).isEqualTo("Unauthorized");
        assertThat(problem.get("detail").asText()).startsWith("The signature does not match");
        assertThat(refused("signature_wrong")).isEqualTo(before + 1);
        assertThat(number("select count(*) from journal where event_id = ?", id))
                .isZero();
        assertThat(number("select count(*) from received_event where event_id = ?", id))
                .isZero();
    }

    @Test
    void a_missing_a_malformed_and_an_old_signature_are_refused() {
        byte[] body = caseEvent(anyId(), "c").getBytes(UTF_8);
        long now = Instant.now().getEpochSecond();

        assertThat(WebhookSender.exchange(live.request(body).build()).statusCode())
                .isEqualTo(401);
        assertThat(live.send(body, "t=1", new String[0]).statusCode()).isEqualTo(401);
        assertThat(live.send(body, live.signer().header(now - 310, body), new String[0])
                        .statusCode())
                .isEqualTo(401);
        assertThat(live.send(body, live.signer().header(now + 90, body), new String[0])
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void the_secret_of_one_subscription_does_not_open_another() {
        byte[] body = caseEvent(anyId(), "c").getBytes(UTF_8);
        assertThat(live.send(body, test.signature(body), new String[0]).statusCode())
                .isEqualTo(401);
    }

    @Test
    void an_unknown_subscription_is_not_found() {
        HttpRequest request = HttpRequest.newBuilder(WebhookSender.url("/webhooks/debitura/nobody"))
                .POST(BodyPublishers.ofString("{}"))
                .build();

        HttpResponse<String> answer = WebhookSender.exchange(request);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("No such subscription");
    }

    @Test
    void a_body_that_is_too_large_is_turned_away_whoever_signed_it() {
        byte[] large = new byte[768 * 1024 + 1];
        byte[] huge = new byte[3 * 1024 * 1024];

        assertThat(live.send(large).statusCode()).isEqualTo(413);
        assertThat(live.send(huge).statusCode()).isEqualTo(413);
    }

    @Test
    void the_largest_body_that_is_taken_reaches_its_topic() {
        String id = anyId();
        String start = "{\"id\":\"" + id + "\",\"event\":\"case.closed\",\"x\":\"";
        String body = start + "x".repeat(768 * 1024 - start.length() - 2) + "\"}";

        assertThat(live.send(body).statusCode()).isEqualTo(200);

        assertThat(probe.awaitKey(Topic.DEBITURA_CASE_EVENTS, id, 1).getFirst().value())
                .hasSize(768 * 1024);
    }

    @Test
    void without_a_database_an_unsigned_body_is_still_refused_at_once_and_a_signed_one_is_not_accepted()
            throws SQLException {
        String id = anyId();
        byte[] body = caseEvent(id, "case-" + id).getBytes(UTF_8);
        List<Connection> all = takeAllConnections();
        try {
            long start = System.nanoTime();
            assertThat(live.send(body, "t=1,v1=" + "0".repeat(64), new String[0])
                            .statusCode())
                    .isEqualTo(401);
            assertThat(live.send(body, new Signer(new byte[] {1}).header(now(), body), new String[0])
                            .statusCode())
                    .isEqualTo(401);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));

            assertThat(live.send(body).statusCode()).isEqualTo(503);
        } finally {
            for (Connection connection : all) {
                connection.close();
            }
        }

        assertThat(number("select count(*) from journal where event_id = ?", id))
                .isZero();
        assertThat(live.send(body).statusCode()).isEqualTo(200);
        assertThat(probe.awaitKey(Topic.DEBITURA_CASE_EVENTS, "case-" + id, 1)).hasSize(1);
    }

    @Test
    void what_the_database_refuses_is_answered_503_and_leaves_no_trace() throws SQLException {
        String id = anyId();
        String body = caseEvent(id, "case-" + id);
        execute("alter table outbox rename to outbox_away");
        try {
            assertThat(live.send(body).statusCode()).isEqualTo(503);
        } finally {
            execute("alter table outbox_away rename to outbox");
        }
        assertThat(number("select count(*) from received_event where event_id = ?", id))
                .isZero();

        assertThat(live.send(body).statusCode()).isEqualTo(200);

        assertThat(number("select times from received_event where event_id = ?", id))
                .isEqualTo(1);
        assertThat(probe.awaitKey(Topic.DEBITURA_CASE_EVENTS, "case-" + id, 1)).hasSize(1);
    }

    /** Holds every connection of the pool, so that whoever needs the database waits in vain. */
    private List<Connection> takeAllConnections() {
        List<Connection> taken = new ArrayList<>();
        while (true) {
            try {
                taken.add(dataSource.getConnection());
            } catch (SQLException none) {
                return taken;
            }
        }
    }

    private List<ProbedRecord> published(String eventId) {
        return DOMAIN_TOPICS.stream()
                .flatMap(topic -> probe.all(topic).stream())
                .filter(record -> record.header("ce_id").equals(eventId))
                .toList();
    }

    private double refused(String reason) {
        return meters.counter("recoup.ingest.refused", "reason", reason).count();
    }

    private long number(String sql, String parameter) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, parameter);
            try (ResultSet row = query.executeQuery()) {
                assertThat(row.next()).as("a row for " + sql).isTrue();
                return row.getLong(1);
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    private static String caseEvent(String id, String caseId) {
        return envelope(
                id, "case.updated", "{\"caseId\":\"" + caseId + "\",\"externalTenantId\":\"ten-of-" + caseId + "\"}");
    }
}
