package dev.recoup.ingest.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.ingest.watchdog.SignatureAges.Comparison;
import dev.recoup.testing.MutableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SignatureAgesTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MutableClock clock = new MutableClock();
    private final SignatureAges ages = new SignatureAges(meters, clock);

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

    @Test
    void what_is_wrong_is_said_once_an_hour() {
        try (LoggedLines log = LoggedLines.of(SignatureAges.class)) {
            observe(30, 75);
            ages.compare();
            ages.compare();
            assertThat(log.containing("75 s old on arrival")).hasSize(1);

            clock.advance(Duration.ofMinutes(61));
            ages.compare();
            assertThat(log.containing("75 s old on arrival")).hasSize(2);
        }
    }

    @Test
    void a_clock_that_jumps_so_far_that_everything_is_refused_is_said_though_the_last_good_signatures_were_fine() {
        try (LoggedLines log = LoggedLines.of(SignatureAges.class)) {
            observe(512, 1);
            assertThat(ages.compare()).isEqualTo(Comparison.PLAUSIBLE);

            ages.refusedForAge(3600);
            ages.refusedForAge(3601);

            assertThat(ages.compare()).isEqualTo(Comparison.ALL_REFUSED);
            assertThat(log.containing("2 deliveries were refused"))
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains("3601 s"));
        }
    }

    @Test
    void refusals_among_deliveries_that_are_accepted_say_nothing_of_the_clock() {
        observe(30, 1);
        ages.refusedForAge(3600);

        assertThat(ages.compare()).isEqualTo(Comparison.PLAUSIBLE);
        assertThat(ages.compare()).isEqualTo(Comparison.PLAUSIBLE);
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
