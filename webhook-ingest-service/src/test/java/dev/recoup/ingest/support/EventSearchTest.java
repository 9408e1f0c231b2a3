package dev.recoup.ingest.support;

import static dev.recoup.ingest.WebhookSender.anyId;
import static dev.recoup.ingest.WebhookSender.envelope;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recoup.events.Topic;
import dev.recoup.ingest.WebhookSender;
import dev.recoup.messaging.outbox.OrderKey;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.Tokens;
import dev.recoup.testing.infra.PostgresServer.Database;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@RecoupTest(service = "webhook-ingest-service")
class EventSearchTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final WebhookSender live = new WebhookSender(WebhookSender.LIVE);
    private final WebhookSender test = new WebhookSender(WebhookSender.TEST);
    private String tenant;

    Tokens tokens;
    Database database;

    @BeforeEach
    void begin_with_a_client_of_its_own() {
        tenant = "ten-" + anyId();
    }

    @Test
    void an_event_is_listed_with_what_it_is_and_without_its_body() throws Exception {
        String id = anyId();
        String caseId = anyId();
        live.send(envelope(
                id,
                "case.updated",
                "{\"externalTenantId\":\"%s\",\"caseId\":\"%s\",\"reference\":\"D-77\"}".formatted(tenant, caseId)));

        await().atMost(Duration.ofSeconds(30)).until(() -> search("tenant=" + tenant)
                .get("items")
                .get(0)
                .get("publication")
                .asText()
                .equals("PUBLISHED"));

        JsonNode item = search("tenant=" + tenant).get("items").get(0);
        assertThat(item.get("eventId").asText()).isEqualTo(id);
        assertThat(item.get("subscription").asText()).isEqualTo("referral-live");
        assertThat(item.get("source").asText()).isEqualTo("/debitura/referral/referral-live");
        assertThat(item.get("eventType").asText()).isEqualTo("com.debitura.case.updated");
        assertThat(item.get("eventName").asText()).isEqualTo("case.updated");
        assertThat(item.get("environment").asText()).isEqualTo("test");
        assertThat(item.get("mode").asText()).isEqualTo("live");
        assertThat(item.get("purpose").asText()).isEqualTo("event");
        assertThat(item.get("origin").asText()).isEqualTo("sent");
        assertThat(item.get("externalTenantId").asText()).isEqualTo(tenant);
        assertThat(item.get("caseId").asText()).isEqualTo(caseId);
        assertThat(item.get("caseReference").asText()).isEqualTo("D-77");
        assertThat(item.get("occurredAt").asText()).isEqualTo("2026-06-02T08:00:11Z");
        assertThat(item.get("topic").asText()).isEqualTo("debitura.case-events.v1");
        assertThat(item.get("key").asText()).isEqualTo(caseId);
        assertThat(item.has("body")).isFalse();
        assertThat(item.has("headers")).isFalse();
        assertThat(item.has("place")).isFalse();
    }

    @Test
    void every_filter_leaves_out_what_does_not_meet_it() throws Exception {
        String caseId = anyId();
        String closed = anyId();
        String linked = anyId();
        String tried = anyId();
        String again = anyId();
        String inTest = anyId();
        live.send(envelope(
                closed,
                "case.closed",
                "{\"externalTenantId\":\"%s\",\"caseId\":\"%s\",\"reference\":\"Ref-%s\"}"
                        .formatted(tenant, caseId, caseId)));
        live.send(envelope(linked, "client.linked", ofTenant()));
        live.send(envelope(tried, "client.linked", ofTenant()), "X-Debitura-Test", "true");
        live.send(envelope(again, "client.linked", ofTenant()), "X-Debitura-Replay", "true");
        test.send(envelope(inTest, "client.linked", ofTenant()));

        assertThat(ids("tenant=" + tenant)).containsExactly(inTest, again, tried, linked, closed);
        assertThat(ids("caseId=" + caseId)).containsExactly(closed);
        assertThat(ids("tenant=" + tenant + "&type=case.closed")).containsExactly(closed);
        assertThat(ids("tenant=" + tenant + "&type=com.debitura.client.linked"))
                .containsExactly(inTest, again, tried, linked);
        assertThat(ids("tenant=" + tenant + "&mode=test")).containsExactly(inTest);
        assertThat(ids("tenant=" + tenant + "&purpose=test")).containsExactly(tried);
        assertThat(ids("tenant=" + tenant + "&origin=replayed")).containsExactly(again);
        assertThat(ids("tenant=" + tenant + "&subscription=referral-test")).containsExactly(inTest);
        assertThat(ids("reference=REF-" + caseId.substring(0, 30).toUpperCase()))
                .containsExactly(closed);
        assertThat(ids("reference=" + caseId + "&mode=live&origin=sent&purpose=event&type=case.closed"))
                .containsExactly(closed);
        assertThat(ids("reference=%25" + caseId.substring(0, 8) + "%25")).isEmpty();
        assertThat(ids("tenant=" + tenant + "&caseId=" + anyId())).isEmpty();
    }

    @Test
    void a_record_that_an_operator_gave_up_is_shown_as_discarded_and_a_replay_that_was_given_up_is_not()
            throws Exception {
        String givenUp = sendOne();
        String published = sendOne();
        awaitPublished(givenUp);
        awaitPublished(published);
        park(givenUp, "");
        park(published, "/" + anyId());
        assertThat(publication(givenUp)).isEqualTo("PARKED");

        discardParked();

        assertThat(publication(givenUp)).isEqualTo("DISCARDED");
        assertThat(publication(published)).isEqualTo("PUBLISHED");
        JsonNode listed = search("tenant=" + tenant).get("items");
        assertThat(listed.findValuesAsText("publication")).containsExactly("PUBLISHED", "DISCARDED");
        assertThat(listed.get(0).has("discardedAt")).isFalse();
        assertThat(Instant.parse(listed.get(1).get("discardedAt").asText()))
                .isAfter(Instant.parse(listed.get(1).get("receivedAt").asText()));
    }

    @Test
    void the_time_of_receipt_is_bounded_below_inclusively_and_above_exclusively() throws Exception {
        String id = anyId();
        live.send(envelope(id, "client.linked", ofTenant()));
        Instant receivedAt = Instant.parse(
                search("tenant=" + tenant).get("items").get(0).get("receivedAt").asText());
        Instant later = receivedAt.plusNanos(1000);

        assertThat(ids("tenant=" + tenant + "&from=" + receivedAt)).containsExactly(id);
        assertThat(ids("tenant=" + tenant + "&from=" + later)).isEmpty();
        assertThat(ids("tenant=" + tenant + "&to=" + receivedAt)).isEmpty();
        assertThat(ids("tenant=" + tenant + "&to=" + later)).containsExactly(id);
    }

    @Test
    void without_a_beginning_a_day_is_looked_through_or_all_where_an_index_leads_there() throws Exception {
        String id = anyId();
        String reference = "old-" + id;
        live.send(envelope(
                id,
                "client.linked",
                "{\"externalTenantId\":\"%s\",\"reference\":\"%s\"}".formatted(tenant, reference)));
        moveBack(id, 3);

        JsonNode aDay = search("reference=" + reference);
        assertThat(aDay.get("items")).isEmpty();
        assertThat(length(aDay)).isEqualTo(Duration.ofDays(1));
        assertThat(ids("reference=" + reference + "&from=" + Instant.now().minus(Duration.ofDays(4))))
                .containsExactly(id);
        JsonNode all = search("tenant=" + tenant);
        assertThat(all.get("items")).hasSize(1);
        assertThat(length(all)).isBetween(Duration.ofDays(30), Duration.ofDays(31));
    }

    @Test
    void pages_hold_every_event_once_while_others_come_in() throws Exception {
        List<String> sent =
                new ArrayList<>(IntStream.range(0, 25).mapToObj(i -> sendOne()).toList());
        List<String> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            JsonNode page = search("tenant=" + tenant + "&limit=4"
                    + cursor.map(at -> "&cursor=" + at).orElse(""));
            page.get("items").forEach(item -> seen.add(item.get("eventId").asText()));
            cursor = Optional.ofNullable(page.get("next")).map(JsonNode::asText);
            sendOne();
        } while (cursor.isPresent());

        assertThat(seen).containsExactlyElementsOf(sent.reversed());
    }

    @Test
    void pages_go_on_from_day_to_day() throws Exception {
        List<String> sent = IntStream.range(0, 6).mapToObj(i -> sendOne()).toList();
        for (int i = 0; i < 6; i++) {
            moveBack(sent.get(i), (5 - i) / 2);
        }

        JsonNode first = search("tenant=" + tenant + "&limit=3");
        JsonNode second = search(
                "tenant=" + tenant + "&limit=3&cursor=" + first.get("next").asText());

        assertThat(ids(first)).containsExactlyElementsOf(sent.subList(3, 6).reversed());
        assertThat(ids(second)).containsExactlyElementsOf(sent.subList(0, 3).reversed());
        assertThat(second.has("next")).isFalse();
        assertThat(second.get("to")).isEqualTo(first.get("to"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tennant=x | There is no parameter of that name
            mode=Live | mode must be live or test.
            purpose=real | purpose must be event or test.
            origin=x | origin must be sent or replayed.
            tenant= | tenant must have 1 to 300 characters
            tenant=a%00 | tenant must not hold control characters or halves of characters.
            tenant=a&tenant=b | Every parameter may be given once only.
            from=yesterday | from must be a time such as
            from=2026-11-22T12:00:00Z&to=2026-11-22T12:00:00Z | from must be before to.
            limit=201 | limit must be a number from 1 to 200.
            cursor=eA | cursor must be the next of an answer of this list.
            """)
    void what_cannot_be_used_is_refused_with_what_to_do(String query, String detail) throws Exception {
        HttpResponse<String> answer = get("/v1/events?" + query, tokens.bearer("support"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(JSON.readTree(answer.body()).get("detail").asText()).startsWith(detail);
    }

    @Test
    void a_long_time_range_needs_something_that_an_index_leads_to() throws Exception {
        String from = "from=" + Instant.now().minus(Duration.ofDays(8));

        HttpResponse<String> answer = get("/v1/events?type=case.closed&" + from, tokens.bearer("support"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).get("detail").asText())
                .isEqualTo("Without tenant or caseId, from and to may be no more than 7 days apart:"
                        + " narrow them, or add one of the two.");
        assertThat(ids("type=case.closed&tenant=" + tenant + "&" + from)).isEmpty();
    }

    @Test
    void a_token_of_one_client_finds_that_client_only() throws Exception {
        String own = sendOne();
        live.send(envelope(anyId(), "client.linked", "{\"externalTenantId\":\"ten-other\"}"));
        String bound = tokens.bearerForTenant(tenant, "support");

        assertThat(ids(JSON.readTree(get("/v1/events", bound).body()))).containsExactly(own);
        assertThat(ids(JSON.readTree(get("/v1/events?tenant=" + tenant, bound).body())))
                .containsExactly(own);
        assertThat(ids(JSON.readTree(get("/v1/events?tenant=ten-other", bound).body())))
                .isEmpty();
    }

    @Test
    void only_support_and_operators_may_search() {
        assertThat(get("/v1/events", tokens.bearer("collections-read", "collections-write", "revenue-read"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(get("/v1/events", "Bearer nonsense").statusCode()).isEqualTo(401);
        assertThat(get("/v1/events", tokens.bearer("support")).statusCode()).isEqualTo(200);
        assertThat(get("/v1/events", tokens.bearer("operator")).statusCode()).isEqualTo(200);
    }

    private void awaitPublished(String id) {
        await().atMost(Duration.ofSeconds(30)).until(() -> publication(id).equals("PUBLISHED"));
    }

    private String publication(String id) throws JsonProcessingException {
        return JSON.readTree(get("/v1/events/" + id, tokens.bearer("support")).body())
                .get(0)
                .get("publication")
                .asText();
    }

    /** Leaves a row behind as the relay does for a record that the broker refuses for good. */
    private void park(String id, String replay) throws Exception {
        try (Connection connection = database.connect();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into outbox (shard, order_key, topic, header_names, header_values, ce_id, environment,
                                            reference, parked_at, parked_code)
                        select 0, ?, topic, '{}', '{}', event_id, environment, received_on || '/' || id || ?, now(),
                               'RECORD_TOO_LARGE'
                        from journal where event_id = ?
                        """)) {
            insert.setLong(1, orderKey());
            insert.setString(2, replay);
            insert.setString(3, id);
            insert.executeUpdate();
        }
    }

    private long orderKey() {
        return OrderKey.of(Topic.DEBITURA_CLIENT_EVENTS.topicName(), tenant.getBytes(UTF_8))
                .hash();
    }

    private void discardParked() throws Exception {
        try (Connection connection = database.connect();
                PreparedStatement parked = connection.prepareStatement(
                        "select id from outbox where parked_at is not null and order_key = ?")) {
            parked.setLong(
                    1,
                    OrderKey.of(Topic.DEBITURA_CLIENT_EVENTS.topicName(), tenant.getBytes(UTF_8))
                            .hash());
            try (ResultSet row = parked.executeQuery()) {
                while (row.next()) {
                    HttpResponse<String> answer = WebhookSender.exchange(
                            HttpRequest.newBuilder(WebhookSender.url("/v1/parked-records/" + row.getLong(1)))
                                    .header("Authorization", tokens.bearer("operator"))
                                    .header("Recoup-Reason", "the topic stays as it is")
                                    .DELETE()
                                    .build());
                    assertThat(answer.statusCode()).isEqualTo(204);
                }
            }
        }
    }

    private String sendOne() {
        String id = anyId();
        live.send(envelope(id, "client.linked", ofTenant()));
        return id;
    }

    private String ofTenant() {
        return "{\"externalTenantId\":\"" + tenant + "\"}";
    }

    private List<String> ids(String query) throws JsonProcessingException {
        return ids(search(query));
    }

    private static List<String> ids(JsonNode page) {
        return StreamSupport.stream(page.get("items").spliterator(), false)
                .map(item -> item.get("eventId").asText())
                .toList();
    }

    private static Duration length(JsonNode page) {
        return Duration.between(
                Instant.parse(page.get("from").asText()),
                Instant.parse(page.get("to").asText()));
    }

    private JsonNode search(String query) throws JsonProcessingException {
        HttpResponse<String> answer = get("/v1/events?" + query, tokens.bearer("support"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> get(String path, String authorization) {
        return WebhookSender.exchange(HttpRequest.newBuilder(WebhookSender.url(path))
                .header("Authorization", authorization)
                .build());
    }

    /** Moves an event to an earlier day, once nothing refers to its place any more. */
    private void moveBack(String id, int days) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            await().atMost(Duration.ofSeconds(30)).until(() -> isPublished(statement, id));
            statement.execute("""
                    update journal set received_on = received_on - %1$d, received_at = received_at - interval '%1$d days'
                    where event_id = '%2$s'""".formatted(days, id));
        }
    }

    private static boolean isPublished(Statement statement, String id) throws SQLException {
        try (ResultSet row = statement.executeQuery("select from outbox where ce_id = '" + id + "'")) {
            return !row.next();
        }
    }
}
