package dev.recoup.stack;

import dev.recoup.events.Topic;
import dev.recoup.testing.infra.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The embedded Kafka broker as a program: starts it, creates the topics, says so in a file, runs until ended. */
final class BrokerProcess {

    private BrokerProcess() {}

    /**
     * Runs the broker.
     *
     * @param arguments data folder, port, file to write when ready
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
