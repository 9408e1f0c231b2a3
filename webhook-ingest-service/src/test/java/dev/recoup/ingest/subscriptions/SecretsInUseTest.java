package dev.recoup.ingest.subscriptions;

import static dev.recoup.ingest.WebhookSender.anyId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recoup.ingest.Operator;
import dev.recoup.messaging.work.Progress;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.Sandbox;
import dev.recoup.testing.Sandbox.Signature;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which secrets are accepted, for how long, and what is left of them. */
@RecoupTest(service = "webhook-ingest-service")
class SecretsInUseTest extends SubscriptionScenario {

    @Inject
    SubscriptionStart start;

    @Test
    void the_secret_is_in_no_answer_and_encrypted_in_the_database() {
        HttpResponse<String> answer = operator.create(name, "test");

        assertThat(answer.body().toLowerCase()).doesNotContain("secret");
        assertThat(rows.text("select secret from webhook_subscription where name = ?", name))
                .matches("v1\\.one\\.[A-Za-z0-9+/=]{60,}");
    }

    @Test
    void a_rotation_loses_no_event_and_takes_both_secrets_until_the_grace_is_over() throws Exception {
        Sandbox.Subscription made = sandbox.subscribe(Operator.endpoint(name), Sandbox.Cases.LIVE);
        operator.adopted(name, made);
        String tenant = "ten-" + anyId();
        sandbox.seedClient(tenant, "Stream Ltd", tenant + "@example.com", "DK", Signature.SIGNED);
        List<String> sent = new ArrayList<>();
        Thread stream = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 40; i++) {
                operator.debitura(
                        "POST",
                        "/v1/Webhooks/test",
                        "{\"eventType\":\"client.linked\",\"externalTenantId\":\"%s\"}".formatted(tenant));
                sent.add(tenant);
            }
        });

        HttpResponse<String> rotated = operator.call("POST", "/v1/subscriptions/" + name + "/rotations", "");
        stream.join();

        assertThat(rotated.statusCode()).as(rotated.body()).isEqualTo(200);
        assertThat(Operator.json(rotated).get("state").asText()).isEqualTo("ACTIVE");
        assertThatEventsArrive();
        assertThat(deliver(made.secret())).isEqualTo(200);
        // What was signed with the new secret before it was committed here is tried again a minute later.
        sandbox.advanceClock(Duration.ofSeconds(75));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rows.count(
                        "select count(*) from journal where subscription = ? and purpose = 'test'"
                                + " and external_tenant_id = ?",
                        name,
                        tenant))
                .isEqualTo(sent.size()));
        assertThat(Operator.field(operator.atDebitura(name).getFirst(), "isActive")
                        .asBoolean())
                .isTrue();

        clock.advance(Duration.ofHours(25));
        assertThat(deliver(made.secret())).isEqualTo(401);
    }

    @Test
    void once_the_grace_is_over_the_previous_secret_is_erased_and_the_new_one_stays() {
        operator.created(name, "live");
        operator.call("POST", "/v1/subscriptions/" + name + "/rotations", "");
        assertThat(secretsKept()).isEqualTo("true true");

        start.forgetWhatIsOver();
        assertThat(secretsKept()).isEqualTo("true true");
        clock.advance(Duration.ofHours(25));
        forgetAllThatIsOver();

        assertThat(secretsKept()).isEqualTo("true false");
    }

    @Test
    void once_its_late_deliveries_are_not_awaited_any_more_a_deleted_one_is_forgotten() {
        operator.created(name, "live");
        operator.call("DELETE", "/v1/subscriptions/" + name, "");

        start.forgetWhatIsOver();
        assertThat(operator.state(name)).isEqualTo("DELETED");
        clock.advance(Duration.ofHours(25));
        forgetAllThatIsOver();

        assertThat(rows.count("select count(*) from webhook_subscription where name = ?", name))
                .isZero();
        clock.reset();
        assertThat(operator.create(name, "test").statusCode()).isEqualTo(201);
    }

    @Test
    void late_deliveries_of_a_deleted_one_are_accepted_for_a_day() {
        Sandbox.Subscription made = sandbox.subscribe(Operator.endpoint(name), Sandbox.Cases.LIVE);
        operator.adopted(name, made);

        HttpResponse<String> deleted = operator.call("DELETE", "/v1/subscriptions/" + name, "");

        assertThat(Operator.json(deleted).get("state").asText()).isEqualTo("DELETED");
        assertThat(operator.atDebitura(name)).isEmpty();
        assertThat(deliver(made.secret())).isEqualTo(200);
        clock.advance(Duration.ofHours(25));
        assertThat(deliver(made.secret())).isEqualTo(404);
    }

    private void forgetAllThatIsOver() {
        while (start.forgetWhatIsOver() == Progress.MADE) {
            // a few at a time
        }
    }

    private String secretsKept() {
        return rows.text(
                "select (secret is not null) || ' ' || (previous_secret is not null) from webhook_subscription"
                        + " where name = ?",
                name);
    }
}
