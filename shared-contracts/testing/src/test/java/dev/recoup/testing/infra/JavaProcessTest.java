package dev.recoup.testing.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaProcessTest {

    private static final int ENDED_FOR_WANT_OF_MEMORY = 3;

    @TempDir
    Path directory;

    @Test
    void a_program_whose_heap_is_exhausted_ends_even_if_it_would_go_on() throws Exception {
        Path log = directory.resolve("hungry.log");
        Process process = JavaProcess.running("hungry")
                .jvmOptions(List.of("-Xmx16m"))
                .main(Hungry.class)
                .log(log)
                .start()
                .process();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(ENDED_FOR_WANT_OF_MEMORY);
            assertThat(Files.readString(log)).contains("java.lang.OutOfMemoryError");
        } finally {
            JavaProcess.end(process);
        }
    }

    /** Takes all memory, and would live on without it for ten minutes. */
    public static final class Hungry {

        /** Allocates until nothing is left, then waits. */
        public static void main(String[] arguments) throws Exception {
            List<byte[]> kept = new ArrayList<>();
            try {
                while (kept.size() < Integer.MAX_VALUE) {
                    kept.add(new byte[1024 * 1024]);
                }
            } catch (OutOfMemoryError nothingLeft) {
                kept.clear();
            }
            Thread.sleep(Duration.ofMinutes(10));
        }
    }
}
