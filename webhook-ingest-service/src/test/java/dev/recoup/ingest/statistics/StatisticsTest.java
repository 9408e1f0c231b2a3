package dev.recoup.ingest.statistics;

import static dev.recoup.ingest.WebhookSender.anyId;
import static dev.recoup.ingest.WebhookSender.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recoup.ingest.WebhookSender;
import dev.recoup.messaging.work.Progress;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.Tokens;
import dev.recoup.testing.infra.PostgresServer.Database;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RecoupTest(service = "webhook-ingest-service")
class StatisticsTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final WebhookSender live = new WebhookSender(WebhookSender.LIVE);

    /** A subscription's name of this test's own, which its rows in the journal are given. */
    private String subscription;

    Tokens tokens;
    Database database;

    @Inject
    EventCounts counts;

    @BeforeEach
    void begin_with_a_subscription_of_its_own() {
        subscription = "statistics-" + anyId();
    }

    @AfterEach
    void count_what_is_due() throws Exception {
        while (counts.countAnHour() == Progress.MADE) {}
    }

    @Test
    void an_hour_is_counted_by_kind_and_tells_events_from_deliveries() throws Exception {
        Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(5));
        given("case.closed", 3, hour.plusSeconds(1));
        given("case.closed", 1, hour.plusSeconds(3599));
        given("client.linked", 1, hour.plusSeconds(60));
        given("client.linked", 1, hour.minusSeconds(1));

        JsonNode bucket = only(statistics("from=" + hour + "&to=" + hour.plusSeconds(3600)), hour);

        assertThat(bucket).hasToString("""
                [{"subscription":"%1$s","type":"com.debitura.case.closed","mode":"live","purpose":"event",\
                "environment":"test","events":2,"deliveries":4,"redeliveries":2},\
                {"subscription":"%1$s","type":"com.debitura.client.linked","mode":"live","purpose":"event",\
                "environment":"test","events":1,"deliveries":1,"redeliveries":0}]""".formatted(subscription));
    }

    @Test
    void days_are_the_sums_of_their_hours() throws Exception {
        Instant day = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(2));
        given("case.closed", 1, day);
        given("case.closed", 2, day.plus(Duration.ofHours(23)));

        JsonNode statistics = statistics("per=day&from=" + day.plusSeconds(5) + "&to=" + day.plusSeconds(7));

        assertThat(statistics.get("from").asText()).isEqualTo(day.toString());
        assertThat(statistics.get("to").asText())
                .isEqualTo(day.plus(Duration.ofDays(1)).toString());
        JsonNode count = only(statistics, day).get(0);
        assertThat(count.get("events").asInt()).isEqualTo(2);
        assertThat(count.get("deliveries").asInt()).isEqualTo(3);
        assertThat(count.get("redeliveries").asInt()).isEqualTo(1);
    }

    @Test
    void hours_that_were_counted_are_not_counted_again() throws Exception {
        Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(4));
        given("case.closed", 2, hour.plusSeconds(10));
        String query = "from=" + hour + "&to=" + hour.plusSeconds(3600);
        String counted = only(statistics(query), hour).toString();

        count_what_is_due();
        execute("delete from journal where subscription = '" + subscription + "'");

        assertThat(only(statistics(query), hour)).hasToString(counted);
        assertThat(text("select until > '" + hour
                        + "' and until <= now() - interval '3 hours' from event_count_progress"))
                .isEqualTo("t");
    }

    @Test
    void what_waits_and_what_is_parked_is_shown() throws Exception {
        JsonNode before = statistics("").get("outbox");
        execute("""
                insert into outbox (shard, order_key, topic, header_names, header_values, ce_id, environment,
                                    parked_at, parked_code)
                values (0, 77, 'none', '{}', '{}', '%s', 'test', now(), 'NOT_AUTHORIZED')""".formatted(subscription));
        try {
            assertThat(statistics("").get("outbox").get("parked").asInt())
                    .isEqualTo(before.get("parked").asInt() + 1);
        } finally {
            execute("delete from outbox where ce_id = '" + subscription + "'");
        }
    }

    @Test
    void what_cannot_be_used_is_refused_with_what_to_do() throws Exception {
        assertThat(problem("per=week")).isEqualTo("per must be hour or day.");
        assertThat(problem("from=" + Instant.now().minus(Duration.ofDays(31))))
                .isEqualTo("from and to may be no more than 30 days apart.");
        assertThat(problem("from=" + Instant.now().plus(Duration.ofDays(1))))
                .isEqualTo("from must be before to, and not in the future.");
    }

    @Test
    void a_token_of_one_client_may_not_see_what_concerns_all() {
        assertThat(get("", tokens.bearerForTenant("ten", "support")).statusCode())
                .isEqualTo(403);
        assertThat(get("", tokens.bearer("revenue-read")).statusCode()).isEqualTo(403);
        assertThat(get("", tokens.bearer("operator")).statusCode()).isEqualTo(200);
    }

    private void given(String event, int times, Instant receivedAt) throws SQLException {
        String id = anyId();
        String body = envelope(id, event, "{\"caseId\":\"" + id + "\",\"externalTenantId\":\"" + id + "\"}");
        for (int i = 0; i < times; i++) {
            assertThat(live.send(body).statusCode()).isEqualTo(200);
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> text("select count(*) from outbox where ce_id = '" + id + "'")
                        .equals("0"));
        execute("""
                update journal set received_at = '%1$s', received_on = ('%1$s'::timestamptz at time zone 'UTC')::date,
                    subscription = '%2$s'
                where event_id = '%3$s'""".formatted(receivedAt, subscription, id));
        uncount(receivedAt);
    }

    /** The service may have counted the hour before the test put something into it. */
    private void uncount(Instant time) throws SQLException {
        Instant hour = time.truncatedTo(ChronoUnit.HOURS);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("update event_count_progress set until = least(until, '" + hour + "')");
            statement.execute("delete from event_count where hour >= '" + hour + "'");
            connection.commit();
        }
    }

    private JsonNode only(JsonNode statistics, Instant start) {
        for (JsonNode bucket : statistics.get("buckets")) {
            if (bucket.get("start").asText().equals(start.toString())) {
                var own = JSON.createArrayNode();
                bucket.get("counts").forEach(count -> {
                    if (count.get("subscription").asText().equals(subscription)) {
                        own.add(count);
                    }
                });
                return own;
            }
        }
        throw new AssertionError("No bucket " + start + " in " + statistics);
    }

    private JsonNode statistics(String query) throws JsonProcessingException {
        HttpResponse<String> answer = get(query, tokens.bearer("support"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private String problem(String query) throws JsonProcessingException {
        HttpResponse<String> answer = get(query, tokens.bearer("support"));
        assertThat(answer.statusCode()).isEqualTo(400);
        return JSON.readTree(answer.body()).get("detail").asText();
    }

    private static HttpResponse<String> get(String query, String authorization) {
        return WebhookSender.exchange(HttpRequest.newBuilder(WebhookSender.url("/v1/events/statistics?" + query))
                .header("Authorization", authorization)
                .build());
    }

    private String text(String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
