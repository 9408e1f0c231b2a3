package dev.recoup.ingest.watchdog;

import static dev.recoup.ingest.WebhookSender.anyId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recoup.ingest.Operator;
import dev.recoup.ingest.Rows;
import dev.recoup.ingest.subscriptions.Subscriptions;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.Sandbox;
import dev.recoup.testing.Tokens;
import dev.recoup.testing.infra.PostgresServer.Database;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

@RecoupTest(service = "webhook-ingest-service")
class SilenceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    Sandbox sandbox;
    Tokens tokens;
    Database database;

    @Inject
    MeterRegistry meters;

    @Inject
    Arrivals arrivals;

    @Inject
    Subscriptions subscriptions;

    @Test
    void a_lively_subscription_that_says_nothing_is_silent_until_it_speaks() {
        String name = subscription();
        history(name, 3, 25);
        try (LoggedLines log = LoggedLines.of(Silence.class)) {
            lastHeard(name, Duration.ofHours(2));

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(silent(name)).hasValue(1));
            awaitHeard(name);
            assertThat(log.containing("Subscription " + name + ": nothing came since"))
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains("25 deliveries"));
        }
        assertThat(new Rows(database)
                        .text("select silent_since is not null from subscription_silence where subscription = ?", name))
                .isEqualTo("t");

        arrivals.arrived(subscriptions.named(name).orElseThrow());

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(silent(name)).hasValue(0));
    }

    @Test
    void one_that_was_off_is_listened_to_from_when_it_is_on_again() {
        String name = subscription();
        history(name, 3, 25);
        lastHeard(name, Duration.ofHours(2));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(silent(name)).hasValue(1));
        Operator operator = new Operator(tokens, sandbox);

        operator.call("PATCH", "/v1/subscriptions/" + name, "{\"active\":false}");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(silent(name)).isEmpty());
        operator.call("PATCH", "/v1/subscriptions/" + name, "{\"active\":true}");

        awaitHeard(name);
        assertThat(silent(name)).hasValue(0);
        onSince(name, Duration.ofHours(2));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(silent(name)).hasValue(1));
    }

    @Test
    void one_quiet_week_among_the_last_makes_the_same_gap_usual() {
        String name = subscription();
        history(name, 3, 25);
        new Rows(database)
                .run("delete from subscription_activity where subscription = '%s' and slice > now() - interval '8 days'"
                        .formatted(name));
        lastHeard(name, Duration.ofHours(2));

        awaitHeard(name);
        assertThat(silent(name)).hasValue(0);
    }

    @Test
    void without_a_week_of_history_there_is_no_alarm() {
        String name = subscription();
        new Rows(database)
                .run("insert into subscription_activity values ('%s', now() - interval '3 days', 500)".formatted(name));
        lastHeard(name, Duration.ofDays(2));

        awaitHeard(name);
        assertThat(silent(name)).hasValue(0);
    }

    /** One that has been on for days. */
    private String subscription() {
        String name = "quiet-" + anyId().substring(0, 12);
        new Operator(tokens, sandbox).created(name, "test");
        onSince(name, Duration.ofDays(3));
        return name;
    }

    private void onSince(String name, Duration ago) {
        new Rows(database)
                .run("update webhook_subscription set on_since = '%s' where name = '%s'"
                        .formatted(Instant.now().minus(ago), name));
    }

    private void awaitHeard(String name) {
        await().atMost(PATIENCE).until(() -> silent(name).isPresent());
    }

    /** Deliveries an hour ago, the given number of weeks before now, and one long before. */
    private void history(String name, int weeks, int deliveries) {
        Rows rows = new Rows(database);
        for (int back = 1; back <= weeks; back++) {
            rows.run("insert into subscription_activity values ('%s', '%s', %d)"
                    .formatted(
                            name,
                            ActivityLog.slice(Instant.now()
                                    .minus(Duration.ofDays(7L * back))
                                    .minus(Duration.ofHours(1))),
                            deliveries));
        }
        rows.run("insert into subscription_activity values ('%s', now() - interval '27 days', 1)".formatted(name));
    }

    private void lastHeard(String name, Duration ago) {
        new Rows(database)
                .run("insert into subscription_silence (subscription, last_at) values ('%s', '%s')"
                        .formatted(name, Instant.now().minus(ago)));
    }

    private OptionalDouble silent(String name) {
        return meters.find("recoup.subscriptions.silent").tag("subscription", name).gauges().stream()
                .mapToDouble(Gauge::value)
                .max();
    }
}
