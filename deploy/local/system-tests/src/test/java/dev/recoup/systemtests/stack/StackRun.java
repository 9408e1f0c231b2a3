package dev.recoup.systemtests.stack;

import dev.recoup.systemtests.Project;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run of the launcher as {@code ./recoup up} calls it, observed from outside. */
final class StackRun implements AutoCloseable {

    static final List<String> SERVICES =
            List.of("webhook-ingest-service", "onboarding-service", "case-service", "revenue-service");

    private static final String STACK = "deploy/local/stack/target";
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final Pattern CHECK = Pattern.compile("  (?:(?<ok>ok  )|FAIL) (?<name>.+?)(?:: .*)?");
    private static final List<Integer> PORTS =
            List.of(8081, 8082, 8083, 8084, 9081, 9082, 9083, 9084, 8090, 8091, 8092, 8095, 19092, 15432);

    /** The words of the script, so that they stand in one place. */
    private static final String AS_THE_SCRIPT_DOES = """
            set -euo pipefail
            eval "$(sed -n '/^run_stack() {/,/^}/p' "$1/recoup")"
            STACK=$2
            ROOT=$3
            read -ra JVM_ARGS <<<"$4"
            shift 4
            run_stack "$@"
            """;

    private final Path root;
    private final int portOffset;
    private final Process launcher;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final Map<Long, ProcessHandle> processes = new ConcurrentHashMap<>();
    private final Set<String> secrets = ConcurrentHashMap.newKeySet();
    private final Thread reader;

    private StackRun(Path root, int portOffset, Process launcher) {
        this.root = root;
        this.portOffset = portOffset;
        this.launcher = launcher;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    /** A line of the demo that says how a check ended. */
    record CheckLine(Result result, String name) {

        enum Result {
            OK,
            FAIL
        }
    }

    /**
     * Starts the launcher.
     *
     * @param folder what it takes for the project
     * @param portOffset how far all ports are moved
     * @param options further options of {@code up}
     */
    static StackRun started(ProjectFolder folder, int portOffset, String... options) {
        Path project = Project.root();
        try {
            List<String> command = new ArrayList<>(List.of(
                    "bash",
                    "-c",
                    AS_THE_SCRIPT_DOES,
                    "up",
                    project.toString(),
                    project.resolve(STACK).toString(),
                    folder.path().toString(),
                    chosenForTheTests(),
                    "up",
                    "--port-offset",
                    Integer.toString(portOffset)));
            command.addAll(Arrays.asList(options));
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            return new StackRun(folder.path(), portOffset, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the end. */
    int exitStatus() {
        try {
            if (!launcher.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("Not ended after " + PATIENCE.toSeconds() + " s:\n" + text());
            }
            reader.join();
            return launcher.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** All that it printed. */
    String text() {
        return String.join("\n", output);
    }

    /** The lines that name a check, in order. */
    List<CheckLine> checks() {
        return output.stream()
                .map(CHECK::matcher)
                .filter(Matcher::matches)
                .map(line -> new CheckLine(
                        line.group("ok") == null ? CheckLine.Result.FAIL : CheckLine.Result.OK, line.group("name")))
                .toList();
    }

    /** The logs that it left, by file name. */
    Map<String, String> logs() {
        try (Stream<Path> files = Files.list(root.resolve(".recoup/logs"))) {
            Map<String, String> logs = new TreeMap<>();
            for (Path file : files.toList()) {
                logs.put(file.getFileName().toString(), Files.readString(file));
            }
            return logs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keys, passwords and webhook secrets that its services were given. */
    Set<String> secrets() {
        return Set.copyOf(secrets);
    }

    /** Every process seen while it was ready, its own included. */
    List<ProcessHandle> processes() {
        return List.copyOf(processes.values());
    }

    /** What of it is still there: processes and ports that answer. */
    List<String> remains() {
        Set<String> remains = new LinkedHashSet<>();
        Stream.concat(processes.values().stream(), processesIn(root))
                .filter(ProcessHandle::isAlive)
                .forEach(process -> remains.add("process " + process.pid() + " "
                        + process.info().commandLine().orElse("")));
        PORTS.stream()
                .map(port -> port + portOffset)
                .filter(StackRun::answers)
                .forEach(port -> remains.add("port " + port));
        return List.copyOf(remains);
    }

    @Override
    public void close() {
        if (launcher.isAlive()) {
            launcher.destroy();
            exitStatus();
        }
    }

    private void read() {
        try (BufferedReader lines = launcher.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                if (line.startsWith("Ready after")) {
                    lookAtProcesses();
                    readSecrets();
                }
            }
        } catch (IOException e) {
            output.add("unreadable: " + e);
        }
    }

    private void lookAtProcesses() {
        Stream.of(Stream.of(launcher.toHandle()), launcher.descendants(), processesIn(root))
                .flatMap(found -> found)
                .forEach(process -> processes.put(process.pid(), process));
    }

    /** PostgreSQL detaches itself from its parent, but is told its folder. */
    private static Stream<ProcessHandle> processesIn(Path root) {
        return ProcessHandle.allProcesses().filter(process -> process.info()
                .commandLine()
                .filter(command -> command.contains(root.toString()))
                .isPresent());
    }

    private void readSecrets() {
        for (String service : SERVICES) {
            Path settings = root.resolve(".recoup/run").resolve(service + ".properties");
            Properties properties = new Properties();
            try (InputStream file = Files.newInputStream(settings)) {
                properties.load(file);
            } catch (IOException leftOut) {
                continue;
            }
            properties.stringPropertyNames().stream()
                    .filter(name -> name.matches(".*(secret|password|api-key|encryption\\.keys\\..*)"))
                    .map(properties::getProperty)
                    .forEach(secrets::add);
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** What was chosen for the tests holds for what they start: where the infrastructure is from, how open facts are played. */
    private static String chosenForTheTests() {
        return Stream.of("recoup.infrastructure", "recoup.unknowns")
                .flatMap(name ->
                        Optional.ofNullable(System.getProperty(name))
                                .map(chosen -> "-D" + name + "=" + chosen)
                                .stream())
                .collect(Collectors.joining(" "));
    }
}
