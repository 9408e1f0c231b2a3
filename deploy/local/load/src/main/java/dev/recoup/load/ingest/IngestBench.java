package dev.recoup.load.ingest;

import dev.recoup.events.Topic;
import dev.recoup.load.Figures;
import dev.recoup.load.Verdict;
import dev.recoup.load.http.Generator;
import dev.recoup.load.http.Outcome;
import dev.recoup.load.http.Pace;
import dev.recoup.testing.infra.FreePorts;
import dev.recoup.testing.infra.PostgresServer.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measures webhook-ingest-service beside (a) an empty handler on the same HTTP server, (b) itself with one transaction
 * per delivery, and (c) a handler that verifies nothing and forwards to Kafka; then looks for every accepted event in
 * Kafka. Contenders take turns, so that a slow minute of the machine hits all of them.
 */
public final class IngestBench {

    private static final List<Integer> CONNECTIONS = List.of(64, 128, 256);
    private static final List<Integer> UNGROUPED_LANES = List.of(8, 16, 32);
    private static final List<Integer> LINGER_MILLIS = List.of(0, 5);
    private static final int WARMING_CONNECTIONS = 128;
    private static final Duration PROBE = Duration.ofSeconds(10);
    private static final Duration SETTLED_AFTER = Duration.ofMinutes(2);

    private final Path root;
    private final IngestBenchOptions options;
    private final Figures figures = new Figures();
    private final SecureRandom random = new SecureRandom();
    private final byte[] secret = new byte[32];
    private int databases;
    private long lost;
    private long duplicated;
    private long overtaken;
    private long errors;

    /**
     * Prepares a run.
     *
     * @param root the project's folder
     * @param options what was asked for
     */
    public IngestBench(Path root, IngestBenchOptions options) {
        this.root = root;
        this.options = options;
        random.nextBytes(secret);
    }

    /** Runs it, prints a table and writes the figures. */
    public Verdict run() {
        figures.count("processors", Runtime.getRuntime().availableProcessors());
        figures.measure("load_average_before", loadAverage());
        figures.count("seconds", options.duration().toSeconds());
        figures.count("repeats", options.repeats());
        try (Backing backing = Backing.start(directory())) {
            measure(backing);
        }
        figures.count("lost", lost);
        figures.count("duplicated", duplicated);
        figures.count("overtaken", overtaken);
        figures.count("errors", errors);
        options.json().ifPresent(figures::writeTo);
        new IngestTable(figures).print(System.out);
        return lost + duplicated + overtaken + errors == 0 ? Verdict.SOUND : Verdict.FAULTY;
    }

    private void measure(Backing backing) {
        int ungroupedLanes = bestUngroupedLanes(backing);
        int linger = bestLinger(backing);
        Map<String, List<Measured>> saturated = new LinkedHashMap<>();
        List<DatabaseFloor> floors = new ArrayList<>();
        for (int repeat = 1; repeat <= options.repeats(); repeat++) {
            say("Round " + repeat + " of " + options.repeats());
            try (Contender ceiling = Contender.bare(root, "ceiling", backing, linger)) {
                saturate(backing, ceiling, saturated);
            }
            try (Contender forward = Contender.bare(root, "forward", backing, linger)) {
                saturate(backing, forward, saturated);
            }
            withUngrouped(backing, ungroupedLanes, service -> saturate(backing, service, saturated));
            withGrouped(backing, (service, database) -> {
                saturate(backing, service, saturated);
                floors.add(DatabaseFloor.measure(backing, database, options.duration()));
            });
        }
        DatabaseFloor floor = Median.of(floors, DatabaseFloor::perSecond);
        figures.measure("database_floor_per_s", floor.perSecond());
        figures.measure("database_floor_us", floor.databaseMicros());
        double perSecond = best(saturated, "grouped");
        double ungrouped = best(saturated, "ungrouped");
        figures.measure("saturated_per_s", perSecond);
        figures.measure("ungrouped_per_s", ungrouped);
        figures.measure("forward_per_s", best(saturated, "forward"));
        figures.measure("ceiling_per_s", best(saturated, "ceiling"));
        figures.measure("saturated_vs_ungrouped", perSecond / ungrouped);
        figures.measure("saturated_vs_forward", perSecond / best(saturated, "forward"));
        figures.measure("saturated_vs_ceiling", perSecond / best(saturated, "ceiling"));
        figures.measure("saturated_vs_database", perSecond / floor.perSecond());
        measureAtHalf(backing, ungrouped / 2, linger);
        measureDrain(backing);
        measureMemory(backing);
        figures.measure("load_average_after", loadAverage());
    }

    private int bestUngroupedLanes(Backing backing) {
        List<Measured> probes = new ArrayList<>();
        for (int lanes : UNGROUPED_LANES) {
            withUngrouped(backing, lanes, service -> probes.add(probe(backing, service)));
        }
        int best = UNGROUPED_LANES.get(indexOfBest(probes));
        figures.count("ungrouped_lanes", best);
        say("ungrouped: " + best + " lanes are best of " + UNGROUPED_LANES);
        return best;
    }

    private int bestLinger(Backing backing) {
        List<Measured> probes = new ArrayList<>();
        for (int linger : LINGER_MILLIS) {
            try (Contender forward = Contender.bare(root, "forward", backing, linger)) {
                probes.add(probe(backing, forward));
            }
        }
        int best = LINGER_MILLIS.get(indexOfBest(probes));
        figures.count("forward_linger_ms", best);
        return best;
    }

    private static int indexOfBest(List<Measured> probes) {
        int best = 0;
        for (int i = 1; i < probes.size(); i++) {
            if (probes.get(i).perSecond() > probes.get(best).perSecond()) {
                best = i;
            }
        }
        return best;
    }

    private Measured probe(Backing backing, Contender contender) {
        SignedEvents events = events(contender);
        try (Generator generator = new Generator(contender.url(), CONNECTIONS.get(1))) {
            generator.run(events, new Pace.AsAnswered(), PROBE.dividedBy(2));
            Processors before = Processors.now(contender, backing);
            Outcome outcome = generator.run(events, new Pace.AsAnswered(), PROBE);
            return new Measured(outcome, Processors.now(contender, backing).since(before));
        } finally {
            verify(backing, contender, events);
        }
    }

    /** Warms the contender up, then measures it with every number of connections. */
    private void saturate(Backing backing, Contender contender, Map<String, List<Measured>> all) {
        warmUp(backing, contender, new Pace.AsAnswered(), options.warmUp());
        for (int connections : CONNECTIONS) {
            SignedEvents events = events(contender);
            Outcome outcome;
            Processors used;
            try (Generator generator = new Generator(contender.url(), connections)) {
                Processors before = Processors.now(contender, backing);
                outcome = generator.run(events, new Pace.AsAnswered(), options.duration());
                used = Processors.now(contender, backing).since(before);
            }
            verify(backing, contender, events);
            say("  %-10s %3d connections: %,9.0f per s, p99 %6.1f ms"
                    .formatted(contender.name(), connections, outcome.perSecond(), outcome.milliseconds(99)));
            all.computeIfAbsent(contender.name() + ' ' + connections, first -> new ArrayList<>())
                    .add(new Measured(outcome, used));
        }
        figures.count(contender.name() + "_rss_mb", contender.figures().peakMegabytes());
    }

    private void warmUp(Backing backing, Contender contender, Pace pace, Duration duration) {
        SignedEvents events = events(contender);
        try (Generator generator = new Generator(contender.url(), WARMING_CONNECTIONS)) {
            generator.run(events, pace, duration);
        }
        verify(backing, contender, events);
    }

    /**
     * Ours and forwarding at half of what the plain design can do; the way to the topic for ours. Forwarding has the
     * settings of its best throughput, and once more those of its best latency.
     */
    private void measureAtHalf(Backing backing, double perSecond, int linger) {
        List<Paced> ours = new ArrayList<>();
        List<Paced> forwards = new ArrayList<>();
        List<Paced> hastyForwards = new ArrayList<>();
        List<Double> disk = new ArrayList<>();
        for (int repeat = 0; repeat < options.repeats(); repeat++) {
            try (Contender forward = Contender.bare(root, "forward", backing, linger)) {
                forwards.add(pace(backing, forward, backing::settle, perSecond));
            }
            try (Contender forward = Contender.bare(root, "forward", backing, 0)) {
                hastyForwards.add(pace(backing, forward, backing::settle, perSecond));
            }
            disk.add(DiskFloor.p99(directory(), perSecond, options.duration()));
            withGrouped(
                    backing,
                    (service, database) -> ours.add(pace(backing, service, () -> backing.settle(database), perSecond)));
        }
        Paced our = Median.of(ours, Paced::p99);
        Paced forward = Median.of(forwards, Paced::p99);
        Paced hastyForward = Median.of(hastyForwards, Paced::p99);
        figures.measure("half_per_s", perSecond);
        figures.measure("disk_p99_ms_at_half", Median.of(disk, p99 -> p99));
        figures.measure("p50_ms_at_half", our.p50());
        figures.measure("p99_ms_at_half", our.p99());
        figures.measure("forward_p99_ms_at_half", forward.p99());
        figures.measure("p99_vs_forward", our.p99() / forward.p99());
        figures.measure("forward_p99_ms_at_half_without_linger", hastyForward.p99());
        figures.measure("p99_vs_forward_without_linger", our.p99() / hastyForward.p99());
        figures.measure("accept_to_topic_p99_ms", our.toTopicP99());
    }

    private Paced pace(Backing backing, Contender contender, Runnable settle, double perSecond) {
        Pace pace = new Pace.Fixed(perSecond);
        warmUp(backing, contender, new Pace.AsAnswered(), options.warmUp());
        settle.run();
        // smaller groups take another way to the database than those of saturation
        warmUp(backing, contender, pace, options.duration());
        try (Generator generator = new Generator(contender.url(), CONNECTIONS.get(1))) {
            SignedEvents events = events(contender);
            Outcome outcome = generator.run(events, pace, options.duration());
            double toTopic = verify(backing, contender, events);
            say("  %-10s at %,.0f per s: p99 %.1f ms, to the topic p99 %.0f ms"
                    .formatted(contender.name(), perSecond, outcome.milliseconds(99), toTopic));
            return new Paced(outcome.milliseconds(50), outcome.milliseconds(99), toTopic);
        }
    }

    /** Accepts while Kafka is away, then measures how fast it all flows once it is back. */
    private void measureDrain(Backing backing) {
        withGrouped(backing, (service, database) -> {
            warmUp(backing, service, new Pace.AsAnswered(), options.warmUp());
            SignedEvents events = events(service);
            try (Generator generator = new Generator(service.url(), CONNECTIONS.get(0))) {
                backing.stopBroker();
                generator.run(events, new Pace.AsAnswered(), options.duration());
            } finally {
                backing.startBroker();
            }
            errors += events.failed();
            TopicCheck.Result result = check(backing, events);
            double seconds = Math.max(1, result.lastMillis() - result.firstMillis()) / 1e3;
            figures.count("held_during_outage", events.accepted());
            figures.measure("drain_per_s", result.found() / seconds);
            figures.measure("drain_vs_forward", result.found() / seconds / figures.value("forward_per_s"));
            say("  %,d events held, drained at %,.0f per s".formatted(events.accepted(), result.found() / seconds));
        });
    }

    private void measureMemory(Backing backing) {
        say("Watching memory for " + options.memory().toMinutes() + " minutes at saturation");
        withGrouped(backing, (service, database) -> {
            SignedEvents events = events(service);
            try (Generator generator = new Generator(service.url(), CONNECTIONS.get(1));
                    MemoryWatch memory = new MemoryWatch(service.figures())) {
                generator.run(events, new Pace.AsAnswered(), options.memory());
                figures.count("rss_mb", memory.peakMegabytes());
                figures.measure("rss_slope_mb_per_min", memory.megabytesPerMinute(SETTLED_AFTER));
            }
            verify(backing, service, events);
        });
    }

    /** Looks for every accepted event where the contender puts them; returns the p99 of the way there in ms. */
    private double verify(Backing backing, Contender contender, SignedEvents events) {
        errors += events.failed();
        return switch (contender.kind()) {
            case JOURNALLING -> check(backing, events).wayMillis().getValueAtPercentile(99);
            case BARE -> 0;
        };
    }

    private TopicCheck.Result check(Backing backing, SignedEvents events) {
        TopicCheck.Result result =
                TopicCheck.run(backing.bootstrapServers(), Topic.DEBITURA_CASE_EVENTS.topicName(), events);
        lost += result.lost();
        duplicated += result.duplicated();
        overtaken += result.overtaken();
        return result;
    }

    /** The service as it is delivered. */
    private void withGrouped(Backing backing, Use use) {
        withService(backing, "grouped", Map.of(), use);
    }

    private void withUngrouped(Backing backing, int lanes, Consumer<Contender> use) {
        Map<String, String> settings = Map.of(
                "quarkus.datasource.jdbc.max-size", Integer.toString(lanes + 16),
                "recoup.ingest.commit.lanes", Integer.toString(lanes),
                "recoup.ingest.commit.largest-group", "1");
        withService(backing, "ungrouped", settings, (service, database) -> use.accept(service));
    }

    private void withService(Backing backing, String name, Map<String, String> settings, Use use) {
        Database database = backing.newDatabase("ingest_" + ++databases);
        Map<String, String> all = IngestSettings.of(backing, database, secret);
        all.putAll(settings);
        try (Contender service = Contender.service(root, name, backing, all, FreePorts.one())) {
            use.of(service, database);
        } finally {
            backing.drop(database);
        }
    }

    private SignedEvents events(Contender contender) {
        byte[] run = new byte[4];
        random.nextBytes(run);
        return new SignedEvents(HexFormat.of().formatHex(run), contender.path(), secret);
    }

    private Path directory() {
        Path directory =
                root.resolve(".recoup/bench/ingest-" + ProcessHandle.current().pid());
        try {
            Files.createDirectories(directory);
        } catch (IOException unusable) {
            throw new UncheckedIOException("There is no place for logs in " + directory, unusable);
        }
        return directory;
    }

    /** The best number of connections by the median of its repeats; noted for every number. */
    private double best(Map<String, List<Measured>> all, String name) {
        double best = 0;
        for (int connections : CONNECTIONS) {
            Measured median = Median.of(all.get(name + ' ' + connections), Measured::perSecond);
            figures.measure(name + "_per_s_" + connections, median.perSecond());
            figures.measure(name + "_p99_ms_" + connections, median.p99());
            figures.measure(name + "_service_us_" + connections, median.serviceMicros());
            figures.measure(name + "_database_us_" + connections, median.databaseMicros());
            figures.measure(name + "_broker_us_" + connections, median.brokerMicros());
            figures.measure(name + "_generator_us_" + connections, median.generatorMicros());
            figures.measure(
                    name + "_generator_busy_" + connections, median.generatorMicros() * median.perSecond() / 1e6);
            best = Math.max(best, median.perSecond());
        }
        return best;
    }

    private static double loadAverage() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static void say(String sentence) {
        System.out.println(sentence);
    }

    /** What is done with a running service and its database. */
    private interface Use {

        void of(Contender service, Database database);
    }

    /** Microseconds are those of a processor, per delivery. */
    private record Measured(
            double perSecond,
            double p99,
            double serviceMicros,
            double databaseMicros,
            double brokerMicros,
            double generatorMicros) {

        Measured(Outcome outcome, Processors used) {
            this(
                    outcome.perSecond(),
                    outcome.milliseconds(99),
                    micros(used.service(), outcome),
                    micros(used.database(), outcome),
                    micros(used.broker(), outcome),
                    micros(used.generator(), outcome));
        }

        private static double micros(Duration used, Outcome outcome) {
            return used.toNanos() / 1e3 / Math.max(1, outcome.answered());
        }
    }

    private record Paced(double p50, double p99, double toTopicP99) {}
}
