package dev.recoup.load.http;

import dev.recoup.testing.infra.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A running {@link Floor}.
 *
 * @param process to be ended
 * @param url where it answers, whatever the path
 */
public record FloorProcess(Process process, URI url) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * Starts a floor.
     *
     * @param answerBytes size of its answers
     * @param directory where it may put files
     */
    public static FloorProcess start(int answerBytes, Path directory) {
        try {
            Path ready = directory.resolve("floor-ready");
            Files.deleteIfExists(ready);
            JavaProcess started = JavaProcess.running("the floor")
                    .jvmOptions(List.of("-Xmx256m", "-XX:+UseSerialGC"))
                    .main(Floor.class)
                    .arguments(Integer.toString(answerBytes), ready.toString())
                    .log(directory.resolve("floor.log"))
                    .start();
            started.awaitFile(ready, PATIENCE);
            return new FloorProcess(started.process(), URI.create(Files.readString(ready)));
        } catch (IOException unusable) {
            throw new UncheckedIOException("The floor did not start", unusable);
        }
    }

    @Override
    public void close() {
        JavaProcess.end(process);
    }
}
