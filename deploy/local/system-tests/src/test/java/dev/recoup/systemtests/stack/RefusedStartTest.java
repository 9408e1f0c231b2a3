package dev.recoup.systemtests.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.systemtests.Project;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What cannot be started is refused in one sentence that says what to do, and with an exit status. */
class RefusedStartTest {

    private static final int PORT_OFFSET = 2000;

    @Test
    void a_taken_port() throws IOException {
        int kafka = 19092 + PORT_OFFSET;
        try (ServerSocket taken = new ServerSocket(kafka, 1, InetAddress.getByName("127.0.0.1"));
                StackRun run = StackRun.started(ProjectFolder.fresh("taken-port"), PORT_OFFSET, "--exit")) {
            assertThat(taken.isBound()).isTrue();
            assertThat(run.exitStatus()).isEqualTo(1);
            assertThat(run.text())
                    .isEqualTo("recoup: Port " + kafka + " for Kafka is taken: end the program that listens there,"
                            + " or move all ports with --port-offset 2100.");
        }
    }

    @Test
    void a_data_folder_that_a_start_left_half_written() throws IOException {
        ProjectFolder folder = ProjectFolder.fresh("half-written");
        Path data = folder.path().resolve(".recoup/run");
        Files.createDirectories(data.resolve("postgres"));
        try (StackRun run = StackRun.started(folder, PORT_OFFSET, "--exit")) {
            assertThat(run.exitStatus()).isEqualTo(1);
            assertThat(run.text())
                    .isEqualTo("recoup: The data folder " + data
                            + " was left half-written by a start that was cut off: delete it (rm -rf " + data
                            + ") and start again.");
        }
        assertThat(data.resolve("postgres")).exists();
    }

    @Test
    void an_option_that_does_not_exist() {
        try (StackRun run = StackRun.started(ProjectFolder.fresh("unknown-option"), PORT_OFFSET, "--fast")) {
            assertThat(run.exitStatus()).isEqualTo(1);
            assertThat(run.text()).isEqualTo("recoup: up does not know '--fast': see ./recoup help.");
        }
    }

    @Test
    void a_command_that_does_not_exist() throws Exception {
        Process script = new ProcessBuilder(Project.root().resolve("recoup").toString(), "fly")
                .redirectErrorStream(true)
                .start();

        assertThat(new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("recoup: there is no command 'fly': see ./recoup help.\n");
        assertThat(script.waitFor()).isEqualTo(1);
    }
}
