package dev.recoup.messaging.application;

import dev.recoup.events.Topic;
import dev.recoup.messaging.Servers;
import dev.recoup.testing.infra.PostgresServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives the application under test a real broker and a database of its own. */
public final class BrokerAndDatabase implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        PostgresServer.Database database = Servers.newDatabase();
        Servers.createTopic(Topic.RECONCILE_REQUESTS.topicName(), 3, Map.of());
        Servers.createTopic(Topic.RECONCILE_REQUESTS.deadLetterName("messaging-test"), 1, Map.of());
        return Map.of(
                "kafka.bootstrap.servers", Servers.bootstrapServers(),
                "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                "quarkus.datasource.username", database.username(),
                "quarkus.datasource.password", database.password());
    }

    @Override
    public void stop() {
        // both servers end with this process
    }
}
