package dev.recoup.stack;

import dev.recoup.events.Topic;
import dev.recoup.testing.Sandbox;
import dev.recoup.testing.Tokens;
import dev.recoup.testing.infra.BrokerProcess;
import dev.recoup.testing.infra.DevelopmentIssuer;
import dev.recoup.testing.infra.DevelopmentIssuer.SigningKey;
import dev.recoup.testing.infra.Infrastructure;
import dev.recoup.testing.infra.JavaProcess;
import dev.recoup.testing.infra.KafkaBroker;
import dev.recoup.testing.infra.PostgresServer;
import dev.recoup.testing.infra.PostgresServer.Database;
import dev.recoup.testing.infra.SandboxProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Everything on one machine: starts in the order of dependence, watches, and ends in the opposite order. */
final class Stack implements AutoCloseable {

    private static final String HAND_MADE_SECRET = "recoup.ingest.subscriptions." + StackUrls.HAND_MADE + ".secret";
    private static final int RANDOM_BYTES = 32;
    private static final Duration SUBSCRIPTION_PATIENCE = Duration.ofSeconds(60);
    private static final List<String> SMALL_JVM = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final Path root;
    private final Ports ports;
    private final List<Service> services;
    private final Workspace workspace;
    private final Progress progress;
    private final List<Part> parts = new CopyOnWriteArrayList<>();
    private final AtomicInteger died = new AtomicInteger();
    private final AtomicReference<CannotStart> firstFailure = new AtomicReference<>();
    private volatile State state = State.STARTING;

    private enum State {
        STARTING,
        RUNNING,
        ENDING
    }

    Stack(Path root, Ports ports, List<Service> services, Workspace workspace, Progress progress) {
        this.root = root;
        this.ports = ports;
        this.services = services;
        this.workspace = workspace;
        this.progress = progress;
    }

    /**
     * Starts everything and waits until it is ready.
     *
     * @return where it all is
     * @throws CannotStart when a part does not come up
     */
    StackUrls start() {
        checkBuilt();
        DevelopmentIssuer issuer = startIssuer();
        try (ExecutorService parallel = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<PostgresServer> postgres = CompletableFuture.supplyAsync(this::startPostgres, parallel);
            CompletableFuture<String> kafka = CompletableFuture.supplyAsync(this::startKafka, parallel);
            CompletableFuture<Sandbox> sandbox = CompletableFuture.supplyAsync(this::startSandbox, parallel);
            CompletableFuture.allOf(postgres, kafka, sandbox).join();

            Map<String, String> subscriptions = declaredSubscriptions();
            CompletableFuture.allOf(services.stream()
                            .map(service -> begin(
                                    () -> startService(
                                            service, postgres.join(), kafka.join(), issuer.url(), subscriptions),
                                    parallel))
                            .toArray(CompletableFuture<?>[]::new))
                    .join();
            awaitSubscriptions(sandbox.join());
            workspace.ready();
            state = State.RUNNING;
            return urls(kafka.join(), issuer, subscriptions.get(HAND_MADE_SECRET));
        } catch (CompletionException e) {
            throw firstFailure.get();
        }
    }

    /** Starts a part beside others; the first one that fails ends those that are still starting. */
    private <T> CompletableFuture<T> begin(Supplier<T> start, ExecutorService parallel) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return start.get();
                    } catch (RuntimeException e) {
                        CannotStart failure = e instanceof CannotStart sentence
                                ? sentence
                                : new CannotStart("The start failed (" + e.getMessage() + "): look into "
                                        + workspace.logs() + ".");
                        if (firstFailure.compareAndSet(null, failure)) {
                            state = State.ENDING;
                            parts.forEach(part -> part.process()
                                    .filter(process -> !process.equals(ProcessHandle.current()))
                                    .ifPresent(ProcessHandle::destroy));
                        }
                        throw e;
                    }
                },
                parallel);
    }

    /** Parts with a process of their own that ended although nobody asked them to. */
    int diedUnasked() {
        return died.get();
    }

    List<Part> parts() {
        return List.copyOf(parts);
    }

    @Override
    public void close() {
        state = State.ENDING;
        List<Part> running = parts();
        List<Part> first = running.stream()
                .filter(part -> Service.named(part.name()).isPresent())
                .toList();
        List<Part> last = new ArrayList<>(running);
        last.removeAll(first);
        end(first);
        end(last);
        delete(workspace.issuerAddress());
        workspace.release();
    }

    private static void end(List<Part> parts) {
        try (ExecutorService parallel = Executors.newVirtualThreadPerTaskExecutor()) {
            parts.forEach(part -> parallel.execute(part.ending()));
        }
    }

    private void checkBuilt() {
        for (Service service : services) {
            if (!Files.exists(service.runner(root))) {
                throw new CannotStart(
                        service.folder() + " is not built: call ./recoup up, which builds what is missing.");
            }
        }
    }

    private DevelopmentIssuer startIssuer() {
        DevelopmentIssuer issuer = DevelopmentIssuer.start(ports.issuer(), SigningKey.keptIn(workspace.issuerKey()));
        write(workspace.issuerAddress(), issuer.url().toString());
        parts.add(new Part("launcher", Optional.of(ProcessHandle.current()), issuer::close));
        return issuer;
    }

    private PostgresServer startPostgres() {
        PostgresServer server = PostgresServer.start(workspace.data("postgres"), ports.postgres());
        Optional<ProcessHandle> process =
                server.pid().isPresent() ? ProcessHandle.of(server.pid().getAsLong()) : Optional.empty();
        add(new Part("postgresql", process, server::close));
        progress.ready("postgresql", "127.0.0.1:" + ports.postgres() + ", one database and role per service");
        return server;
    }

    private String startKafka() {
        String bootstrapServers =
                switch (Infrastructure.chosen()) {
                    case EMBEDDED -> startKafkaProcess();
                    case CONTAINERS -> startKafkaContainer();
                };
        progress.ready("kafka", bootstrapServers + ", " + Topic.allSpecs().size() + " topics");
        return bootstrapServers;
    }

    private String startKafkaProcess() {
        List<String> options = new ArrayList<>(SMALL_JVM);
        options.add("-Xmx320m");
        add(part(
                "kafka",
                BrokerProcess.start(workspace.data("kafka"), ports.kafka(), workspace.freshLog("kafka"), options)));
        return "127.0.0.1:" + ports.kafka();
    }

    private String startKafkaContainer() {
        KafkaBroker broker = KafkaBroker.start(workspace.data("kafka"), ports.kafka());
        add(new Part("kafka", Optional.empty(), broker::close));
        broker.createTopics(Topic.allSpecs());
        return broker.bootstrapServers();
    }

    private Sandbox startSandbox() {
        List<String> options = new ArrayList<>(SMALL_JVM);
        options.add("-Xmx192m");
        SandboxProcess sandbox = SandboxProcess.start(
                new SandboxProcess.Ports(ports.referralApi(), ports.customerApi(), ports.pages()),
                workspace.data("sandbox"),
                workspace.freshLog("sandbox"),
                options);
        add(part("sandbox", sandbox.process()));
        progress.ready("sandbox", sandbox.referralUrl() + ", " + sandbox.customerUrl() + ", " + sandbox.pagesUrl());
        return new Sandbox(sandbox.referralUrl(), sandbox.customerUrl(), sandbox.pagesUrl());
    }

    /**
     * What webhook-ingest-service is told: two subscriptions that it creates itself and whose secrets only it knows, and
     * one with a secret, as if it had been made by hand, for deliveries that the demo signs.
     */
    private Map<String, String> declaredSubscriptions() {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String mode : List.of("live", "test")) {
            String name = "referral-" + mode;
            settings.put("recoup.ingest.subscriptions." + name + ".mode", mode);
            settings.put(
                    "recoup.ingest.subscriptions." + name + ".url",
                    StackUrls.at(Service.INGEST.port(ports)) + "/webhooks/debitura/" + name);
        }
        settings.put("recoup.ingest.subscriptions." + StackUrls.HAND_MADE + ".mode", "live");
        settings.put(HAND_MADE_SECRET, random());
        settings.put("recoup.ingest.encryption.current", "local");
        settings.put("recoup.ingest.encryption.keys.local", random());
        return settings;
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** What happens at Debitura before the subscriptions are there, nobody is told. */
    private void awaitSubscriptions(Sandbox sandbox) {
        if (!services.contains(Service.INGEST)) {
            return;
        }
        long giveUpAt = System.nanoTime() + SUBSCRIPTION_PATIENCE.toNanos();
        while (sandbox.subscriptionUrls().size() < 2) {
            if (System.nanoTime() > giveUpAt) {
                throw new CannotStart("webhook-ingest-service has not subscribed to webhooks: look into "
                        + workspace.logs().resolve("webhook-ingest-service.log") + ".");
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private Part startService(
            Service service, PostgresServer postgres, String kafka, URI issuer, Map<String, String> subscriptions) {
        Database database = postgres.createDatabase(
                service.database(), service.database(), UUID.randomUUID().toString());
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("quarkus.http.host", "127.0.0.1");
        settings.put("quarkus.http.port", Integer.toString(service.port(ports)));
        settings.put("quarkus.management.host", "127.0.0.1");
        settings.put("quarkus.management.port", Integer.toString(service.managementPort(ports)));
        settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
        settings.put("quarkus.datasource.username", database.username());
        settings.put("quarkus.datasource.password", database.password());
        settings.put("kafka.bootstrap.servers", kafka);
        settings.put("quarkus.oidc.auth-server-url", issuer.toString());
        settings.put("recoup.environment", "test");
        settings.put(
                "recoup.debitura.referral-url",
                StackUrls.at(ports.referralApi()).toString());
        settings.put(
                "recoup.debitura.customer-url",
                StackUrls.at(ports.customerApi()).toString());
        settings.put("recoup.debitura.api-key", Sandbox.PARTNER_KEY);
        if (service == Service.CASE) {
            settings.put("recoup.debitura.connect-timeout", "1S");
            settings.put("recoup.debitura.read-timeout", "3S");
            settings.put("recoup.cases.submission.settle", "5S");
        }
        if (service == Service.INGEST) {
            settings.putAll(subscriptions);
        }
        if (service == Service.REVENUE) {
            settings.put("recoup.revenue.import-interval", "2S");
        }
        Path log = workspace.freshLog(service.folder());
        JavaProcess process = JavaProcess.running(service.folder())
                .jvmOptions(SMALL_JVM)
                .jvmOptions(List.of("-Xmx192m"))
                .property(
                        "quarkus.config.locations",
                        workspace.settings(service.folder(), settings).toString())
                .jar(service.runner(root))
                .log(log)
                .start();
        Part part = part(service.folder(), process.process());
        add(part);
        new Readiness().await(service.folder(), process.process().toHandle(), service.managementPort(ports), log);
        progress.ready(
                service.folder(),
                StackUrls.at(service.port(ports)) + ", management " + StackUrls.at(service.managementPort(ports))
                        + "/q/health");
        return part;
    }

    private static Part part(String name, Process process) {
        return new Part(name, Optional.of(process.toHandle()), () -> JavaProcess.end(process));
    }

    private void add(Part part) {
        parts.add(part);
        part.process().ifPresent(process -> process.onExit().thenRun(() -> ended(part)));
    }

    private void ended(Part part) {
        if (state == State.RUNNING) {
            died.incrementAndGet();
            progress.say(part.name() + " has ended although nobody asked it to: look into "
                    + workspace.logs().resolve(part.name() + ".log") + ".");
        }
    }

    private StackUrls urls(String kafka, DevelopmentIssuer issuer, String webhookSecret) {
        return new StackUrls(
                root,
                workspace.logs(),
                StackUrls.at(Service.INGEST.port(ports)),
                StackUrls.at(Service.ONBOARDING.port(ports)),
                StackUrls.at(Service.CASE.port(ports)),
                StackUrls.at(Service.REVENUE.port(ports)),
                StackUrls.at(ports.referralApi()),
                StackUrls.at(ports.customerApi()),
                StackUrls.at(ports.pages()),
                kafka,
                issuer.url(),
                new Tokens(issuer),
                webhookSecret);
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
