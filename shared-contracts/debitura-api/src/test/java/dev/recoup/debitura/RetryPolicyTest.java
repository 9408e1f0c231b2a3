package dev.recoup.debitura;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.debitura.DebituraError.ClientNotLinked;
import dev.recoup.debitura.DebituraError.ClientNotLinked.Evidence;
import dev.recoup.debitura.DebituraError.NotMinted;
import dev.recoup.debitura.DebituraError.RateLimited;
import dev.recoup.debitura.DebituraError.Unexplained;
import dev.recoup.debitura.DebituraError.UnreadableAnswer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {

    @ParameterizedTest
    @CsvSource({
        "400,NEVER",
        "401,NEVER",
        "403,NEVER",
        "404,NEVER",
        "408,WITH_BACKOFF_AND_SAME_KEY",
        "409,NEVER",
        "413,NEVER",
        "415,NEVER",
        "422,NEVER",
        "500,WITH_BACKOFF_AND_SAME_KEY",
        "502,WITH_BACKOFF_AND_SAME_KEY",
        "503,WITH_BACKOFF_AND_SAME_KEY",
        "504,WITH_BACKOFF_AND_SAME_KEY",
    })
    void each_status_has_its_row(int status, RetryPolicy expected) {
        assertThat(RetryPolicy.of(new Unexplained(status))).isEqualTo(expected);
        assertThat(RetryPolicy.of(new NotMinted(new Unexplained(status)))).isEqualTo(expected);
    }

    @Test
    void a_rate_limit_waits_as_stated() {
        assertThat(RetryPolicy.of(new RateLimited(Duration.ofSeconds(3)))).isEqualTo(RetryPolicy.AFTER_STATED_WAIT);
    }

    @Test
    void faults_on_the_way_are_repeated_with_the_same_key() {
        assertThat(RetryPolicy.of(new DebituraError.NotConnected())).isEqualTo(RetryPolicy.WITH_BACKOFF_AND_SAME_KEY);
        assertThat(RetryPolicy.of(new DebituraError.AnswerLost())).isEqualTo(RetryPolicy.WITH_BACKOFF_AND_SAME_KEY);
        assertThat(RetryPolicy.of(new UnreadableAnswer(200))).isEqualTo(RetryPolicy.WITH_BACKOFF_AND_SAME_KEY);
    }

    @Test
    void a_client_without_link_is_not_tried_again() {
        assertThat(RetryPolicy.of(new ClientNotLinked(Evidence.MINT_NOT_FOUND))).isEqualTo(RetryPolicy.NEVER);
    }
}
