package dev.recoup.ingest.receive;

import static dev.recoup.ingest.WebhookSender.anyId;
import static dev.recoup.ingest.WebhookSender.envelope;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recoup.events.Topic;
import dev.recoup.ingest.WebhookSender;
import dev.recoup.testing.EventProbe;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.infra.PostgresServer.Database;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@RecoupTest(service = "webhook-ingest-service")
class GroupCommitTest {

    private final WebhookSender live = new WebhookSender(WebhookSender.LIVE);

    EventProbe probe;
    Database database;

    @Inject
    MeterRegistry meters;

    @Test
    void deliveries_that_arrive_while_the_database_is_busy_share_commits() throws Exception {
        List<String> ids = ids(40);
        DistributionSummary groups = meters.summary("recoup.ingest.group");
        long commitsBefore = groups.count();
        double deliveriesBefore = groups.totalAmount();
        List<Future<Integer>> answers;
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
                Connection busy = database.connect()) {
            hold(busy);
            answers = sendAll(senders, ids, "case-of-group");
            awaitBothLanesBlocked();
            await().until(() -> meters.get("recoup.ingest.waiting.age").gauge().value() > 0.5);
            busy.rollback();
        }

        assertThat(statuses(answers)).containsOnly(200);
        assertThat(groups.totalAmount() - deliveriesBefore).isEqualTo(40);
        // one for each lane that was held up, and one or two for all that came meanwhile
        assertThat(groups.count() - commitsBefore).isBetween(3L, 4L);
        assertThat(number("select count(*) from journal where case_id = 'case-of-group'"))
                .isEqualTo(40);
        assertThat(probe.awaitKey(Topic.DEBITURA_CASE_EVENTS, "case-of-group", 40))
                .extracting(record -> record.header("ce_id"))
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void a_delivery_that_the_database_refuses_costs_its_neighbours_nothing() throws Exception {
        execute("alter table journal add constraint no_poison check (case_id <> 'poison')");
        List<String> ids = ids(20);
        String poison = anyId();
        List<Future<Integer>> answers;
        Future<Integer> poisonous;
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
                Connection busy = database.connect()) {
            hold(busy);
            answers = new ArrayList<>(sendAll(senders, ids.subList(0, 10), "case-beside-poison"));
            poisonous = senders.submit(() -> send(poison, "poison"));
            answers.addAll(sendAll(senders, ids.subList(10, 20), "case-beside-poison"));
            awaitBothLanesBlocked();
            await().until(() -> meters.get("recoup.ingest.waiting.age").gauge().value() > 0.5);
            busy.rollback();
        } finally {
            execute("alter table journal drop constraint no_poison");
        }

        assertThat(statuses(answers)).containsOnly(200);
        assertThat(poisonous.get()).isEqualTo(503);
        assertThat(number("select count(*) from received_event where event_id = '" + poison + "'"))
                .isZero();
        assertThat(send(poison, "poison")).isEqualTo(200);
        assertThat(probe.awaitKey(Topic.DEBITURA_CASE_EVENTS, "case-beside-poison", 20))
                .hasSize(20);
    }

    @Test
    void what_is_turned_away_while_the_database_stands_still_takes_no_room_afterwards() throws Exception {
        String filling = "\"" + "x".repeat(700_000) + "\"";
        List<Future<Integer>> turnedAway = new ArrayList<>();
        // so few at a time that all of them find room while they arrive
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
                ExecutorService few = Executors.newFixedThreadPool(8);
                Connection busy = database.connect()) {
            hold(busy);
            List<Future<Integer>> waiting = new ArrayList<>();
            for (int blocked = 1; blocked <= 2; blocked++) {
                waiting.addAll(sendAll(senders, ids(1), "case-before-overload"));
                awaitLanesBlocked(blocked);
            }
            waiting.addAll(sendAll(senders, ids(1), "case-before-overload"));
            await().until(() -> meters.get("recoup.ingest.waiting.age").gauge().value() > 4.1);
            for (int i = 0; i < 60; i++) {
                turnedAway.add(few.submit(() ->
                        live.send(envelope(anyId(), "case.updated", filling)).statusCode()));
            }
            assertThat(statuses(turnedAway)).containsOnly(503);
            busy.rollback();
            statuses(waiting);
        }

        assertThat(live.send(envelope(anyId(), "case.updated", filling)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoever_has_waited_too_long_is_told_so_and_a_commit_that_was_begun_is_brought_to_its_end() throws Exception {
        String id = anyId();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
                Connection busy = database.connect()) {
            hold(busy);
            Future<Integer> answer = senders.submit(() -> send(id, "case-of-" + id));
            assertThat(answer.get()).isEqualTo(503);
            assertThat(number("select count(*) from pg_locks where not granted"))
                    .isPositive();
            busy.rollback();
        }

        await().until(() -> number("select count(*) from received_event where event_id = '" + id + "'") == 1);
        assertThat(send(id, "case-of-" + id)).isEqualTo(200);
        assertThat(number("select times from received_event where event_id = '" + id + "'"))
                .isEqualTo(2);
        assertThat(probe.awaitKey(Topic.DEBITURA_CASE_EVENTS, "case-of-" + id, 1))
                .hasSize(1);
    }

    @Test
    void a_caller_who_cannot_be_debitura_is_turned_away_before_its_body_is_read() throws IOException {
        String answer = answerToHeadAlone("X-Debitura-Signature: t=1,v1=" + "0".repeat(64) + "\r\n");
        assertThat(answer).startsWith("HTTP/1.1 401 ").contains("too old");
    }

    @Test
    void a_body_that_is_announced_too_large_is_turned_away_before_it_is_sent() throws IOException {
        String answer = answerToHeadAlone("Content-Length: 900000\r\n");
        assertThat(answer).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void a_body_that_does_not_come_is_not_waited_for() throws IOException {
        byte[] body = "{}".getBytes(UTF_8);
        String answer =
                answerToHeadAlone("X-Debitura-Signature: " + live.signature(body) + "\r\nContent-Length: 2\r\n");
        assertThat(answer).startsWith("HTTP/1.1 408 ").containsIgnoringCase("connection: close");
    }

    /** Sends the head of a request and nothing of its body; returns what is answered. */
    private static String answerToHeadAlone(String headers) throws IOException {
        URI url = WebhookSender.url("/webhooks/debitura/" + WebhookSender.LIVE);
        String length = headers.contains("Content-Length") ? "" : "Content-Length: 100\r\n";
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("POST " + url.getPath() + " HTTP/1.1\r\nHost: x\r\n" + length + headers + "\r\n")
                            .getBytes(UTF_8));
            InputStream answer = socket.getInputStream();
            byte[] part = new byte[4096];
            int read = answer.read(part);
            return new String(part, 0, Math.max(0, read), UTF_8);
        }
    }

    /** Makes every count of a delivery wait until the connection's transaction ends. */
    private static void hold(Connection busy) throws SQLException {
        busy.setAutoCommit(false);
        try (Statement lock = busy.createStatement()) {
            lock.execute("lock table received_event in access exclusive mode");
        }
    }

    private void awaitBothLanesBlocked() {
        awaitLanesBlocked(2);
    }

    private void awaitLanesBlocked(int lanes) {
        await().until(() -> number("""
                        select count(*) from pg_locks
                        where not granted and relation = 'received_event'::regclass""") == lanes);
    }

    private List<Future<Integer>> sendAll(ExecutorService senders, List<String> ids, String caseId) {
        return ids.stream().map(id -> senders.submit(() -> send(id, caseId))).toList();
    }

    private int send(String id, String caseId) {
        return live.send(envelope(id, "case.updated", "{\"caseId\":\"" + caseId + "\"}"))
                .statusCode();
    }

    private static List<Integer> statuses(List<Future<Integer>> answers) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> answer : answers) {
            statuses.add(answer.get());
        }
        return statuses;
    }

    private static List<String> ids(int count) {
        return Stream.generate(WebhookSender::anyId).limit(count).toList();
    }

    private long number(String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
