package dev.recoup.systemtests.stack;

import dev.recoup.systemtests.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a run takes for the project: the built parts are the real ones, data and logs are its own.
 *
 * <p>So it neither disturbs nor is disturbed by a stack that somebody is using; its logs stay in {@code target} until
 * the next time.
 */
record ProjectFolder(Path path) {

    /** A folder in which nothing has run yet. */
    static ProjectFolder fresh(String name) {
        Path path = Path.of("target", "runs", name).toAbsolutePath();
        try {
            delete(path);
            Files.createDirectories(path);
            for (String part : parts()) {
                Files.createSymbolicLink(path.resolve(part), Project.root().resolve(part));
            }
            return new ProjectFolder(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> parts() {
        return Stream.concat(StackRun.SERVICES.stream(), Stream.of("deploy")).toList();
    }

    /** Deletes links, not what they lead to. */
    private static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
