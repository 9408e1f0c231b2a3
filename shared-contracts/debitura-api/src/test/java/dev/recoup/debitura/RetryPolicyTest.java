package dev.recoup.debitura;

import static dev.recoup.debitura.RetryPolicy.AFTER_STATED_WAIT;
import static dev.recoup.debitura.RetryPolicy.NEVER;
import static dev.recoup.debitura.RetryPolicy.WITH_BACKOFF_AND_SAME_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.debitura.DebituraError.ClientNotLinked;
import dev.recoup.debitura.DebituraError.ClientNotLinked.Evidence;
import dev.recoup.debitura.DebituraError.NotMinted;
import dev.recoup.debitura.DebituraError.RateLimited;
import dev.recoup.debitura.DebituraError.Unexplained;
import dev.recoup.debitura.DebituraError.UnreadableAnswer;
import dev.recoup.debitura.RetryPolicy.Key;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {

    @ParameterizedTest
    @CsvSource({
        "400,407,NEVER,NEW",
        "408,408,WITH_BACKOFF_AND_SAME_KEY,SAME",
        "409,428,NEVER,NEW",
        "429,429,AFTER_STATED_WAIT,SAME",
        "430,499,NEVER,NEW",
        "500,599,WITH_BACKOFF_AND_SAME_KEY,SAME",
    })
    void each_status_has_its_row(int first, int last, RetryPolicy expected, Key key) {
        IntStream.rangeClosed(first, last).forEach(status -> {
            assertThat(RetryPolicy.of(new Unexplained(status))).as("%d", status).isEqualTo(expected);
            assertThat(RetryPolicy.of(new NotMinted(new Unexplained(status))))
                    .as("mint %d", status)
                    .isEqualTo(expected);
        });
        assertThat(expected.key()).isEqualTo(key);
    }

    @Test
    void a_rate_limit_waits_as_stated_with_the_same_key() {
        assertThat(RetryPolicy.of(new RateLimited(Duration.ofSeconds(3)))).isEqualTo(AFTER_STATED_WAIT);
        assertThat(RetryPolicy.of(new NotMinted(new RateLimited(Duration.ofSeconds(3)))))
                .isEqualTo(AFTER_STATED_WAIT);
    }

    @Test
    void faults_on_the_way_are_repeated_with_the_same_key() {
        assertThat(RetryPolicy.of(new DebituraError.NotConnected())).isEqualTo(WITH_BACKOFF_AND_SAME_KEY);
        assertThat(RetryPolicy.of(new DebituraError.AnswerLost())).isEqualTo(WITH_BACKOFF_AND_SAME_KEY);
        assertThat(RetryPolicy.of(new UnreadableAnswer(200))).isEqualTo(WITH_BACKOFF_AND_SAME_KEY);
    }

    @Test
    void what_only_somebody_else_can_cure_is_not_tried_again() {
        assertThat(RetryPolicy.of(new ClientNotLinked(Evidence.MINT_NOT_FOUND))).isEqualTo(NEVER);
        assertThat(RetryPolicy.of(new ClientNotLinked(Evidence.SECOND_UNAUTHORIZED)))
                .isEqualTo(NEVER);
        assertThat(RetryPolicy.of(new DebituraError.TestEnvironmentOnly())).isEqualTo(NEVER);
    }

    @Test
    void repetitions_begin_after_a_second_and_come_every_five_minutes_at_the_least() {
        assertThat(RetryPolicy.FIRST_PAUSE).isEqualTo(Duration.ofSeconds(1));
        assertThat(RetryPolicy.LONGEST_PAUSE).isEqualTo(Duration.ofMinutes(5));
    }
}
