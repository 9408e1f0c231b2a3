package dev.recoup.testing.infra;

import dev.recoup.events.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The embedded Kafka broker as a process of its own, with all topics. */
public final class BrokerProcess {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private BrokerProcess() {}

    /**
     * Starts a broker and waits until it is ready.
     *
     * @param directory for its data, which it continues if there is some, and for a file that says that it is ready
     * @param port the port on 127.0.0.1
     * @param log where its output goes
     * @param jvmOptions options of its JVM
     * @return the process, to be ended with {@link JavaProcess#end}
     */
    public static Process start(Path directory, int port, Path log, List<String> jvmOptions) {
        Path ready = directory.resolveSibling(directory.getFileName() + "-ready");
        try {
            Files.deleteIfExists(ready);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        JavaProcess broker = JavaProcess.running("Kafka")
                .jvmOptions(jvmOptions)
                .jvmOptions(List.of("-D" + Infrastructure.PROPERTY + "=embedded"))
                .main(BrokerProcess.class)
                .arguments(directory.toString(), Integer.toString(port), ready.toString())
                .log(log)
                .start();
        broker.awaitFile(ready, PATIENCE);
        return broker.process();
    }

    /**
     * Runs the broker until the process is ended.
     *
     * @param arguments data folder, port, file to write when ready
     * @throws IOException if the file cannot be written
     * @throws InterruptedException never
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path ready = Path.of(arguments[2]);
        KafkaBroker broker = KafkaBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "end broker"));
        broker.createTopics(Topic.allSpecs());
        Path draft = ready.resolveSibling(ready.getFileName() + ".draft");
        Files.writeString(draft, broker.bootstrapServers());
        Files.move(draft, ready);
        new CountDownLatch(1).await();
    }
}
