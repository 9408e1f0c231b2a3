package dev.recoup.testing.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Directories that go away with the JVM, after the server that works in them has ended. */
final class LocalDirectories {

    private static final Map<Path, Runnable> SERVERS = new ConcurrentHashMap<>();

    private LocalDirectories() {}

    static Path temporary(String prefix) {
        try {
            Path directory = Files.createTempDirectory(prefix);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(directory), "delete " + directory));
            SERVERS.put(directory, () -> {});
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has the server ended before its directory is deleted; nothing happens if the directory is not a temporary one. */
    static void endsBeforeDeletion(Path directory, Runnable server) {
        SERVERS.replace(directory, server);
    }

    private static void end(Path directory) {
        SERVERS.get(directory).run();
        delete(directory);
    }

    static void delete(Path directory) {
        // A server that is still writing may create files meanwhile; what is left is the system's to clean.
        for (int attempt = 0; attempt < 3 && Files.exists(directory); attempt++) {
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder()).forEach(LocalDirectories::deleteOne);
            } catch (IOException | UncheckedIOException e) {
                continue;
            }
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
