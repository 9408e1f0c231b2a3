package dev.recoup.ingest.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.ingest.watchdog.SignatureAges.Comparison;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class SignatureAgesTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SignatureAges ages = new SignatureAges(meters, Clock.systemUTC());

    @Test
    void few_signatures_say_nothing_of_the_clock() {
        observe(19, -40);

        assertThat(ages.compare()).isEqualTo(Comparison.TOO_FEW);
    }

    @Test
    void signatures_that_are_a_moment_old_are_as_they_should_be() {
        observe(30, 1);
        observe(10, 250);

        assertThat(ages.compare()).isEqualTo(Comparison.PLAUSIBLE);
        assertThat(skew()).isEqualTo(1);
    }

    @Test
    void a_clock_that_is_behind_shows_as_signatures_from_the_future() {
        observe(30, -40);

        assertThat(ages.compare()).isEqualTo(Comparison.SKEWED);
        assertThat(skew()).isEqualTo(-40);
    }

    @Test
    void a_clock_that_is_ahead_shows_as_old_signatures() {
        observe(30, 75);

        assertThat(ages.compare()).isEqualTo(Comparison.SKEWED);
        assertThat(skew()).isEqualTo(75);
    }

    @Test
    void the_newest_signatures_count() {
        observe(512, -40);
        observe(512, 0);

        assertThat(ages.compare()).isEqualTo(Comparison.PLAUSIBLE);
        assertThat(meters.get("recoup.ingest.signature-age").summary().count()).isEqualTo(1024);
    }

    private void observe(int times, long age) {
        for (int i = 0; i < times; i++) {
            ages.observed(age);
        }
    }

    private double skew() {
        return meters.get("recoup.ingest.clock-skew").gauge().value();
    }
}
