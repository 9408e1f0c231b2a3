package dev.recoup.debitura.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PurseTest {

    private static final Instant START = Instant.parse("2026-03-01T10:20:00Z");
    private static final Duration STEP = Duration.ofSeconds(5);

    private final MovedByHand clock = new MovedByHand(START);

    /** Two days of somebody who always takes whatever there is: 34,560 steps of five seconds. */
    @ParameterizedTest
    @ValueSource(ints = {1, 10, 50, 100})
    void whoever_takes_all_there_is_never_exceeds_the_share_in_any_minute_hour_or_day(int share) {
        var config = Settings.share(share);
        var purse = Purse.local(config, clock);
        var taken = new int[34_560];

        for (int step = 0; step < taken.length; step++) {
            for (int calls = 1; calls > 0; taken[step] += calls) {
                calls = purse.take(20, Lane.SUBMISSION).calls();
            }
            clock.advance(STEP);
        }

        assertThat(mostIn(taken, 60 / 5)).isLessThanOrEqualTo(2_000 * share / 100);
        assertThat(mostInClockHour(taken)).isLessThanOrEqualTo(20_000 * share / 100);
        assertThat(mostIn(taken, 86_400 / 5)).isLessThanOrEqualTo(100_000 * share / 100);
        assertThat(Arrays.stream(taken).sum())
                .as("what two days allow is used up to the last quarter of a day")
                .isGreaterThan(100_000 * share / 100 * 2 * 85 / 100);
    }

    private static int mostIn(int[] taken, int steps) {
        return IntStream.rangeClosed(0, taken.length - steps)
                .map(from -> Arrays.stream(taken, from, from + steps).sum())
                .max()
                .orElseThrow();
    }

    private static int mostInClockHour(int[] taken) {
        var perHour = new int[taken.length / 720 + 2];
        for (int step = 0; step < taken.length; step++) {
            perHour[
                            (int) (START.plus(STEP.multipliedBy(step)).getEpochSecond() / 3600
                                    - START.getEpochSecond() / 3600)] +=
                    taken[step];
        }
        return Arrays.stream(perHour).max().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"SUBMISSION,20", "INTERACTIVE,19", "REFRESH,17", "RECONCILE,14", "IMPORT,11"})
    void each_lane_leaves_room_to_those_before_it(Lane lane, int available) {
        var purse = Purse.local(Settings.perMinute(200), clock);

        assertThat(purse.take(100, lane).calls()).isEqualTo(available);
        assertThat(purse.take(100, lane).calls()).isZero();
        assertThat(purse.take(100, Lane.SUBMISSION).calls()).isEqualTo(20 - available);
    }

    @ParameterizedTest
    @EnumSource(Lane.class)
    void the_smallest_share_still_lets_every_lane_through(Lane lane) {
        var purse = Purse.local(new Settings(1, 10, 10, 10, Duration.ofSeconds(1), Duration.ofSeconds(1)), clock);

        assertThat(purse.take(1, lane).calls()).isEqualTo(1);
    }

    @Test
    void the_time_until_there_is_more_is_told() {
        var purse = Purse.local(Settings.perMinute(200), clock);
        purse.take(20, Lane.SUBMISSION);

        var nothing = purse.take(5, Lane.SUBMISSION);

        assertThat(nothing.calls()).isZero();
        assertThat(nothing.pause()).isEqualTo(Duration.ofSeconds(60).dividedBy(180));
        clock.advance(nothing.pause().plusNanos(1));
        assertThat(purse.take(5, Lane.SUBMISSION).calls()).isEqualTo(1);
    }

    @Test
    void an_hour_that_is_used_up_comes_back_with_the_clock_hour() {
        var purse =
                Purse.local(new Settings(100, 1_000, 100, 10_000, Duration.ofSeconds(1), Duration.ofSeconds(1)), clock);
        assertThat(purse.take(100, Lane.SUBMISSION).calls()).isEqualTo(100);

        assertThat(purse.take(1, Lane.SUBMISSION)).isEqualTo(new Purse.Taken(0, Duration.ofMinutes(40)));

        clock.advance(Duration.ofMinutes(40));
        assertThat(purse.take(100, Lane.SUBMISSION).calls()).isEqualTo(100);
    }

    @Test
    void after_a_pause_the_rate_is_halved_for_a_minute() {
        var purse = Purse.local(Settings.perMinute(200), clock);
        purse.pause(Duration.ofSeconds(17));

        assertThat(purse.take(20, Lane.SUBMISSION)).isEqualTo(new Purse.Taken(0, Duration.ofSeconds(17)));
        clock.advance(Duration.ofSeconds(16));
        assertThat(purse.take(20, Lane.SUBMISSION)).isEqualTo(new Purse.Taken(0, Duration.ofSeconds(1)));
        clock.advance(Duration.ofSeconds(1));
        assertThat(purse.take(20, Lane.SUBMISSION).calls()).isEqualTo(10);
        clock.advance(Duration.ofSeconds(20));
        assertThat(purse.take(30, Lane.SUBMISSION).calls()).isEqualTo(10);
        clock.advance(Duration.ofSeconds(40).plusMillis(1));
        assertThat(purse.take(30, Lane.SUBMISSION).calls()).isEqualTo(20);
    }

    @Test
    void a_shorter_pause_does_not_cut_a_longer_one() {
        var purse = Purse.local(Settings.perMinute(200), clock);
        purse.pause(Duration.ofSeconds(17));
        purse.pause(Duration.ofSeconds(2));

        assertThat(purse.take(1, Lane.SUBMISSION)).isEqualTo(new Purse.Taken(0, Duration.ofSeconds(17)));
    }

    @Test
    void what_is_left_is_shown_by_window() {
        var purse = Purse.local(Settings.share(50), clock);
        purse.take(30, Lane.SUBMISSION);

        assertThat(purse.left()).isEqualTo(Map.of(Window.MINUTE, 70L, Window.HOUR, 9_970L, Window.DAY, 12_470L));
        assertThat(purse.share()).isEqualTo(50);
    }
}
