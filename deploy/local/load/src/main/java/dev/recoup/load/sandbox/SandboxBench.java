package dev.recoup.load.sandbox;

import dev.recoup.load.Figures;
import dev.recoup.load.ProcessFigures;
import dev.recoup.load.Verdict;
import dev.recoup.load.http.FloorProcess;
import dev.recoup.load.http.Generator;
import dev.recoup.load.http.Outcome;
import dev.recoup.load.http.Pace;
import dev.recoup.load.http.Receiver;
import dev.recoup.load.http.Repetition;
import dev.recoup.load.http.Request;
import dev.recoup.load.http.Traffic;
import dev.recoup.testing.Sandbox;
import dev.recoup.testing.infra.SandboxProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures the sandbox: a filled one, from outside, over HTTP on this machine. Beside each figure stands its floor,
 * measured in the same run with the same generator or receiver; what was done is verified in full.
 */
public final class SandboxBench {

    private static final int CONNECTIONS = 32;
    private static final int SAMPLED_PAGES = 100;
    private static final int SAMPLED_PER_PAGE = 100;
    private static final int CREATING_CLIENTS = 500;
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration UNTIL_ALL_ARRIVED = Duration.ofSeconds(60);
    private static final int ANNOUNCED_AT_ONCE = 500;
    private static final int WAITING_FOR_DELIVERY = 2_000;

    private final Path root;
    private final SandboxBenchOptions options;
    private final Figures figures = new Figures();
    private long errors;
    private long lost;
    private long duplicated;

    /**
     * Prepares a run.
     *
     * @param root the project's folder
     * @param options what was asked for
     */
    public SandboxBench(Path root, SandboxBenchOptions options) {
        this.root = root;
        this.options = options;
    }

    /** Runs it, prints a table and writes the figures. */
    public Verdict run() {
        Path directory = root.resolve(".recoup/bench");
        SandboxProcess sandbox = start(directory);
        try (sandbox) {
            measure(sandbox, directory);
        }
        figures.count("errors", errors);
        figures.count("lost", lost);
        figures.count("duplicated", duplicated);
        options.json().ifPresent(figures::writeTo);
        new SandboxTable(figures).print(System.out);
        return errors + lost + duplicated == 0 ? Verdict.SOUND : Verdict.FAULTY;
    }

    private SandboxProcess start(Path directory) {
        try {
            Files.createDirectories(directory);
            Path log = directory.resolve("sandbox.log");
            Files.deleteIfExists(log);
            return SandboxProcess.start(
                    SandboxProcess.Ports.FREE,
                    directory,
                    log,
                    List.of("@" + root.resolve("deploy/local/sandbox/jvm.options")));
        } catch (IOException unusable) {
            throw new UncheckedIOException("There is no place for logs in " + directory, unusable);
        }
    }

    private void measure(SandboxProcess sandbox, Path directory) {
        SandboxBooks books = new SandboxBooks(sandbox.referralUrl(), sandbox.pagesUrl());
        ProcessFigures process = new ProcessFigures(sandbox.process().pid());
        describe();
        fill(books, process);
        List<SandboxBooks.Entry> sample = sample(books);
        Map<String, String> tokens = tokens(books, sample);
        int bytes = measureReads(sandbox, process, sample, tokens);
        int createdBytes = measureCreates(sandbox, process, books, List.copyOf(tokens.values()));
        int webhookBytes = measureDeliveries(sandbox, process, books);
        figures.count("rss_mb", process.peakMegabytes());
        figures.count("rss_at_the_end_mb", process.residentMegabytes());
        errors += books.violations();
        measureFloors(directory, bytes, createdBytes, webhookBytes);
        figures.measure(
                "load_average_after",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private void describe() {
        figures.count("processors", Runtime.getRuntime().availableProcessors());
        figures.measure(
                "load_average_before",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        figures.count("seconds", options.duration().toSeconds());
    }

    private void fill(SandboxBooks books, ProcessFigures process) {
        say("Filling the sandbox with " + options.clients() + " clients and " + options.cases() + " cases");
        long begin = System.nanoTime();
        books.fill(options.clients(), options.cases());
        figures.measure("fill_s", (System.nanoTime() - begin) / 1e9);
        figures.count("clients", options.clients());
        figures.count("cases", books.cases());
        figures.count("rss_filled_mb", process.residentMegabytes());
    }

    /** Cases from all over the books. */
    private List<SandboxBooks.Entry> sample(SandboxBooks books) {
        int cases = books.cases();
        List<SandboxBooks.Entry> sample = new ArrayList<>();
        for (int page = 0; page < SAMPLED_PAGES; page++) {
            sample.addAll(books.cases((int) ((long) cases * page / SAMPLED_PAGES), SAMPLED_PER_PAGE));
        }
        java.util.Collections.shuffle(sample, new java.util.Random(1));
        return sample;
    }

    private static Map<String, String> tokens(SandboxBooks books, List<SandboxBooks.Entry> sample) {
        Map<String, String> tokens = new HashMap<>();
        sample.forEach(entry -> tokens.computeIfAbsent(entry.externalTenantId(), books::token));
        return tokens;
    }

    private int measureReads(
            SandboxProcess sandbox,
            ProcessFigures process,
            List<SandboxBooks.Entry> sample,
            Map<String, String> tokens) {
        Reads customer =
                new Reads(sample, entry -> Map.of("Authorization", "Bearer " + tokens.get(entry.externalTenantId())));
        measure("reads", sandbox.customerUrl(), customer, process);
        Reads referral = new Reads(sample, entry -> Map.of("XApiKey", Sandbox.PARTNER_KEY));
        measure("referral_reads", sandbox.referralUrl(), referral, process);
        figures.count("reads_verified", customer.right() + referral.right());
        errors += customer.wrong() + referral.wrong();
        return customer.bytesPerAnswer();
    }

    private int measureCreates(
            SandboxProcess sandbox, ProcessFigures process, SandboxBooks books, List<String> tokens) {
        int before = books.cases();
        Creates creates = new Creates(tokens.subList(0, Math.min(CREATING_CLIENTS, tokens.size())));
        measure("creates", sandbox.customerUrl(), creates, process);
        say("Comparing the created cases with the sandbox' books");
        Creates.Comparison comparison = creates.compare(books.casesFrom(before));
        figures.count("creates_verified", comparison.verified());
        errors += creates.refused();
        lost += comparison.lost();
        duplicated += comparison.duplicated();
        return creates.bytesPerAnswer();
    }

    private void measure(String name, URI target, Traffic traffic, ProcessFigures process) {
        say("Measuring " + name.replace('_', ' '));
        try (Generator generator = new Generator(target, CONNECTIONS)) {
            generator.run(traffic, new Pace.AsAnswered(), WARM_UP);
            Duration usedBefore = process.processorTime();
            Outcome outcome = generator.run(traffic, new Pace.AsAnswered(), options.duration());
            record(name, outcome);
            figures.measure(
                    name + "_processors_used",
                    (double) process.processorTime().minus(usedBefore).toNanos()
                            / outcome.elapsed().toNanos());
        }
    }

    private void record(String name, Outcome outcome) {
        figures.measure(name + "_per_s", outcome.perSecond());
        figures.measure(name + "_p50_ms", outcome.milliseconds(50));
        figures.measure(name + "_p99_ms", outcome.milliseconds(99));
        figures.measure(name + "_max_ms", outcome.milliseconds(100));
    }

    /** Has the sandbox always a few events more to deliver than it has delivered. */
    private int measureDeliveries(SandboxProcess sandbox, ProcessFigures process, SandboxBooks books) {
        say("Measuring deliveries");
        Arrivals arrivals = new Arrivals();
        try (Receiver receiver = new Receiver(arrivals)) {
            arrivals.secret(new Sandbox(sandbox.referralUrl(), sandbox.customerUrl(), sandbox.pagesUrl())
                    .subscribe(receiver.url(), Sandbox.Cases.LIVE)
                    .secret());
            List<String> raised = new ArrayList<>();
            keepBusy(books, arrivals, raised, WARM_UP);
            long begin = System.nanoTime();
            long before = arrivals.count();
            Duration usedBefore = process.processorTime();
            keepBusy(books, arrivals, raised, options.duration());
            double seconds = (System.nanoTime() - begin) / 1e9;
            figures.measure("deliveries_per_s", (arrivals.count() - before) / seconds);
            figures.measure(
                    "deliveries_processors_used",
                    process.processorTime().minus(usedBefore).toNanos() / 1e9 / seconds);
            awaitAll(arrivals, raised.size());
            Arrivals.Comparison comparison = arrivals.compare(raised);
            figures.count("deliveries_verified", comparison.verified());
            errors += comparison.badSignatures();
            lost += comparison.lost();
            duplicated += comparison.duplicated();
            return arrivals.bytesPerWebhook();
        }
    }

    private static void keepBusy(SandboxBooks books, Arrivals arrivals, List<String> raised, Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() - end < 0) {
            if (raised.size() - arrivals.count() < WAITING_FOR_DELIVERY) {
                raised.addAll(books.announce(ANNOUNCED_AT_ONCE));
            } else {
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            }
        }
    }

    private static void awaitAll(Arrivals arrivals, int expected) {
        long end = System.nanoTime() + UNTIL_ALL_ARRIVED.toNanos();
        while (arrivals.count() < expected && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private void measureFloors(Path directory, int readBytes, int createdBytes, int webhookBytes) {
        say("Measuring the floors");
        Request get = Request.get("", "/cases/floor", Map.of("XApiKey", Sandbox.PARTNER_KEY));
        measureFloor("reads", directory, readBytes, get);
        Request post = Request.post("", "/cases", Map.of("XApiKey", Sandbox.PARTNER_KEY), Creates.claim("floor"));
        measureFloor("creates", directory, createdBytes, post);
        try (Receiver receiver = new Receiver((headers, body) -> {})) {
            Request webhook = Request.post("", "/webhooks", Map.of(), new byte[webhookBytes]);
            measureFloor("deliveries", receiver.url(), webhook);
        }
    }

    private void measureFloor(String name, Path directory, int bytes, Request request) {
        try (FloorProcess floor = FloorProcess.start(bytes, directory)) {
            measureFloor(name, floor.url(), request);
        }
    }

    private void measureFloor(String name, URI target, Request request) {
        Repetition repetition = new Repetition(request);
        try (Generator generator = new Generator(target, CONNECTIONS)) {
            generator.run(repetition, new Pace.AsAnswered(), WARM_UP);
            Outcome outcome = generator.run(repetition, new Pace.AsAnswered(), options.duration());
            figures.measure(name + "_floor_per_s", outcome.perSecond());
        }
        errors += repetition.wrong();
    }

    private static void say(String sentence) {
        System.out.println(sentence);
    }
}
