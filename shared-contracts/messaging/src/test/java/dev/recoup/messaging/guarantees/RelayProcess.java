package dev.recoup.messaging.guarantees;

import dev.recoup.messaging.Servers;
import java.util.concurrent.CountDownLatch;

/** One replica's relay in a process of its own, running until it is killed. */
final class RelayProcess {

    private RelayProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        Replica.relay(Servers.pool(arguments[0], arguments[1], System.getenv("PASSWORD")), arguments[2]);
        new CountDownLatch(1).await();
    }
}
