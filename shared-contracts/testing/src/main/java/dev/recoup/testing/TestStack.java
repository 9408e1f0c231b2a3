package dev.recoup.testing;

import dev.recoup.events.Topic;
import dev.recoup.testing.contract.Contract;
import dev.recoup.testing.contract.ContractRecord;
import dev.recoup.testing.infra.DevelopmentIssuer;
import dev.recoup.testing.infra.FreePorts;
import dev.recoup.testing.infra.KafkaBroker;
import dev.recoup.testing.infra.PostgresServer;
import dev.recoup.testing.infra.PostgresServer.Database;
import io.quarkus.test.common.QuarkusTestResourceConfigurableLifecycleManager;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Starts once per test JVM what {@link RecoupTest} promises, and tells the service where it is. */
public final class TestStack implements QuarkusTestResourceConfigurableLifecycleManager<RecoupTest> {

    private static final String INGEST = "webhook-ingest-service";

    private static Running running;

    private String service = "";

    @Override
    public void init(RecoupTest annotation) {
        service = annotation.service();
    }

    @Override
    public Map<String, String> start() {
        synchronized (TestStack.class) {
            if (running == null) {
                running = Running.start(service);
            }
            return running.settings();
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(running.sandbox(), new TestInjector.MatchesType(Sandbox.class));
        injector.injectIntoFields(running.probe(), new TestInjector.MatchesType(EventProbe.class));
        injector.injectIntoFields(running.tokens(), new TestInjector.MatchesType(Tokens.class));
        injector.injectIntoFields(ContractHeld.RECORD, new TestInjector.MatchesType(ContractRecord.class));
        injector.injectIntoFields(running.database(), new TestInjector.MatchesType(Database.class));
    }

    @Override
    public void stop() {
        // Shared by all classes of the JVM and ended with it.
    }

    /** A record in another class loader than the proxies' would be empty for ever. */
    static void mustBeRunning() {
        if (running == null) {
            throw new IllegalStateException("The calls of this test class were recorded somewhere else");
        }
    }

    private record Running(
            Sandbox sandbox, EventProbe probe, Tokens tokens, Database database, Map<String, String> settings) {

        static Running start(String service) {
            KafkaBroker broker = KafkaBroker.start();
            broker.createTopics(Topic.allSpecs());
            PostgresServer postgres = PostgresServer.start();
            String plainName = service.replace('-', '_');
            Database database = postgres.createDatabase(
                    plainName, plainName, UUID.randomUUID().toString());
            Sandbox sandbox = JudgedSandbox.start(ContractHeld.RECORD, Contract.referral(), Contract.customer());
            DevelopmentIssuer issuer = DevelopmentIssuer.start();
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "end broker"));

            Map<String, String> settings = new LinkedHashMap<>();
            settings.put("quarkus.http.test-port", "0");
            settings.put("quarkus.management.test-port", "0");
            settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
            settings.put("quarkus.datasource.username", database.username());
            settings.put("quarkus.datasource.password", database.password());
            settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
            settings.put("quarkus.oidc.auth-server-url", issuer.url().toString());
            settings.put("recoup.environment", "test");
            settings.put("recoup.debitura.referral-url", sandbox.referralUrl().toString());
            settings.put("recoup.debitura.customer-url", sandbox.customerUrl().toString());
            settings.put("recoup.debitura.api-key", Sandbox.PARTNER_KEY);
            settings.put("recoup.debitura.limits.per-minute", "100000");
            settings.put("recoup.debitura.limits.per-hour", "1000000");
            settings.put("recoup.debitura.limits.per-day", "10000000");
            if (service.equals(INGEST)) {
                subscribe(sandbox, settings);
            }
            return new Running(
                    sandbox,
                    new EventProbe(broker.bootstrapServers()),
                    new Tokens(issuer),
                    database,
                    Map.copyOf(settings));
        }

        /** Only the service that receives webhooks is subscribed, as it is the only one with an address for them. */
        private static void subscribe(Sandbox sandbox, Map<String, String> settings) {
            int port = FreePorts.one();
            settings.put("quarkus.http.test-port", Integer.toString(port));
            // Figures of both servers must carry the same tags: either both ports are chosen here or neither is.
            settings.put("quarkus.management.test-port", Integer.toString(FreePorts.one()));
            for (Sandbox.Cases cases : Sandbox.Cases.values()) {
                String mode = cases == Sandbox.Cases.LIVE ? "live" : "test";
                String name = "referral-" + mode;
                URI url = URI.create("http://127.0.0.1:" + port + "/webhooks/debitura/" + name);
                Sandbox.Subscription subscription = sandbox.subscribe(url, cases);
                settings.put("recoup.ingest.subscriptions." + name + ".secret", subscription.secret());
                settings.put("recoup.ingest.subscriptions." + name + ".mode", mode);
            }
        }
    }
}
