package dev.recoup.load.ingest;

import dev.recoup.events.Topic;
import dev.recoup.load.Figures;
import dev.recoup.load.Verdict;
import dev.recoup.load.http.Generator;
import dev.recoup.load.http.Pace;
import dev.recoup.testing.infra.FreePorts;
import dev.recoup.testing.infra.PostgresServer.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * Kills webhook-ingest-service and what it stands on while deliveries arrive, every event twice at once, and looks for
 * each one that was answered with 200: it is in Kafka, in the order of its case, and once in the journal. Then sends
 * it what no well-meaning client sends, a part of it signed with the right secret.
 */
public final class Soak {

    private static final int CONNECTIONS = 32;
    private static final int DELIVERIES_PER_S = 600;
    private static final int CASES = 1_500;
    private static final int COPIES = 2;
    private static final Duration LONGEST = Duration.ofHours(2);
    private static final int SHORTEST_LIFE_MILLIS = 200;
    private static final int LONGEST_LIFE_MILLIS = 3_000;
    private static final Duration CALM = Duration.ofSeconds(3);

    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(1);

    private static final String RECEIVED = "select count(*) from received_event";
    private static final String JOURNALLED = "select count(*) from journal";
    private static final String UNSENT = "select count(*) from outbox";

    /** The first of so many parts of the malformed requests brings the heap to the size that it works with. */
    private static final int TO_WORKING_SIZE = 5;

    /** A heap that is used more is no leak; a million kept requests would be several hundred. */
    private static final long NO_GROWTH_MEGABYTES = 64;

    private final Path root;
    private final SoakOptions options;
    private final Figures figures = new Figures();
    private final Random random = new Random();
    private final byte[] secret = new byte[32];
    private final int port = FreePorts.one();
    private Backing backing;
    private Map<String, String> settings;
    private Contender service;

    /**
     * Prepares a run.
     *
     * @param root the project's folder
     * @param options what was asked for
     */
    public Soak(Path root, SoakOptions options) {
        this.root = root;
        this.options = options;
        random.nextBytes(secret);
    }

    /** Runs it, prints what was found and writes the figures. */
    public Verdict run() {
        try (Backing running = Backing.start(directory())) {
            backing = running;
            Database database = backing.newDatabase("ingest_soak");
            settings = IngestSettings.of(backing, database, secret);
            start();
            try {
                trouble(database);
                malformed(database);
            } finally {
                service.close();
                options.json().ifPresent(figures::writeTo);
                System.out.println(figures);
            }
        }
        return figures.value("faults") == 0 ? Verdict.SOUND : Verdict.FAULTY;
    }

    private void trouble(Database database) {
        byte[] run = new byte[4];
        random.nextBytes(run);
        SignedEvents events =
                new SignedEvents(HexFormat.of().formatHex(run), IngestSettings.PATH, secret, CASES, COPIES);
        try (Generator generator = new Generator(service.url(), CONNECTIONS)) {
            var traffic = new StoppableTraffic(events);
            CompletableFuture<?> sending = CompletableFuture.supplyAsync(
                    () -> generator.run(traffic, new Pace.Fixed(DELIVERIES_PER_S), LONGEST));
            killTheService();
            killTheDatabase();
            takeKafkaAway(events);
            pause(CALM);
            traffic.stop();
            sending.join();
        }
        TopicCheck.Result result =
                TopicCheck.run(backing.bootstrapServers(), Topic.DEBITURA_CASE_EVENTS.topicName(), events);
        figures.count("accepted", events.accepted());
        figures.count("not_accepted", events.sent() - events.accepted());
        figures.count("lost", result.lost());
        figures.count("seen_again", result.seenAgain());
        figures.count("duplicated", result.duplicated());
        figures.count("overtaken", result.overtaken());
        long doubled = number(database, "select count(*) - count(distinct event_id) from journal");
        figures.count("journalled_twice", doubled);
        figures.count(
                "faults",
                result.lost()
                        + result.duplicated()
                        + result.overtaken()
                        + doubled
                        + (long) figures.value("refused_without_kafka"));
    }

    private void killTheService() {
        for (int kill = 0; kill < options.kills(); kill++) {
            pause(Duration.ofMillis(random.nextInt(SHORTEST_LIFE_MILLIS, LONGEST_LIFE_MILLIS)));
            service.process().destroyForcibly().onExit().join();
            start();
        }
        figures.count("kills", options.kills());
    }

    private void killTheDatabase() {
        pause(CALM);
        backing.killDatabase();
        pause(CALM);
        backing.startDatabase();
        pause(CALM);
    }

    /** Kafka's absence must not be felt by who delivers; what is under way at either end is allowed for. */
    private void takeKafkaAway(SignedEvents events) {
        backing.stopBroker();
        int sentBefore = events.sent();
        int acceptedBefore = events.accepted();
        pause(options.brokerDown());
        int refused = events.sent() - sentBefore - (events.accepted() - acceptedBefore) - CONNECTIONS;
        backing.startBroker();
        figures.count("refused_without_kafka", Math.max(0, refused));
        figures.count("rss_after_kafka_was_away_mb", service.figures().residentMegabytes());
    }

    /**
     * Nobody who cannot sign leaves a trace: not in an answer that blames us, in memory or in a table. What is signed
     * leaves one trace, in the journal and in Kafka, whatever it is.
     */
    private void malformed(Database database) {
        long receivedBefore = number(database, RECEIVED);
        long journalledBefore = number(database, JOURNALLED);
        Storm storm = new Storm(service.url(), IngestSettings.PATH, secret);
        int first = options.malformed() / TO_WORKING_SIZE;
        storm.blow(first);
        long memoryBefore = service.figures().residentMegabytes();
        storm.blow(options.malformed() - first);
        long memoryGrown = service.figures().residentMegabytes() - memoryBefore;
        long rowsWrong = Math.abs(number(database, RECEIVED) - receivedBefore - storm.kept())
                + Math.abs(number(database, JOURNALLED) - journalledBefore - storm.kept())
                + unsent(database);
        figures.count("malformed_kept", storm.kept());
        figures.count("malformed_refused", storm.refused());
        figures.count("malformed_closed", storm.closed());
        figures.count("malformed_wrong", storm.wrong());
        figures.count("rss_before_malformed_mb", memoryBefore);
        figures.count("rss_grown_by_malformed_mb", memoryGrown);
        figures.count("rows_wrong_after_malformed", rowsWrong);
        figures.count(
                "faults",
                (long) figures.value("faults")
                        + storm.wrong()
                        + rowsWrong
                        + (memoryGrown > NO_GROWTH_MEGABYTES ? 1 : 0));
    }

    /** Waits until everything is in Kafka; returns how many rows are not after some time. */
    private static long unsent(Database database) {
        long until = System.nanoTime() + LONGEST_DRAIN.toNanos();
        long unsent = number(database, UNSENT);
        while (unsent > 0 && System.nanoTime() - until < 0) {
            pause(CALM.dividedBy(10));
            unsent = number(database, UNSENT);
        }
        return unsent;
    }

    private void start() {
        service = Contender.service(root, "soaked", backing, settings, port);
    }

    private static long number(Database database, String query) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException failure) {
            throw new IllegalStateException("The journal cannot be counted", failure);
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private Path directory() {
        Path directory =
                root.resolve(".recoup/bench/soak-" + ProcessHandle.current().pid());
        try {
            Files.createDirectories(directory);
        } catch (IOException unusable) {
            throw new UncheckedIOException("There is no place for logs in " + directory, unusable);
        }
        return directory;
    }
}
