package dev.recoup.messaging.guarantees;

import dev.recoup.messaging.BackOff;
import dev.recoup.messaging.Servers;
import dev.recoup.messaging.outbox.OutboxRelay;
import dev.recoup.messaging.outbox.ReferredRecords;
import dev.recoup.messaging.outbox.RelaySettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** One replica's relay in a process of its own, running until it is killed. */
final class RelayProcess {

    private RelayProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        RelaySettings settings = new RelaySettings(
                Duration.ofMillis(1800),
                Duration.ofMillis(500),
                Duration.ofMillis(400),
                200,
                Duration.ofMillis(5),
                Duration.ofMillis(50),
                Duration.ofMillis(250),
                Duration.ofMillis(500),
                new BackOff(Duration.ofMillis(50), Duration.ofMillis(500)));
        OutboxRelay relay = new OutboxRelay(
                Servers.pool(arguments[0], arguments[1], System.getenv("PASSWORD")),
                Map.of("bootstrap.servers", arguments[2]),
                ReferredRecords.NONE,
                settings,
                new SimpleMeterRegistry());
        relay.start();
        new CountDownLatch(1).await();
    }
}
