package dev.recoup.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.testing.infra.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Broker, database and sandbox are enough to see how a run ends; the services end by the same means. */
class NothingIsLeftRunningTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    // What a killed run was writing may still be there; the next run decides what becomes of it.
    @TempDir(cleanup = CleanupMode.NEVER)
    Path root;

    @Test
    void after_an_orderly_end_and_after_a_kill_without_warning() throws Exception {
        Process asked = started();
        List<ProcessHandle> first = startedBy(asked);
        assertThat(first).hasSizeGreaterThanOrEqualTo(3).allMatch(ProcessHandle::isAlive);
        asked.destroy();
        assertThat(asked.waitFor()).isZero();
        // The guard of the processes notices the end of its launcher a moment later.
        Awaitility.await().atMost(PATIENCE).until(() -> first.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(root.resolve(".recoup/run")).doesNotExist();

        Process killed = started();
        List<ProcessHandle> second = startedBy(killed);
        assertThat(second).hasSizeGreaterThanOrEqualTo(3).allMatch(ProcessHandle::isAlive);
        killed.destroyForcibly().waitFor();
        Awaitility.await().atMost(PATIENCE).until(() -> second.stream().noneMatch(ProcessHandle::isAlive));
    }

    private Process started() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("up", "--no-demo", "--port-offset", "11000"));
        for (Service service : Service.values()) {
            arguments.addAll(List.of("--without", service.folder()));
        }
        Path log = root.resolve("up.log");
        Files.deleteIfExists(log);
        Process launcher = JavaProcess.running("launcher")
                .property("recoup.root", root.toString())
                .main(Main.class)
                .arguments(arguments.toArray(String[]::new))
                .log(log)
                .start()
                .process();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> Files.readString(log).contains("Ctrl-C ends everything") || !launcher.isAlive());
        assertThat(launcher.isAlive()).as(Files.readString(log)).isTrue();
        return launcher;
    }

    /** Broker, sandbox and guard are the launcher's children; PostgreSQL detaches itself and leaves its number. */
    private List<ProcessHandle> startedBy(Process launcher) throws IOException {
        long postgres = Long.parseLong(Files.readAllLines(root.resolve(".recoup/run/postgres/postmaster.pid"))
                .getFirst()
                .strip());
        return Stream.concat(launcher.toHandle().descendants(), ProcessHandle.of(postgres).stream())
                .toList();
    }
}
