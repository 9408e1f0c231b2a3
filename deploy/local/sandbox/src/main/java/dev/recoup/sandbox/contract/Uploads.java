package dev.recoup.sandbox.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The sandbox's folder for files: what is on its way in, and what is kept; it goes when the sandbox ends. */
public final class Uploads {

    private final Path incoming;
    private final Path kept;

    /**
     * Makes an empty folder in the machine's temporary folder.
     *
     * @throws UncheckedIOException when nothing can be written there
     */
    public Uploads() {
        try {
            Path folder = Files.createTempDirectory("recoup-sandbox-");
            incoming = Files.createDirectory(folder.resolve("incoming"));
            kept = Files.createDirectory(folder.resolve("kept"));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    Path incoming() {
        return incoming;
    }

    /**
     * Keeps an uploaded file under a name of the sandbox's own.
     *
     * @return where it is now
     * @throws UncheckedIOException when the disk refuses it
     */
    public Path keep(Upload upload, String name) {
        Path target = kept.resolve(name);
        try {
            return Files.createLink(target, upload.file());
        } catch (UnsupportedOperationException | IOException noLinks) {
            return copy(upload.file(), target);
        }
    }

    private static Path copy(Path source, Path target) {
        try {
            return Files.copy(source, target);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Deletes what is kept. */
    public void clear() {
        list(kept).forEach(Uploads::delete);
    }

    /** Deletes the folder; files that are on their way in go with it. */
    public void close() {
        Path folder = kept.getParent();
        if (Files.exists(folder)) {
            list(folder).stream().sorted(Comparator.reverseOrder()).forEach(Uploads::delete);
            delete(folder);
        }
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> !path.equals(folder)).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException undeletable) {
            throw new UncheckedIOException(undeletable);
        }
    }
}
