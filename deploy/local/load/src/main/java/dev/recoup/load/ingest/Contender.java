package dev.recoup.load.ingest;

import dev.recoup.load.ProcessFigures;
import dev.recoup.testing.infra.FreePorts;
import dev.recoup.testing.infra.JavaProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * A receiver of webhooks that runs as a process of its own, all with the same settings of JVM and HTTP server.
 *
 * @param name what the table calls it
 * @param process the running program
 * @param url its base
 * @param path where webhooks are sent
 */
record Contender(String name, Process process, URI url, String path) implements AutoCloseable {

    /** With what every contender runs. */
    static final List<String> JVM = List.of(
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Starts a program of ours that listens on the given port once it is ready. */
    static Contender start(String name, Path runner, Backing backing, Map<String, String> settings, String path) {
        return start(name, runner, backing, settings, path, FreePorts.one());
    }

    /** Starts a program of ours on a given port. */
    static Contender start(
            String name, Path runner, Backing backing, Map<String, String> settings, String path, int port) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("quarkus.http.host", "127.0.0.1");
        all.put("quarkus.http.port", Integer.toString(port));
        all.put("quarkus.management.port", Integer.toString(FreePorts.one()));
        all.put("kafka.bootstrap.servers", backing.bootstrapServers());
        Process process = JavaProcess.running(name)
                .jvmOptions(JVM)
                .property(
                        "quarkus.config.locations", backing.settings(name, all).toString())
                .jar(runner)
                .log(backing.log(name))
                .start()
                .process();
        awaitPort(name, process, port);
        return new Contender(name, process, URI.create("http://127.0.0.1:" + port), path);
    }

    ProcessFigures figures() {
        return new ProcessFigures(process.pid());
    }

    @Override
    public void close() {
        JavaProcess.end(process);
    }

    private static void awaitPort(String name, Process process, int port) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - until < 0 && process.isAlive()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
                return;
            } catch (IOException notYet) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
        throw new IllegalStateException(name + " did not start");
    }
}
