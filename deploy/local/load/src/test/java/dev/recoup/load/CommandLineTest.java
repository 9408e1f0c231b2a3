package dev.recoup.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recoup.load.ingest.IngestBenchOptions;
import dev.recoup.load.ingest.SoakOptions;
import dev.recoup.load.sandbox.SandboxBenchOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @Test
    void what_is_not_said_is_as_usual() {
        assertThat(SoakOptions.parsed(List.of()))
                .isEqualTo(new SoakOptions(Optional.empty(), 20, Duration.ofMinutes(10), 1_000_000));
        assertThat(IngestBenchOptions.parsed(List.of()))
                .isEqualTo(new IngestBenchOptions(
                        Optional.empty(), Duration.ofSeconds(90), Duration.ofSeconds(60), 3, Duration.ofMinutes(10)));
        assertThat(SandboxBenchOptions.parsed(List.of()))
                .isEqualTo(new SandboxBenchOptions(Optional.empty(), Duration.ofSeconds(15), 100_000, 1_000_000));
    }

    @Test
    void every_option_reaches_its_place_in_any_order() {
        assertThat(SoakOptions.parsed(List.of(
                        "--malformed", "3", "--json", "soak.json", "--kills", "1", "--broker-down-seconds", "2")))
                .isEqualTo(new SoakOptions(Optional.of(Path.of("soak.json")), 1, Duration.ofSeconds(2), 3));
        assertThat(IngestBenchOptions.parsed(
                        List.of("--memory-minutes", "4", "--repeats", "3", "--seconds", "2", "--warm-up-seconds", "1")))
                .isEqualTo(new IngestBenchOptions(
                        Optional.empty(), Duration.ofSeconds(1), Duration.ofSeconds(2), 3, Duration.ofMinutes(4)));
        assertThat(SandboxBenchOptions.parsed(List.of("--cases", "3", "--clients", "2", "--seconds", "1")))
                .isEqualTo(new SandboxBenchOptions(Optional.empty(), Duration.ofSeconds(1), 2, 3));
    }

    @Test
    void an_option_without_a_value_is_answered_with_what_there_is() {
        assertThatThrownBy(() -> SoakOptions.parsed(List.of("--kills")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bench soak takes --json FILE, --kills N (20), --broker-down-seconds N (600),"
                        + " --malformed N (1000000)");
    }

    @Test
    void an_unknown_option_is_named_beside_what_there_is() {
        assertThatThrownBy(() -> IngestBenchOptions.parsed(List.of("--kills", "3")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bench ingest does not know '--kills': bench ingest takes --json FILE,"
                        + " --warm-up-seconds N (90), --seconds N (60), --repeats N (3), --memory-minutes N (10)");
        assertThatThrownBy(() -> SandboxBenchOptions.parsed(List.of("--kills", "3")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bench sandbox does not know '--kills': bench sandbox takes --json FILE,"
                        + " --seconds N (15), --clients N (100000), --cases N (1000000)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", "", "99999999999"})
    void what_is_no_number_above_0_is_refused_with_an_example(String text) {
        assertThatThrownBy(() -> SandboxBenchOptions.parsed(List.of("--cases", text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--cases needs a whole number above 0, such as 10");
    }
}
