package dev.recoup.testing.infra;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A Java program in a process of its own, which ends with this JVM at the latest, and with status 3 when its heap is
 * exhausted.
 */
public final class JavaProcess {

    /** A program without memory would live on with some of its threads dead; whoever watches it sees it end instead. */
    private static final String WHOLE_OR_NOT_AT_ALL = "-XX:+ExitOnOutOfMemoryError";

    private static final Duration GRACE = Duration.ofSeconds(15);

    private final String name;
    private final Path log;
    private final Process process;

    private JavaProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /**
     * Begins to describe a program that this JVM's own java runs.
     *
     * @param name what messages call it
     * @return the description, to be completed
     */
    public static Description running(String name) {
        return new Description(name);
    }

    /**
     * The operating system's view of it.
     *
     * @return the process
     */
    public Process process() {
        return process;
    }

    /**
     * Waits until the program has written a file.
     *
     * @param file the file, which the program must put in place in one step
     * @param patience how long it may take
     * @throws IllegalStateException when the program ends or the time is over; names the log
     */
    public void awaitFile(Path file, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        while (!Files.exists(file)) {
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        name + " ended with status " + process.exitValue() + " before it was ready, see " + log);
            }
            if (System.nanoTime() - until > 0) {
                end(process);
                throw new IllegalStateException(
                        name + " was not ready within " + patience.toSeconds() + " s, see " + log);
            }
            pause();
        }
    }

    /**
     * Asks a process to end, and kills it when it has not after 15 seconds.
     *
     * @param process the process
     */
    public static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        ProcessGuard.forget(process.pid());
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a process was starting", e);
        }
    }

    /** What is to be run, and how. */
    public static final class Description {

        private final String name;
        private final List<String> jvmOptions = new ArrayList<>();
        private final List<String> program = new ArrayList<>();
        private final Map<String, String> environment = new LinkedHashMap<>();
        private Path log = Path.of("/dev/null");

        private Description(String name) {
            this.name = name;
        }

        /**
         * Adds options of the JVM.
         *
         * @param options as on the command line
         * @return this
         */
        public Description jvmOptions(List<String> options) {
            jvmOptions.addAll(options);
            return this;
        }

        /**
         * Adds a system property, which others can see in the process list: nothing secret.
         *
         * @param property its name
         * @param value its value
         * @return this
         */
        public Description property(String property, String value) {
            jvmOptions.add("-D" + property + "=" + value);
            return this;
        }

        /**
         * Adds an environment variable, which is where secrets belong.
         *
         * @param variable its name
         * @param value its value
         * @return this
         */
        public Description environment(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        /**
         * Runs an executable jar.
         *
         * @param jar the jar
         * @return this
         */
        public Description jar(Path jar) {
            program.clear();
            program.addAll(List.of("-jar", jar.toString()));
            return this;
        }

        /**
         * Runs a main class from this JVM's own class path.
         *
         * @param main the class
         * @return this
         */
        public Description main(Class<?> main) {
            program.clear();
            program.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
            return this;
        }

        /**
         * Adds arguments of the program.
         *
         * @param arguments as on the command line
         * @return this
         */
        public Description arguments(String... arguments) {
            program.addAll(List.of(arguments));
            return this;
        }

        /**
         * Sends its output and errors to the end of a file.
         *
         * @param file the file; its folder exists
         * @return this
         */
        public Description log(Path file) {
            log = file;
            return this;
        }

        /**
         * Starts it.
         *
         * @return the started program, not necessarily ready
         */
        public JavaProcess start() {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add(WHOLE_OR_NOT_AT_ALL);
            command.addAll(jvmOptions);
            command.addAll(program);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            // Options meant for the build would otherwise reach every program.
            builder.environment().remove("JAVA_TOOL_OPTIONS");
            try {
                Process process = builder.start();
                ProcessGuard.watch(process.pid(), ProcessGuard.Stop.TERMINATE);
                Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end " + name));
                return new JavaProcess(name, log, process);
            } catch (IOException e) {
                throw new UncheckedIOException(name + " could not be started", e);
            }
        }
    }
}
