package dev.recoup.ingest.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.ingest.Operator;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.Sandbox;
import dev.recoup.testing.Sandbox.Behaviour;
import dev.recoup.testing.Sandbox.Played;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Whatever gets lost on the way to Debitura and back: there is one subscription in the end, and its events arrive. */
@RecoupTest(service = "webhook-ingest-service")
class SubscriptionRecoveryTest extends SubscriptionScenario {

    @Test
    void a_lost_answer_leaves_no_orphan() {
        sandbox.loseAnswer("createWebhook", 1);

        operator.create(name, "live");

        awaitState("ACTIVE");
        assertThat(operator.atDebitura(name)).hasSize(1);
        assertThatEventsArrive();
    }

    @Test
    void a_crash_between_debituras_answer_and_the_commit_leaves_no_orphan() {
        rows.run("""
                create function refuse_%1$s() returns trigger language plpgsql as
                $$ begin if new.name = '%2$s' then raise exception 'no'; end if; return new; end $$;
                create trigger refuse_%1$s before update of secret on webhook_subscription
                for each row execute function refuse_%1$s()
                """.formatted(name.replace('-', '_'), name));
        try {
            assertThat(operator.create(name, "live").statusCode()).isEqualTo(202);
            assertThat(operator.atDebitura(name)).hasSize(1);
        } finally {
            rows.run("drop function refuse_%s cascade".formatted(name.replace('-', '_')));
        }

        awaitState("ACTIVE");
        assertThat(operator.atDebitura(name)).hasSize(1);
        assertThatEventsArrive();
    }

    @Test
    void what_a_dead_replica_left_at_debitura_is_taken_over() {
        Sandbox.Subscription left = sandbox.subscribe(Operator.endpoint(name), Sandbox.Cases.TEST);

        JsonNode made = operator.created(name, "live");

        assertThat(made.get("debituraId").asText()).isEqualTo(left.id());
        List<JsonNode> there = operator.atDebitura(name);
        assertThat(there).hasSize(1);
        assertThat(Operator.field(there.getFirst(), "isTestMode").asBoolean()).isFalse();
        assertThat(deliver(left.secret())).isEqualTo(401);
        assertThatEventsArrive();
    }

    @Test
    void of_several_that_were_left_the_one_of_the_wanted_mode_is_taken_over() {
        sandbox.subscribe(Operator.endpoint(name), Sandbox.Cases.TEST);
        Sandbox.Subscription left = sandbox.subscribe(Operator.endpoint(name), Sandbox.Cases.LIVE);

        JsonNode made = operator.created(name, "live");

        assertThat(made.get("debituraId").asText()).isEqualTo(left.id());
        assertThat(operator.atDebitura(name)).hasSize(1);
        assertThatEventsArrive();
    }

    @Test
    void of_parallel_creations_one_succeeds_and_debitura_has_one() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Integer>> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> creation = () -> {
                go.await();
                return operator.create(name, "live").statusCode();
            };
            for (int i = 0; i < 6; i++) {
                answers.add(callers.submit(creation));
            }
            go.countDown();
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> answer : answers) {
            statuses.add(answer.get());
        }

        assertThat(statuses).containsExactlyInAnyOrder(201, 409, 409, 409, 409, 409);
        assertThat(operator.atDebitura(name)).hasSize(1);
    }

    @Test
    void a_lost_answer_to_a_rotation_leads_to_another_rotation() {
        operator.created(name, "live");
        sandbox.loseAnswer("updateWebhook", 1);

        operator.call("POST", "/v1/subscriptions/" + name + "/rotations", "{\"grace\":\"PT0S\"}");

        awaitState("ACTIVE");
        assertThatEventsArrive();
    }

    @Test
    void while_a_secret_that_got_lost_with_the_creation_goes_on_signing_events_come_late_and_all_come() {
        try (Played lateChange = sandbox.play("secret-rotation", Behaviour.B);
                Played signedAfresh = sandbox.play("retry-signature", Behaviour.A);
                Played ofOneEvent = sandbox.play("failures-counted", Behaviour.A)) {
            sandbox.loseAnswer("createWebhook", 1);
            operator.create(name, "live");
            awaitState("ACTIVE");

            assertThatEventsArriveAfterAnHour();
        }
    }

    @Test
    void while_a_secret_that_got_lost_with_a_rotation_goes_on_signing_events_come_late_and_all_come() {
        operator.created(name, "live");
        try (Played lateChange = sandbox.play("secret-rotation", Behaviour.B);
                Played signedAfresh = sandbox.play("retry-signature", Behaviour.A);
                Played ofOneEvent = sandbox.play("failures-counted", Behaviour.A)) {
            sandbox.loseAnswer("updateWebhook", 1);
            operator.call("POST", "/v1/subscriptions/" + name + "/rotations", "{\"grace\":\"PT0S\"}");
            awaitState("ACTIVE");

            assertThatEventsArriveAfterAnHour();
        }
    }

    private void awaitState(String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(operator.state(name)).isEqualTo(state));
    }

    private void assertThatEventsArriveAfterAnHour() {
        String id = operator.one(name).get("debituraId").asText();
        String tenant = causeAnEvent();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(sandbox.state().deliveries().stream()
                        .filter(delivery -> delivery.subscriptionId().equals(id)))
                .isNotEmpty()
                .allMatch(delivery -> delivery.status() == 401));
        sandbox.advanceClock(Duration.ofMinutes(62));
        assertThatItArrives(tenant);
    }
}
