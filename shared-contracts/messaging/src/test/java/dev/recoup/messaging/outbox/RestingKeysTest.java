package dev.recoup.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.messaging.BackOff;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RestingKeysTest {

    private static final int OFTEN = 12;

    private final RestingKeys resting = new RestingKeys(new BackOff(Duration.ofMillis(200), Duration.ofSeconds(30)));

    @Test
    void a_key_that_fails_alone_rests_longer_each_time() {
        fail(List.of(1L), false);

        assertThat(untilDue()).isBetween(Duration.ofSeconds(14), Duration.ofSeconds(30));
        assertThat(resting.notDue()).containsExactly(1L);
    }

    @Test
    void keys_that_fail_while_others_get_through_rest_longer_each_time() {
        fail(keys(100), true);

        assertThat(untilDue()).isBetween(Duration.ofSeconds(14), Duration.ofSeconds(30));
    }

    @Test
    void many_keys_of_which_none_gets_through_are_tried_again_soon_however_long_kafka_is_away() {
        fail(keys(100), false);

        assertThat(untilDue()).isBetween(Duration.ofMillis(700), Duration.ofMillis(1600));
        assertThat(resting.notDue()).hasSize(100);
    }

    private void fail(List<Long> keys, boolean anyGotThrough) {
        for (int i = 0; i < OFTEN; i++) {
            resting.failed(keys, anyGotThrough);
        }
    }

    private Duration untilDue() {
        return resting.untilFirstIsDue(Duration.ZERO, Duration.ofHours(1));
    }

    private static List<Long> keys(int number) {
        return LongStream.range(0, number).boxed().toList();
    }
}
