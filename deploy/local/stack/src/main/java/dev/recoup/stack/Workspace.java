package dev.recoup.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder {@code .recoup}: logs and the issuer's key stay, the data of a run are fresh each time.
 *
 * <p>A file in the data folder says how far the run came. Data that were being written when a run was cut off are not
 * trusted and not deleted without being asked.
 */
final class Workspace {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path home;
    private final Path run;

    Workspace(Path root) {
        this.home = root.resolve(".recoup");
        this.run = home.resolve("run");
    }

    /** How far a run came, written into its data folder. */
    private enum Progress {
        STARTING,
        READY
    }

    /**
     * Takes the data folder, empty.
     *
     * @throws CannotStart when another run has it, or when it holds what an unfinished start left behind
     */
    void take() {
        try {
            if (Files.exists(run)) {
                String[] noted = Files.exists(progress())
                        ? Files.readString(progress()).strip().split(" ")
                        : new String[] {Progress.STARTING.name(), "0"};
                if (isLauncher(Long.parseLong(noted[1]))) {
                    throw new CannotStart("Another ./recoup up (process " + noted[1] + ") uses " + run
                            + ": end it with Ctrl-C there, or with kill " + noted[1] + ".");
                }
                if (!noted[0].equals(Progress.READY.name())) {
                    throw new CannotStart("The data folder " + run
                            + " was left half-written by a start that was cut off: delete it (rm -rf " + run
                            + ") and start again.");
                }
                delete(run);
            }
            Files.createDirectories(run);
            Files.createDirectories(logs());
            note(Progress.STARTING);
        } catch (IOException e) {
            throw new CannotStart("The data folder " + run + " cannot be used: make it writable, or delete it.");
        }
    }

    /** Notes that everything in the data folder is complete. */
    void ready() {
        note(Progress.READY);
    }

    /** Gives the data folder back, deleted. */
    void release() {
        try {
            delete(run);
        } catch (IOException e) {
            // What a process that is still ending writes may survive; the next run deletes it.
            note(Progress.READY);
        }
    }

    Path data(String name) {
        return run.resolve(name);
    }

    Path logs() {
        return home.resolve("logs");
    }

    /** An empty log for a part of this run. */
    Path freshLog(String name) {
        Path log = logs().resolve(name + ".log");
        try {
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return log;
    }

    Path issuerKey() {
        createHome();
        return home.resolve("issuer-key.json");
    }

    /** Where the address of the issuer is kept while it runs, so that a token can be signed for it. */
    Path issuerAddress() {
        return home.resolve("issuer-url");
    }

    /**
     * Writes a service's settings, secrets among them, where only its owner can read them.
     *
     * @return the file
     */
    Path settings(String service, Map<String, String> settings) {
        Path file = run.resolve(service + ".properties");
        Properties properties = new Properties();
        properties.putAll(settings);
        try {
            Files.createFile(file, OWNER_ONLY);
            try (var writer = Files.newBufferedWriter(file)) {
                properties.store(writer, null);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Process ids are given out again, so a living process is asked what it is. */
    private static boolean isLauncher(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().commandLine())
                .filter(command -> command.contains(Main.class.getName()))
                .isPresent();
    }

    private void createHome() {
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new CannotStart("The folder " + home + " cannot be made: make its parent writable.");
        }
    }

    private Path progress() {
        return run.resolve("progress");
    }

    private void note(Progress reached) {
        try {
            Files.writeString(
                    progress(), reached.name() + " " + ProcessHandle.current().pid() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
