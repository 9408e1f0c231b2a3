package dev.recoup.messaging.guarantees;

import static org.awaitility.Awaitility.await;

import dev.recoup.messaging.Servers;
import dev.recoup.messaging.TopicReader;
import dev.recoup.testing.infra.JavaProcess;
import dev.recoup.testing.infra.PostgresServer;
import io.agroal.api.AgroalDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Three replicas of the relay, each a process of its own, that are killed (SIGKILL) and started again at random points
 * while writers publish; runs once for all guarantees that look at its traces.
 *
 * <p>The random points come from one seed, which is printed; {@code -Drecoup.seed=N} repeats it.
 */
final class RelaysUnderFire {

    static final int AGGREGATES = 40;
    static final int RECORDS = 10_000;
    static final int KILLS = 24;

    private static final int REPLICAS = 3;
    private static final int WRITERS = 4;
    private static final String OWNERS =
            "select count(distinct owner) from outbox_shard where lease_until > clock_timestamp()";

    private RelaysUnderFire() {}

    /** What is left after the last relay has found nothing more to send. */
    static Traces traces() throws Exception {
        return Once.TRACES.get();
    }

    /**
     * What a run has left behind.
     *
     * @param database the writers' database, with a row per aggregate that knows how many records it published
     * @param topic where the records went
     * @param partitions all records, by partition, in order
     */
    record Traces(AgroalDataSource database, String topic, List<List<ConsumerRecord<byte[], byte[]>>> partitions) {}

    private static Traces run() throws Exception {
        long seed = Long.getLong("recoup.seed", System.nanoTime());
        System.out.println("relays under fire: -Drecoup.seed=" + seed);
        PostgresServer.Database coordinates = Servers.newDatabase();
        AgroalDataSource database = Servers.pool(coordinates);
        String topic = "under-fire-" + UUID.randomUUID();
        Servers.createTopic(topic, 4, Map.of());
        Ledger ledger = new Ledger(database, topic, AGGREGATES);

        List<JavaProcess> relays = new ArrayList<>();
        for (int i = 0; i < REPLICAS; i++) {
            relays.add(startRelay(coordinates));
        }
        try {
            Semaphore changes = new Semaphore(0);
            try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
                AtomicInteger missing = new AtomicInteger(RECORDS);
                List<Future<Void>> ends = new ArrayList<>();
                for (int i = 0; i < WRITERS; i++) {
                    Random random = new Random(seed + i + 1);
                    ends.add(writers.submit(write(ledger, random, changes, missing)));
                }
                killAmidBursts(relays, coordinates, database, new Random(seed), changes);
                changes.release(RECORDS);
                for (Future<Void> end : ends) {
                    end.get();
                }
            }
            long written = Servers.number(database, "select sum(version) from aggregate");
            System.out.printf("relays under fire: %d records, %d kills%n", written, KILLS);
            return new Traces(database, topic, read(topic, database));
        } finally {
            relays.forEach(relay -> relay.process().destroyForcibly());
        }
    }

    /** Makes one change per permit until there are enough records. */
    private static Callable<Void> write(Ledger ledger, Random random, Semaphore changes, AtomicInteger missing) {
        return () -> {
            while (missing.get() > 0) {
                changes.acquire();
                missing.addAndGet(-ledger.change(AGGREGATES, random));
            }
            return null;
        };
    }

    /**
     * Lets the writers make a burst of changes and kills a relay somewhere inside it or shortly after: the one that has
     * lived longest, as soon as at least two own shards, so that the kill meets a relay at work.
     */
    private static void killAmidBursts(
            List<JavaProcess> relays,
            PostgresServer.Database coordinates,
            AgroalDataSource database,
            Random random,
            Semaphore changes)
            throws InterruptedException {
        for (int kill = 0; kill < KILLS; kill++) {
            await().atMost(Duration.ofSeconds(30)).until(() -> Servers.number(database, OWNERS) >= 2);
            changes.release(RECORDS / KILLS);
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(400)).toNanos());
            int victim = kill % REPLICAS;
            relays.get(victim).process().destroyForcibly().waitFor();
            relays.set(victim, startRelay(coordinates));
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(500)).toNanos());
        }
    }

    private static JavaProcess startRelay(PostgresServer.Database coordinates) {
        return JavaProcess.running("relay")
                .jvmOptions(List.of(
                        "-Xmx128m",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC"))
                .main(RelayProcess.class)
                .arguments(coordinates.jdbcUrl(), coordinates.username(), Servers.bootstrapServers())
                .environment("PASSWORD", coordinates.password())
                .log(Path.of(System.getProperty("java.io.tmpdir"), "recoup-relays-under-fire.log"))
                .start();
    }

    /** Reads what has arrived once the outbox is empty, so that nothing more can come. */
    private static List<List<ConsumerRecord<byte[], byte[]>>> read(String topic, AgroalDataSource database) {
        long giveUpAt = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (Servers.number(database, "select count(*) from outbox") > 0 && System.nanoTime() < giveUpAt) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        try (TopicReader reader = new TopicReader(topic)) {
            return reader.readToTheEnd();
        }
    }

    private static final class Once {
        static final Future<Traces> TRACES = start();

        private static Future<Traces> start() {
            try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
                return executor.submit(RelaysUnderFire::run);
            }
        }
    }
}
