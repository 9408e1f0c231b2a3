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
 * @param kind what it does with events
 * @param process the running program
 * @param url its base
 * @param path where webhooks are sent
 */
record Contender(String name, Kind kind, Process process, URI url, String path) implements AutoCloseable {

    /** What a contender does with events, which says where they can be looked for. */
    enum Kind {
        /** It journals them and publishes each under its id to its own topic. */
        JOURNALLING,
        /** It keeps nothing of its own, and what it may send to Kafka has no id. */
        BARE
    }

    /** With what every contender runs. */
    static final List<String> JVM = List.of(
            "-Xmx192m",
            "-XX:+UseSerialGC",
            // gives back what the compiler needed for a large method
            "-XX:TrimNativeHeapInterval=10000",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Path SERVICE_RUNNER = Path.of("webhook-ingest-service/target/quarkus-app/quarkus-run.jar");
    private static final Path BARE_RUNNER = Path.of("deploy/local/contenders/target/quarkus-app/quarkus-run.jar");

    /**
     * Starts webhook-ingest-service and waits until it listens.
     *
     * @param root the project's folder
     * @param name what the table calls it
     * @param backing what it stands on
     * @param settings of its own, as {@link IngestSettings} makes them
     * @param port where it is to listen
     */
    static Contender service(Path root, String name, Backing backing, Map<String, String> settings, int port) {
        Process process = start(name, root.resolve(SERVICE_RUNNER), backing, settings, port);
        return new Contender(name, Kind.JOURNALLING, process, url(port), IngestSettings.PATH);
    }

    /**
     * Starts a program that does less than the service and waits until it listens.
     *
     * @param root the project's folder
     * @param name which of them: ceiling or forward
     * @param backing what it stands on
     * @param lingerMillis how long its producer waits for more to send
     */
    static Contender bare(Path root, String name, Backing backing, int lingerMillis) {
        int port = FreePorts.one();
        Map<String, String> settings = Map.of(
                "contenders.topic", Backing.FORWARD_TOPIC, "contenders.linger-ms", Integer.toString(lingerMillis));
        Process process = start(name, root.resolve(BARE_RUNNER), backing, settings, port);
        return new Contender(name, Kind.BARE, process, url(port), "/" + name + "/bench");
    }

    private static Process start(String name, Path runner, Backing backing, Map<String, String> settings, int port) {
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
        return process;
    }

    private static URI url(int port) {
        return URI.create("http://127.0.0.1:" + port);
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
