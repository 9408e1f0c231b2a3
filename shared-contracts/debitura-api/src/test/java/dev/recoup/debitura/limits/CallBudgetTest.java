package dev.recoup.debitura.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallBudgetTest {

    private final MovedByHand clock = new MovedByHand(Instant.parse("2026-03-01T10:00:00Z"));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private CallBudget budget;

    private CallBudget budget(LimitsConfig config) {
        budget = new CallBudget(config, Purse.local(config, clock), new NoTransactions(), new LimitMeters(registry));
        return budget;
    }

    private static class NoTransactions extends OpenTransactions {
        NoTransactions() {
            super(null);
        }

        @Override
        void refuse() {}
    }

    @AfterEach
    void close() {
        if (budget != null) {
            budget.close();
        }
    }

    @Test
    void calls_pass_at_once_while_there_is_room() {
        budget(Settings.perMinute(2_000));

        IntStream.range(0, 150).forEach(_ -> budget.await(Lane.REFRESH));

        assertThat(registry.get("recoup.debitura.limits.waits")
                        .tag("lane", "refresh")
                        .timer()
                        .count())
                .isEqualTo(150);
        assertThat(registry.get("recoup.debitura.limits.headroom")
                        .tag("window", "minute")
                        .gauge()
                        .value())
                .isEqualTo(50);
    }

    @Test
    void the_more_urgent_lane_goes_first_and_within_a_lane_who_came_first() {
        budget(Settings.perMinute(20));
        budget.await(Lane.SUBMISSION);
        budget.await(Lane.SUBMISSION);
        var passed = new CopyOnWriteArrayList<String>();
        for (Lane lane : List.of(Lane.IMPORT, Lane.RECONCILE, Lane.REFRESH, Lane.SUBMISSION)) {
            for (int n = 1; n <= 2; n++) {
                var name = lane + " " + n;
                budget.request(lane).thenRun(() -> passed.add(name));
            }
        }

        for (int served = 1; served <= 8; served++) {
            var expected = served;
            clock.advance(Duration.ofMillis(3_400));
            await().until(() -> passed.size() == expected);
        }

        assertThat(passed)
                .containsExactly(
                        "SUBMISSION 1",
                        "SUBMISSION 2",
                        "REFRESH 1",
                        "REFRESH 2",
                        "RECONCILE 1",
                        "RECONCILE 2",
                        "IMPORT 1",
                        "IMPORT 2");
    }

    @Test
    void nothing_is_lost_when_more_wait_than_there_is_room_for() throws Exception {
        budget(Settings.perMinute(200));
        var turns = new ArrayList<CompletableFuture<Void>>();
        for (int n = 0; n < 100; n++) {
            turns.add(budget.request(Lane.SUBMISSION).toCompletableFuture());
        }
        await().until(() -> turns.stream().filter(CompletableFuture::isDone).count() == 20);
        assertThat(registry.get("recoup.debitura.limits.waiting")
                        .tag("lane", "submission")
                        .gauge()
                        .value())
                .isEqualTo(80);

        for (int steps = 0; steps < 5; steps++) {
            clock.advance(Duration.ofSeconds(10));
            var expected = Math.min(100, 20 + 20 * (steps + 1));
            await().until(() -> turns.stream().filter(CompletableFuture::isDone).count() == expected);
        }

        for (var turn : turns) {
            turn.get();
        }
        assertThat(registry.get("recoup.debitura.limits.waiting")
                        .tag("lane", "submission")
                        .gauge()
                        .value())
                .isZero();
    }

    @Test
    void who_is_waited_for_gives_up_soon_and_is_told_when_to_come_back() {
        budget(Settings.perMinute(20));
        budget.await(Lane.SUBMISSION);
        budget.await(Lane.SUBMISSION);

        assertThatThrownBy(() -> budget.await(Lane.INTERACTIVE))
                .asInstanceOf(type(BudgetExhausted.class))
                .satisfies(exhausted -> assertThat(exhausted.retryAfter())
                        .isBetween(Duration.ofMillis(3_333), Duration.ofMillis(3_334)));

        assertThat(registry.get("recoup.debitura.limits.given.up")
                        .tag("lane", "interactive")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Lane.class)
    void nobody_waits_for_the_end_of_a_pause_that_is_longer_than_their_patience(Lane lane) {
        budget(Settings.perMinute(2_000));
        budget.pause(Duration.ofSeconds(50));

        assertThatThrownBy(() -> budget.await(lane))
                .asInstanceOf(type(BudgetExhausted.class))
                .satisfies(exhausted ->
                        assertThat(exhausted.retryAfter()).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(50)));
        assertThat(registry.get("recoup.debitura.limits.pauses").counter().count())
                .isEqualTo(1);
    }

    @Test
    void a_short_pause_is_waited_for() throws Exception {
        budget(Settings.perMinute(2_000));
        budget.pause(Duration.ofMillis(300));
        var turn = budget.request(Lane.SUBMISSION).toCompletableFuture();
        assertThat(turn).isNotDone();

        await().until(() -> {
            clock.advance(Duration.ofMillis(301));
            return turn.isDone();
        });
        turn.get();
    }

    @Test
    void who_waits_at_the_end_is_told_so() {
        budget(Settings.perMinute(20));
        budget.await(Lane.SUBMISSION);
        budget.await(Lane.SUBMISSION);
        var turn = budget.request(Lane.SUBMISSION).toCompletableFuture();

        budget.close();

        assertThatThrownBy(turn::get).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(BudgetExhausted.class);
        assertThatThrownBy(() -> budget.await(Lane.SUBMISSION)).isInstanceOf(BudgetExhausted.class);
    }

    @Test
    void a_lane_holds_for_the_work_and_no_longer() {
        assertThat(Lane.current()).isEmpty();
        assertThat(Lane.IMPORT.call(() -> Lane.REFRESH.call(Lane::current))).contains(Lane.REFRESH);
        assertThat(Lane.IMPORT.call(Lane::current)).contains(Lane.IMPORT);
        assertThat(Lane.current()).isEmpty();
    }
}
