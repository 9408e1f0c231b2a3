package dev.recoup.messaging.guarantees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recoup.messaging.Servers;
import dev.recoup.testing.infra.JavaProcess;
import dev.recoup.testing.infra.PostgresServer;
import io.agroal.api.AgroalDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** G2: the same record delivered any number of times, in parallel too, has one effect. */
class G2OneEffectTest {

    private static final int KILLS = 6;

    @Test
    void every_event_has_one_effect_though_consumers_are_killed_and_records_come_again_in_parallel() throws Exception {
        RelaysUnderFire.Traces traces = RelaysUnderFire.traces();
        long published = Servers.number(traces.database(), "select sum(version) from aggregate");
        PostgresServer.Database coordinates = Servers.newDatabase();
        Random random = new Random(Long.getLong("recoup.seed", System.nanoTime()));
        List<JavaProcess> consumers = new ArrayList<>();
        try (AgroalDataSource database = Servers.pool(coordinates)) {
            Servers.execute(database, "create table effect (event_id text not null)");
            consumers.add(startConsumer(coordinates, traces.topic()));
            consumers.add(startConsumer(coordinates, traces.topic()));
            try (ExecutorService redelivery = Executors.newFixedThreadPool(3)) {
                List<Future<?>> ends = new ArrayList<>();
                for (List<ConsumerRecord<byte[], byte[]>> partition : traces.partitions()) {
                    ends.add(redelivery.submit(() -> deliverAll(partition, database, traces.topic())));
                }
                // each kill falls between two counts of effects, so that it meets consumers at work
                for (int kill = 1; kill <= KILLS; kill++) {
                    long share = published * kill / (KILLS + 2);
                    await().atMost(Duration.ofSeconds(40)).until(() -> effects(database) >= share);
                    int victim = random.nextInt(consumers.size());
                    consumers.get(victim).process().destroyForcibly().waitFor();
                    consumers.set(victim, startConsumer(coordinates, traces.topic()));
                }
                for (Future<?> end : ends) {
                    end.get();
                }
            }
            await().atMost(Duration.ofSeconds(40)).until(() -> effects(database) >= published);
            // everything once more, now that everything is known
            traces.partitions().forEach(partition -> deliverAll(partition.subList(0, 200), database, traces.topic()));
            assertThat(effects(database)).isEqualTo(published);
            assertThat(Servers.number(database, "select count(distinct event_id) from effect"))
                    .isEqualTo(published);
            assertThat(Servers.number(database, "select count(*) from inbox")).isEqualTo(published);
            assertThat(Servers.number(database, "select count(*) from outbox"))
                    .as("dead letters")
                    .isZero();
        } finally {
            consumers.forEach(consumer -> consumer.process().destroyForcibly());
        }
    }

    private static void deliverAll(
            List<ConsumerRecord<byte[], byte[]>> records, AgroalDataSource database, String topic) {
        ConsumerProcess.EffectOnce effect = new ConsumerProcess.EffectOnce(database, topic, "redelivery");
        records.forEach(effect::of);
    }

    private static long effects(AgroalDataSource database) {
        return Servers.number(database, "select count(*) from effect");
    }

    private static JavaProcess startConsumer(PostgresServer.Database coordinates, String topic) {
        return JavaProcess.running("consumer")
                .jvmOptions(List.of(
                        "-Xmx128m",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC"))
                .main(ConsumerProcess.class)
                .arguments(
                        coordinates.jdbcUrl(),
                        coordinates.username(),
                        Servers.bootstrapServers(),
                        topic,
                        "one-effect-" + topic)
                .environment("PASSWORD", coordinates.password())
                .log(Path.of(System.getProperty("java.io.tmpdir"), "recoup-one-effect.log"))
                .start();
    }
}
