package dev.recoup.testing.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessGuardTest {

    @TempDir
    Path directory;

    @Test
    void a_child_ends_when_its_parent_is_killed_without_warning() throws Exception {
        Path pids = directory.resolve("pids");
        Process parent = JavaProcess.running("parent")
                .main(Parent.class)
                .arguments(pids.toString())
                .log(directory.resolve("parent.log"))
                .start()
                .process();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(pids));
        List<String> written = Files.readAllLines(pids);
        ProcessHandle child =
                ProcessHandle.of(Long.parseLong(written.getFirst())).orElseThrow();
        assertThat(child.isAlive()).isTrue();

        parent.destroyForcibly().waitFor();

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !child.isAlive());
        ProcessGuard.forget(parent.pid());
    }

    /** Starts a child that would live on for long, says its number, and waits to be killed. */
    public static final class Parent {

        /** Writes the child's process id to the file that is the only argument. */
        public static void main(String[] arguments) throws Exception {
            Process child =
                    JavaProcess.running("child").main(Child.class).start().process();
            Path file = Path.of(arguments[0]);
            Path draft = file.resolveSibling("draft");
            Files.writeString(draft, child.pid() + "\n");
            Files.move(draft, file);
            Thread.sleep(Duration.ofMinutes(10));
        }
    }

    /** Lives for ten minutes unless ended. */
    public static final class Child {

        /** Waits. */
        public static void main(String[] arguments) throws Exception {
            Thread.sleep(Duration.ofMinutes(10));
        }
    }
}
