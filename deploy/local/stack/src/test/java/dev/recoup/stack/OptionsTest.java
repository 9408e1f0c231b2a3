package dev.recoup.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recoup.stack.Options.Ending;
import dev.recoup.stack.Options.Play;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void without_options_everything_is_started_and_the_demo_played_until_ended() {
        Options options = Options.parsed(List.of());

        assertThat(options.ending()).isEqualTo(Ending.ON_REQUEST);
        assertThat(options.play()).isEqualTo(Play.DEMO);
        assertThat(options.portOffset()).isZero();
        assertThat(options.services())
                .containsExactly(Service.INGEST, Service.ONBOARDING, Service.CASE, Service.REVENUE);
    }

    @Test
    void every_option_is_understood() {
        Options options =
                Options.parsed(List.of("--exit", "--no-demo", "--port-offset", "1000", "--without", "case-service"));

        assertThat(options.ending()).isEqualTo(Ending.AFTER_DEMO);
        assertThat(options.play()).isEqualTo(Play.NOTHING);
        assertThat(options.portOffset()).isEqualTo(1000);
        assertThat(options.services()).containsExactly(Service.INGEST, Service.ONBOARDING, Service.REVENUE);
    }

    @Test
    void what_is_not_understood_is_named() {
        assertThatThrownBy(() -> Options.parsed(List.of("--fast")))
                .isInstanceOf(CannotStart.class)
                .hasMessage("up does not know '--fast': see ./recoup help.");
        assertThatThrownBy(() -> Options.parsed(List.of("--port-offset", "many")))
                .isInstanceOf(CannotStart.class)
                .hasMessage("--port-offset needs a whole number, such as 100.");
        assertThatThrownBy(() -> Options.parsed(List.of("--without", "billing-service")))
                .isInstanceOf(CannotStart.class)
                .hasMessage("There is no service 'billing-service': name one of the four by its folder,"
                        + " such as case-service.");
    }
}
