package dev.recoup.systemtests.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recoup.systemtests.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * G1, nothing accepted is lost: while deliveries arrive, every event twice at once, webhook-ingest-service is killed at
 * random points, PostgreSQL is killed, Kafka goes away and comes back; then every event that was answered with 200 is
 * looked for. The long form is {@code ./recoup bench soak}.
 */
class G1NothingLostTest {

    private static final int PATIENCE_MINUTES = 10;

    @TempDir
    Path directory;

    @Test
    void what_was_answered_with_200_is_in_kafka_in_order_and_once_in_the_journal() throws Exception {
        Path figures = directory.resolve("figures.json");

        Path output =
                soak("--kills", "3", "--broker-down-seconds", "5", "--malformed", "2300", "--json", figures.toString());

        assertThat(figures).as(Files.readString(output)).exists();
        JsonNode found = new ObjectMapper().readTree(figures.toFile());
        assertThat(found.get("kills").asInt()).isEqualTo(3);
        assertThat(found.get("accepted").asInt()).isGreaterThan(1_000);
        assertThat(found.get("lost").asInt()).isZero();
        assertThat(found.get("duplicated").asInt()).isZero();
        assertThat(found.get("overtaken").asInt()).isZero();
        assertThat(found.get("journalled_twice").asInt()).isZero();
        assertThat(found.get("malformed_refused").asInt()).isGreaterThan(1_400);
        assertThat(found.get("malformed_kept").asInt()).isGreaterThan(400);
        assertThat(found.get("malformed_wrong").asInt()).isZero();
        assertThat(found.get("rows_wrong_after_malformed").asInt()).isZero();
    }

    private Path soak(String... options) throws IOException, InterruptedException {
        Path load = Project.root().resolve("deploy/local/load/target");
        Path output = directory.resolve("output.txt");
        ProcessBuilder program = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Drecoup.root=" + Project.root(),
                "-cp",
                load.resolve("recoup-load.jar") + ":" + load.resolve("lib") + "/*",
                "dev.recoup.load.Main",
                "soak");
        program.command().addAll(List.of(options));
        Process process = program.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroy();
        }
        return output;
    }
}
