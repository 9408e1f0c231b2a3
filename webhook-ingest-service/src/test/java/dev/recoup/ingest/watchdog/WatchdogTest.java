package dev.recoup.ingest.watchdog;

import static dev.recoup.ingest.WebhookSender.anyId;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.debitura.referral.CreateWebhook;
import dev.recoup.events.EventJson;
import dev.recoup.events.Topic;
import dev.recoup.events.reconcile.ReconcileReason;
import dev.recoup.events.reconcile.ReconcileRequest;
import dev.recoup.events.reconcile.ReconcileScope;
import dev.recoup.ingest.Operator;
import dev.recoup.ingest.ReadinessSwitch;
import dev.recoup.ingest.Rows;
import dev.recoup.ingest.Signer;
import dev.recoup.ingest.WebhookSender;
import dev.recoup.testing.EventProbe;
import dev.recoup.testing.MutableClock;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.Sandbox;
import dev.recoup.testing.Sandbox.Behaviour;
import dev.recoup.testing.Sandbox.Played;
import dev.recoup.testing.Sandbox.Signature;
import dev.recoup.testing.Tokens;
import dev.recoup.testing.infra.PostgresServer.Database;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RecoupTest(service = "webhook-ingest-service")
class WatchdogTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration UNREADY_PAUSE = Duration.ofSeconds(5);

    /** How long Debitura tries an event, jitter and all. */
    private static final Duration RETRIES = Duration.ofMinutes(102);

    Sandbox sandbox;
    Tokens tokens;
    Database database;
    EventProbe probe;

    @Inject
    MeterRegistry meters;

    @Inject
    MutableClock clock;

    @Inject
    ReadinessSwitch readiness;

    private String name;
    private Operator operator;
    private Rows rows;

    private Played pinned;

    @BeforeEach
    void begin() {
        name = "watch-" + anyId().substring(0, 12);
        // Where failures of any events add up, the subscriptions of other tests are switched off as well.
        pinned = sandbox.play("failures-counted", Behaviour.A);
        operator = new Operator(tokens, sandbox);
        rows = new Rows(database);
    }

    @AfterEach
    void end() {
        pinned.close();
        readiness.on();
        sandbox.clearFaults();
        operator.call("DELETE", "/v1/subscriptions/" + name, "");
    }

    @Test
    void switched_off_after_eight_failures_it_is_switched_on_again_and_debitura_is_read_again_once() {
        Instant begun = clock.instant();
        String id = operator.created(name, "live").get("debituraId").asText();
        readiness.off();
        sandbox.failWith("delivery." + id, 8, 500);
        fire(linkedClient());
        sandbox.advanceClock(Duration.ofHours(3));
        awaitNotReady();
        Instant missed = missedSince();
        assertThat(missed).isBetween(begun.minus(RETRIES), clock.instant().minus(RETRIES));

        readiness.on();
        clock.advance(UNREADY_PAUSE);

        awaitState("ACTIVE");
        awaitTwoMoreLooks();
        assertThat(isActiveAtDebitura()).isTrue();
        assertThat(rows.text("select state || ' ' || resumptions from webhook_subscription where name = ?", name))
                .isEqualTo("ACTIVE 1");
        awaitRequestSince(missed);
        ReconcileRequest request = requestsSayingSince(missed).getFirst();
        assertThat(request.scope()).isEqualTo(ReconcileScope.EVERYTHING);
        assertThat(request.reason()).isEqualTo(ReconcileReason.SUBSCRIPTION_DISABLED);
        assertThat(request.externalTenantId()).isEmpty();
    }

    @Test
    void while_this_service_is_not_ready_it_stays_off_and_nothing_counts_as_a_failure() {
        String id = operator.created(name, "live").get("debituraId").asText();
        readiness.off();
        switchOff(id, linkedClient());
        awaitNotReady();

        for (int turn = 0; turn < 3; turn++) {
            long attempts = attempts();
            clock.advance(UNREADY_PAUSE);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(rows.text(
                            "select (attempt > ?) || ' ' || (lease_until is null) from webhook_subscription"
                                    + " where name = ?",
                            attempts,
                            name))
                    .isEqualTo("true true"));
        }
        assertThat(rows.text("select state || ' ' || failures from webhook_subscription where name = ?", name))
                .isEqualTo("DISABLED 0");
        assertThat(isActiveAtDebitura()).isFalse();

        readiness.on();
        clock.advance(UNREADY_PAUSE);

        awaitState("ACTIVE");
        assertThat(isActiveAtDebitura()).isTrue();
    }

    @Test
    void one_that_somebody_else_switched_on_again_has_debitura_read_again_once() {
        String id = operator.created(name, "live").get("debituraId").asText();
        readiness.off();
        switchOff(id, linkedClient());
        awaitNotReady();
        Instant missed = missedSince();

        operator.debitura("PUT", "/v1/Webhooks/" + id, "{\"isActive\":true}");

        awaitState("ACTIVE");
        awaitTwoMoreLooks();
        awaitRequestSince(missed);
        assertThat(rows.count("select resumptions from webhook_subscription where name = ?", name))
                .isZero();
    }

    @Test
    void one_that_was_paused_has_debitura_read_again_once_when_it_is_on() {
        operator.created(name, "live");
        operator.call("PATCH", "/v1/subscriptions/" + name, "{\"active\":false}");
        Instant missed = missedSince();
        awaitTwoMoreLooks();
        assertThat(requestsSayingSince(missed)).isEmpty();

        operator.call("PATCH", "/v1/subscriptions/" + name, "{\"active\":true}");

        awaitTwoMoreLooks();
        awaitRequestSince(missed);
    }

    @Test
    void one_that_does_not_stay_on_is_switched_on_ever_later() {
        String id = operator.created(name, "live").get("debituraId").asText();
        String tenant = linkedClient();
        switchOff(id, tenant);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        rows.text("select state || ' ' || resumptions from webhook_subscription where name = ?", name))
                .isEqualTo("ACTIVE 1"));

        switchOff(id, tenant);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(operator.state(name)).isEqualTo("DISABLED"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(gauge("inactive")).isEqualTo(1));
        awaitTwoMoreLooks();
        assertThat(operator.state(name)).isEqualTo("DISABLED");
        assertThat(operator.one(name).get("disabledReason").asText()).contains("410");

        clock.advance(Duration.ofMinutes(6));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(isActiveAtDebitura()).isTrue());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(gauge("inactive")).isZero());
    }

    @Test
    void a_declared_one_that_vanished_is_created_anew() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(operator.state("declared-live")).isEqualTo("ACTIVE"));
        String id = operator.one("declared-live").get("debituraId").asText();
        Instant begun = clock.instant();

        operator.debitura("DELETE", "/v1/Webhooks/" + id, "");

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(operator.state("declared-live")).isEqualTo("ACTIVE");
            assertThat(operator.one("declared-live").path("debituraId").asText())
                    .isNotEmpty()
                    .isNotEqualTo(id);
        });
        assertThat(operator.atDebitura("declared-live")).hasSize(1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(requestsSince(begun)).hasSize(1));
    }

    @Test
    void an_operators_one_that_vanished_is_reported_and_not_made_again() {
        String id = operator.created(name, "live").get("debituraId").asText();

        operator.debitura("DELETE", "/v1/Webhooks/" + id, "");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(operator.state(name)).isEqualTo("MISSING"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(gauge("inactive")).isEqualTo(1));
        assertThat(operator.atDebitura(name)).isEmpty();
    }

    @Test
    void one_that_is_adopted_in_place_of_a_vanished_one_has_debitura_read_again_since_that_was_last_seen() {
        String id = operator.created(name, "live").get("debituraId").asText();
        operator.debitura("DELETE", "/v1/Webhooks/" + id, "");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(operator.state(name)).isEqualTo("MISSING"));
        Instant missed = missedSince();

        Sandbox.Subscription made = sandbox.subscribe(Operator.endpoint(name), Sandbox.Cases.LIVE);
        operator.adopted(name, made);

        awaitRequestSince(missed);
    }

    @Test
    void one_that_was_deleted_and_created_anew_has_debitura_read_again_since_it_was_deleted() {
        operator.created(name, "live");
        operator.call("DELETE", "/v1/subscriptions/" + name, "");
        Instant missed = missedSince();

        operator.created(name, "live");

        awaitRequestSince(missed);
    }

    @Test
    void what_somebody_else_changed_is_reported_and_put_back_by_the_next_change() {
        String id = operator.created(name, "live").get("debituraId").asText();

        operator.debitura("PUT", "/v1/Webhooks/" + id, "{\"events\":[\"case.created\"]}");

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(operator.one(name).path("drift").asText()).isEqualTo("events"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(gauge("changed")).isEqualTo(1));

        operator.call("PATCH", "/v1/subscriptions/" + name, "{}");

        assertThat(Operator.field(operator.atDebitura(name).getFirst(), "events"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrderElementsOf(CreateWebhook.ALL_EVENTS);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(gauge("changed")).isZero());
    }

    @Test
    void another_one_with_the_same_url_is_deleted() {
        String id = operator.created(name, "live").get("debituraId").asText();

        sandbox.subscribe(Operator.endpoint(name), Sandbox.Cases.LIVE);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(operator.atDebitura(name))
                .extracting(there -> Operator.field(there, "id").asText())
                .containsExactly(id));
    }

    @Test
    void after_a_secret_got_lost_debitura_is_read_again_at_once_and_when_it_surely_signs_with_another() {
        operator.created(name, "live");
        sandbox.loseAnswer("updateWebhook", 1);
        operator.call("POST", "/v1/subscriptions/" + name + "/rotations", "");
        awaitState("ACTIVE");
        Instant missed = time("secret_lost_at").minus(RETRIES);
        awaitRequestSince(missed);
        awaitTwoMoreLooks();
        assertThat(requestsSayingSince(missed)).hasSize(1);

        clock.advance(Duration.ofHours(25));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(requestsSayingSince(missed)).hasSize(2));
        awaitTwoMoreLooks();
        assertThat(requestsSayingSince(missed)).hasSize(2);
    }

    @Test
    void a_secret_that_nobody_can_have_made_is_not_lost() {
        sandbox.loseAnswer("listWebhooks", 1);

        operator.created(name, "live");

        assertThat(isSet("secret_lost_at")).isFalse();
    }

    @Test
    void whoever_died_while_debitura_made_a_secret_may_have_lost_it() {
        operator.created(name, "live");
        rows.run("""
                update webhook_subscription
                set state = 'ROTATING', asked = asked + 1, due_at = now() - interval '1 minute',
                    lease_until = clock_timestamp() - interval '1 second'
                where name = '%s'
                """.formatted(name));

        awaitState("ACTIVE");

        awaitRequestSince(time("secret_lost_at").minus(RETRIES));
    }

    @Test
    void what_was_refused_for_its_signature_is_read_again_once_the_secret_is_replaced_and_never_before() {
        operator.created(name, "live");
        deliverWithSomeOtherSecret();
        await().atMost(PATIENCE).until(() -> isSet("refused_since"));
        fire(linkedClient());
        await().atMost(PATIENCE).until(() -> !isSet("refused_since"));
        deliverWithSomeOtherSecret();
        await().atMost(PATIENCE).until(() -> isSet("refused_since"));
        Instant missed = time("refused_since").minus(RETRIES);
        awaitTwoMoreLooks();
        assertThat(operator.one(name).has("missedSince")).isFalse();
        assertThat(requestsSayingSince(missed)).isEmpty();

        operator.call("POST", "/v1/subscriptions/" + name + "/rotations", "");

        awaitRequestSince(missed);
        assertThat(isSet("refused_since")).isFalse();
    }

    private void deliverWithSomeOtherSecret() {
        byte[] body = WebhookSender.envelope(anyId(), "client.linked", "{}").getBytes(UTF_8);
        String signature =
                new Signer(name.getBytes(UTF_8)).header(clock.instant().getEpochSecond(), body);
        assertThat(new WebhookSender(name).send(body, signature, new String[0]).statusCode())
                .isEqualTo(401);
    }

    private boolean isSet(String column) {
        return rows.count(
                        "select count(*) from webhook_subscription where name = ? and " + column + " is not null", name)
                == 1;
    }

    private Instant time(String column) {
        return Instant.parse(rows.text(
                "select to_char(" + column + " at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                        + " from webhook_subscription where name = ?",
                name));
    }

    private void switchOff(String id, String tenant) {
        sandbox.failWith("delivery." + id, 1, 410);
        fire(tenant);
    }

    private void fire(String tenant) {
        operator.debitura(
                "POST",
                "/v1/Webhooks/test",
                "{\"eventType\":\"client.linked\",\"externalTenantId\":\"%s\"}".formatted(tenant));
    }

    private String linkedClient() {
        String tenant = "ten-" + anyId();
        sandbox.seedClient(tenant, "Watched Ltd", tenant + "@example.com", "DK", Signature.SIGNED);
        return tenant;
    }

    private boolean isActiveAtDebitura() {
        return Operator.field(operator.atDebitura(name).getFirst(), "isActive").asBoolean();
    }

    private void awaitState(String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(operator.state(name)).isEqualTo(state));
    }

    private void awaitNotReady() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        rows.text("select state || ' ' || trouble from webhook_subscription where name = ?", name))
                .isEqualTo("DISABLED NotReady"));
    }

    private long attempts() {
        return rows.count("select attempt from webhook_subscription where name = ?", name);
    }

    private Instant missedSince() {
        return Instant.parse(operator.one(name).get("missedSince").asText());
    }

    /** A request names no subscription, but no two of them miss events since the same microsecond. */
    private List<ReconcileRequest> requestsSayingSince(Instant missed) {
        return probe.allOfKey(Topic.RECONCILE_REQUESTS, "EVERYTHING").stream()
                .map(record -> EventJson.read(record.value(), ReconcileRequest.class))
                .filter(request -> request.missedSince().equals(Optional.of(missed)))
                .toList();
    }

    private void awaitRequestSince(Instant missed) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(requestsSayingSince(missed)).hasSize(1));
    }

    private void awaitTwoMoreLooks() {
        for (int look = 0; look < 2; look++) {
            String last = polledAt();
            await().atMost(PATIENCE).until(() -> !polledAt().equals(last));
        }
    }

    private String polledAt() {
        return rows.text("select polled_at from webhook_subscription where name = ?", name);
    }

    private double gauge(String figure) {
        return meters.find("recoup.subscriptions." + figure).tag("subscription", name).gauges().stream()
                .mapToDouble(Gauge::value)
                .sum();
    }

    /** Those that were made since then; the service's clock may have been ahead before. */
    private List<ReconcileRequest> requestsSince(Instant begun) {
        return probe.allOfKey(Topic.RECONCILE_REQUESTS, "EVERYTHING").stream()
                .map(record -> EventJson.read(record.value(), ReconcileRequest.class))
                .filter(request -> !request.requestedAt().isBefore(begun)
                        && !request.requestedAt().isAfter(clock.instant()))
                .toList();
    }
}
