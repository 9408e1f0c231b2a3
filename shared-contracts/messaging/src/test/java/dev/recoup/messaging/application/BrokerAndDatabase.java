package dev.recoup.messaging.application;

import dev.recoup.events.Topic;
import dev.recoup.messaging.Servers;
import dev.recoup.testing.Tokens;
import dev.recoup.testing.infra.DevelopmentIssuer;
import dev.recoup.testing.infra.PostgresServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives the application under test a real broker, a database of its own and an issuer of tokens. */
public final class BrokerAndDatabase implements QuarkusTestResourceLifecycleManager {

    private static final DevelopmentIssuer ISSUER = DevelopmentIssuer.start();

    @Override
    public Map<String, String> start() {
        PostgresServer.Database database = Servers.newDatabase();
        Servers.createTopic(Topic.RECONCILE_REQUESTS.topicName(), 3, Map.of());
        Servers.createTopic(Topic.RECONCILE_REQUESTS.deadLetterName("messaging-test"), 1, Map.of());
        return Map.of(
                "kafka.bootstrap.servers", Servers.bootstrapServers(),
                "quarkus.oidc.auth-server-url", ISSUER.url().toString(),
                "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                "quarkus.datasource.username", database.username(),
                "quarkus.datasource.password", database.password());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(new Tokens(ISSUER), new TestInjector.MatchesType(Tokens.class));
    }

    @Override
    public void stop() {
        // all of them end with this process
    }
}
