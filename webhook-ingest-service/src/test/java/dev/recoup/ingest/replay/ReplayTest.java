package dev.recoup.ingest.replay;

import static dev.recoup.ingest.WebhookSender.anyId;
import static dev.recoup.ingest.WebhookSender.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recoup.events.Topic;
import dev.recoup.ingest.WebhookSender;
import dev.recoup.testing.EventProbe;
import dev.recoup.testing.EventProbe.ProbedRecord;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.Tokens;
import dev.recoup.testing.infra.PostgresServer.Database;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slices are of ten events here, and replays rest while 50 rows wait. */
@RecoupTest(service = "webhook-ingest-service")
class ReplayTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final WebhookSender live = new WebhookSender(WebhookSender.LIVE);
    private String tenant;

    @Inject
    Replays replays;

    @Inject
    MeterRegistry registry;

    Tokens tokens;
    Database database;
    EventProbe probe;

    @BeforeEach
    void begin_with_a_client_of_its_own() {
        tenant = "ten-" + anyId();
    }

    @Test
    void one_event_is_published_once_more_as_it_was_with_the_replays_id() throws Exception {
        String id = sent(1).getFirst();
        ProbedRecord first = published(1).getFirst();

        String replay = begun("{\"eventIds\":[\"" + id + "\"]}", 1);

        List<ProbedRecord> both = published(2);
        assertThat(both).hasSize(2);
        ProbedRecord again = both.getLast();
        assertThat(first.headers()).doesNotContainKey("ce_replayid");
        assertThat(again.header("ce_replayid")).isEqualTo(replay);
        assertThat(again.header("ce_id")).isEqualTo(id);
        assertThat(again.value()).isEqualTo(first.value());
        assertThat(again.key()).isEqualTo(tenant);
        assertThat(again.headers()).containsAllEntriesOf(first.headers());
        JsonNode done = done(replay);
        assertThat(done.get("total").asInt()).isEqualTo(1);
        assertThat(done.get("published").asInt()).isEqualTo(1);
        assertThat(done.get("gone").asInt()).isZero();
        assertThat(done.get("ids").asInt()).isEqualTo(1);
        assertThat(done.get("requestedBy").asText()).isEqualTo("development");
        assertThat(done.get("reason").asText()).isEqualTo("ticket 4711");
        assertThat(done.get("environment").asText()).isEqualTo("test");
        assertThat(done.has("endedAt")).isTrue();
    }

    @Test
    void what_debitura_was_asked_to_send_again_is_told_apart_from_what_is_replayed_here() throws Exception {
        String byItself = sent(1).getFirst();
        String askedFor = anyId();
        live.send(envelope(askedFor, "client.linked", ofTenant()), "X-Debitura-Replay", "true");
        live.send(envelope(byItself, "client.linked", ofTenant()), "X-Debitura-Replay", "true");
        published(2);

        String replay = begun("{\"eventIds\":[\"" + askedFor + "\",\"" + byItself + "\"]}", 2);

        List<ProbedRecord> all = published(4);
        assertThat(all)
                .extracting(
                        record -> record.header("ce_id"),
                        record -> record.headers().get("ce_debituraorigin"),
                        record -> record.headers().get("ce_replayid"))
                .containsExactly(
                        tuple(byItself, null, null),
                        tuple(askedFor, "replayed", null),
                        tuple(byItself, null, replay),
                        tuple(askedFor, "replayed", replay));
    }

    @Test
    void many_events_are_published_in_the_order_of_receipt_whatever_order_their_ids_were_given_in() throws Exception {
        List<String> ids = sent(35);
        List<String> shuffled = new ArrayList<>(ids);
        Collections.shuffle(shuffled);

        String replay = begun("{\"eventIds\":[\"" + String.join("\",\"", shuffled) + "\"]}", 35);

        done(replay);
        assertThat(replayed(replay, 35)).containsExactlyElementsOf(ids);
    }

    @Test
    void a_query_publishes_what_meets_it_and_never_tests() throws Exception {
        List<String> linked = sent(12);
        live.send(envelope(anyId(), "client.archived", ofTenant()));
        live.send(envelope(anyId(), "client.linked", ofTenant()), "X-Debitura-Test", "true");
        String query = "{\"tenant\":\"" + tenant + "\",\"type\":\"client.linked\"}";

        assertThat(dryRun("{\"dryRun\":true,\"query\":" + query + "}")).isEqualTo(12);
        String replay = begun("{\"query\":" + query + "}", 12);

        assertThat(done(replay).get("query"))
                .hasToString("{\"purpose\":\"event\",\"tenant\":\"%s\",\"type\":\"client.linked\"}".formatted(tenant));
        assertThat(replayed(replay, 12)).containsExactlyElementsOf(linked);
    }

    @Test
    void a_time_range_publishes_all_that_was_received_in_it() throws Exception {
        List<String> before = sent(3);
        List<String> within = sent(25);
        List<String> after = sent(3);
        move(before, "2 days 1 hour");
        move(within, "2 days");
        move(after, "1 day 23 hours");
        Instant from = receivedAt(within.getFirst());
        Instant to = receivedAt(within.getLast()).plusNanos(1000);
        String range = "\"from\":\"%s\",\"to\":\"%s\"".formatted(from, to);

        int total = dryRun("{\"dryRun\":true," + range + "}");
        String replay = begun("{" + range + "}", total);

        assertThat(total).isGreaterThanOrEqualTo(25);
        assertThat(done(replay).get("published").asInt()).isEqualTo(total);
        assertThat(replayed(replay, 25)).containsExactlyElementsOf(within);
    }

    @Test
    void the_order_of_receipt_holds_over_days() throws Exception {
        List<String> ids = sent(30);
        for (int day = 1; day <= 2; day++) {
            move(ids.subList(0, 30 - 10 * day), "1 day");
        }

        String replay = begun("{\"query\":{\"tenant\":\"" + tenant + "\"}}", 30);

        done(replay);
        assertThat(replayed(replay, 30)).containsExactlyElementsOf(ids);
    }

    @Test
    void a_slice_that_fails_leaves_nothing_behind_and_the_replay_goes_on_without_doubles() throws Exception {
        List<String> ids = sent(35);
        published(35);
        String stumble = ids.get(24);
        execute("alter table outbox add constraint stumble check (ce_id <> '" + stumble + "')");
        String replay;
        try {
            replay = begun("{\"query\":{\"tenant\":\"" + tenant + "\"}}", 35);
            await().atMost(PATIENCE)
                    .until(() -> progress(replay).get("published").asInt() == 20);
            assertThat(replayed(replay, 20)).containsExactlyElementsOf(ids.subList(0, 20));
            assertThat(progress(replay).get("state").asText()).isEqualTo("running");
        } finally {
            execute("alter table outbox drop constraint stumble");
        }

        assertThat(done(replay).get("published").asInt()).isEqualTo(35);
        assertThat(replayed(replay, 35)).containsExactlyElementsOf(ids);
        nothingWaits();
        assertThat(replayed(replay, 35)).hasSize(35);
    }

    @Test
    void connections_that_are_cut_in_the_middle_cost_no_event_and_double_none() throws Exception {
        List<String> ids = sent(40);
        published(40);
        String replay;
        try (Connection slow = database.connect();
                Statement lock = slow.createStatement()) {
            slow.setAutoCommit(false);
            lock.execute("lock table outbox in share row exclusive mode");
            replay = begun("{\"query\":{\"tenant\":\"" + tenant + "\"}}", 40);
            await().atMost(PATIENCE).until(() -> cutWhoWaitsToPublish() > 0);
            slow.rollback();
        }

        assertThat(done(replay).get("published").asInt()).isEqualTo(40);
        nothingWaits();
        assertThat(replayed(replay, 40)).containsExactlyElementsOf(ids);
    }

    @Test
    void a_replay_rests_while_the_outbox_is_full_and_can_be_cancelled() throws Exception {
        List<String> ids = sent(15);
        published(15);
        String resting;
        String cancelled;
        fillTheOutbox();
        try {
            resting = begun("{\"eventIds\":[\"" + ids.getFirst() + "\"]}", 1);
            cancelled = begun("{\"query\":{\"tenant\":\"" + tenant + "\"}}", 15);
            HttpResponse<String> answer = delete(cancelled);
            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(progress(cancelled).get("state").asText()).isEqualTo("cancelled");
            assertThat(progress(cancelled).has("endedAt")).isTrue();
            assertThat(progress(resting).get("state").asText()).isEqualTo("running");
            assertThat(progress(resting).get("published").asInt()).isZero();
        } finally {
            execute("delete from outbox where topic = 'none'");
        }

        assertThat(done(resting).get("published").asInt()).isEqualTo(1);
        assertThat(replayed(resting, 1)).containsExactly(ids.getFirst());
        assertThat(progress(cancelled).get("published").asInt()).isZero();
        assertThat(delete(cancelled).statusCode()).isEqualTo(409);
        assertThat(published(16)).hasSize(16);
    }

    @Test
    void what_the_retention_took_in_the_meantime_is_counted_as_gone() throws Exception {
        List<String> ids = sent(15);
        published(15);
        String replay;
        fillTheOutbox();
        try {
            replay = begun("{\"query\":{\"tenant\":\"" + tenant + "\"}}", 15);
            execute("delete from journal where event_id in ('" + String.join("','", ids.subList(0, 4)) + "')");
        } finally {
            execute("delete from outbox where topic = 'none'");
        }

        JsonNode done = done(replay);
        assertThat(done.get("published").asInt()).isEqualTo(11);
        assertThat(done.get("gone").asInt()).isEqualTo(4);
        assertThat(replayed(replay, 11)).containsExactlyElementsOf(ids.subList(4, 15));
    }

    @Test
    void replays_are_listed_the_newest_first() throws Exception {
        String one = begun("{\"eventIds\":[\"" + anyId() + "\"]}", 0);
        String other = begun("{\"eventIds\":[\"" + anyId() + "\"]}", 0);

        JsonNode first = JSON.readTree(get("?limit=1").body());
        JsonNode second = JSON.readTree(
                get("?limit=1&cursor=" + first.get("next").asText()).body());

        assertThat(first.get("items").get(0).get("id").asText()).isEqualTo(other);
        assertThat(second.get("items").get(0).get("id").asText()).isEqualTo(one);
        assertThat(done(one).get("published").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {} | Give exactly one of eventIds, query, or from and to.
            {"eventIds":["a"],"query":{"tenant":"t"}} | Give exactly one of eventIds, query, or from and to.
            {"eventIds":[]} | eventIds must hold 1 to 1000 ids
            {"eventIds":[null]} | Each of eventIds must have 1 to 300 characters.
            {"query":{}} | query must name what is wanted
            {"query":{"tenant":null}} | query must name what is wanted
            {"query":{"tennant":"t"}} | There is no parameter of that name
            {"query":{"tenant":"t","purpose":"test"}} | purpose must be event
            {"query":{"mode":"LIVE"}} | mode must be live or test.
            {"query":{"tenant":7}} | The body must be a JSON object
            {"from":"2026-11-22T12:00:00Z"} | Give to, too.
            {"to":"2026-11-22T12:00:00Z"} | Give from, too.
            {"from":"2026-11-22T12:00:00Z","to":"2026-11-22T11:00:00Z"} | from must be before to.
            {"from":"+300000-01-01T00:00:00Z","to":"+300001-01-01T00:00:00Z"} | from must be a time such as
            {"query":{"tenant":"\\ud800"}} | tenant must not hold
            {"eventIds":["\\ud800"]} | eventIds must not hold
            {"form":"x"} | The body must be a JSON object
            [] | The body must be a JSON object
            null | The body must be a JSON object
            {"dryRun | The body must be a JSON object
            """)
    void what_cannot_be_used_is_refused_with_what_to_do(String body, String detail) throws Exception {
        HttpResponse<String> answer = post(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).get("detail").asText()).startsWith(detail);
    }

    @Test
    void more_than_a_thousand_ids_are_refused() throws Exception {
        List<String> ids =
                IntStream.range(0, 1001).mapToObj(i -> "\"id-" + i + "\"").toList();

        assertThat(post("{\"eventIds\":" + ids + "}").statusCode()).isEqualTo(400);
        assertThat(dryRun("{\"dryRun\":true,\"eventIds\":" + ids.subList(0, 1000) + "}"))
                .isZero();
    }

    @Test
    void only_an_operator_who_says_why_may_begin_or_cancel() {
        String body = "{\"eventIds\":[\"" + anyId() + "\"]}";
        String some = "/" + anyId();

        assertThat(call("", "POST", body, tokens.bearer("support"), "because").statusCode())
                .isEqualTo(403);
        assertThat(call("", "POST", body, tokens.bearerForTenant("ten", "operator"), "because")
                        .statusCode())
                .isEqualTo(403);
        assertThat(call("", "POST", body, tokens.bearer("operator"), "").statusCode())
                .isEqualTo(400);
        assertThat(call(some, "DELETE", "", tokens.bearer("support"), "because").statusCode())
                .isEqualTo(403);
        assertThat(call(some, "DELETE", "", tokens.bearer("operator"), "because")
                        .statusCode())
                .isEqualTo(404);
        assertThat(call("/no-uuid", "GET", "", tokens.bearer("support"), "").statusCode())
                .isEqualTo(404);
        assertThat(call("", "GET", "", tokens.bearer("support"), "").statusCode())
                .isEqualTo(200);
        assertThat(call("", "GET", "", tokens.bearer("revenue-read"), "").statusCode())
                .isEqualTo(403);
    }

    private List<String> sent(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    String id = anyId();
                    assertThat(live.send(envelope(id, "client.linked", ofTenant()))
                                    .statusCode())
                            .isEqualTo(200);
                    return id;
                })
                .toList();
    }

    private String ofTenant() {
        return "{\"externalTenantId\":\"" + tenant + "\"}";
    }

    private List<ProbedRecord> published(int atLeast) {
        return probe.awaitKey(Topic.DEBITURA_CLIENT_EVENTS, tenant, atLeast);
    }

    @Test
    void a_replay_is_forgotten_when_the_call_that_began_it_is() throws Exception {
        String id = sent(1).getFirst();
        String old = begun("{\"eventIds\":[\"" + id + "\"]}", 1);
        String younger = begun("{\"eventIds\":[\"" + id + "\"]}", 1);
        done(old);
        done(younger);
        execute("update replay set ended_at = ended_at - interval '401 days' where id = '" + old + "'");
        execute("update replay set ended_at = ended_at - interval '399 days' where id = '" + younger + "'");

        replays.forget();

        assertThat(get("/" + old).statusCode()).isEqualTo(404);
        assertThat(get("/" + younger).statusCode()).isEqualTo(200);
        assertThat(registry.get("recoup.work.failures")
                        .tag("loop", "replay-retention")
                        .counter()
                        .count())
                .isZero();
    }

    private List<String> replayed(String replay, int atLeast) {
        return probe
                .await(
                        Topic.DEBITURA_CLIENT_EVENTS.topicName(),
                        atLeast,
                        record -> record.key().equals(tenant)
                                && record.header("ce_replayid").equals(replay))
                .stream()
                .map(record -> record.header("ce_id"))
                .toList();
    }

    private void nothingWaits() {
        await().atMost(PATIENCE).until(() -> text("select count(*) from outbox").equals("0"));
    }

    private void move(List<String> ids, String back) throws SQLException {
        nothingWaits();
        execute("""
                update journal set received_at = received_at - interval '%1$s',
                    received_on = ((received_at - interval '%1$s') at time zone 'UTC')::date
                where event_id in ('%2$s')""".formatted(back, String.join("','", ids)));
    }

    private Instant receivedAt(String id) throws SQLException {
        return Instant.parse(text("""
                select to_char(received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
                from journal where event_id = '%s'""".formatted(id)));
    }

    /** One row that nobody can send, and 50 that wait behind it. */
    private void fillTheOutbox() throws SQLException {
        execute("""
                insert into outbox (shard, order_key, topic, header_names, header_values, ce_id, environment,
                                    parked_at, parked_code)
                select 0, 77, 'none', '{}', '{}', 'filler', 'test',
                       case when i = 0 then now() end, case when i = 0 then 'NOT_AUTHORIZED' end
                from generate_series(0, 50) as i""");
    }

    private int cutWhoWaitsToPublish() throws SQLException {
        return Integer.parseInt(text("""
                select count(pg_terminate_backend(pid)) from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock' and query like 'copy outbox%'"""));
    }

    private String begun(String body, int total) throws JsonProcessingException {
        HttpResponse<String> answer = post(body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        JsonNode begun = JSON.readTree(answer.body());
        assertThat(begun.get("total").asInt()).isEqualTo(total);
        String id = begun.get("id").asText();
        assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/v1/replays/" + id);
        return id;
    }

    private int dryRun(String body) throws JsonProcessingException {
        HttpResponse<String> answer = post(body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).get("total").asInt();
    }

    private JsonNode done(String replay) throws JsonProcessingException {
        await().atMost(PATIENCE)
                .until(() -> progress(replay).get("state").asText().equals("done"));
        return progress(replay);
    }

    private JsonNode progress(String replay) throws JsonProcessingException {
        return JSON.readTree(get("/" + replay).body());
    }

    private HttpResponse<String> get(String path) {
        return call(path, "GET", "", tokens.bearer("support"), "");
    }

    private HttpResponse<String> post(String body) {
        return call("", "POST", body, tokens.bearer("operator"), "ticket 4711");
    }

    private HttpResponse<String> delete(String replay) {
        return call("/" + replay, "DELETE", "", tokens.bearer("operator"), "ticket 4711");
    }

    private static HttpResponse<String> call(
            String path, String method, String body, String authorization, String reason) {
        HttpRequest.Builder request = HttpRequest.newBuilder(WebhookSender.url("/v1/replays" + path))
                .method(method, BodyPublishers.ofString(body))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json");
        if (!reason.isEmpty()) {
            request.header("Recoup-Reason", reason);
        }
        return WebhookSender.exchange(request.build());
    }

    private String text(String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
