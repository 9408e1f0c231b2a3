package dev.recoup.revenue.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recoup.events.Environment;
import dev.recoup.events.EventJson;
import dev.recoup.events.EventMetadata;
import dev.recoup.events.EventType;
import dev.recoup.events.Topic;
import dev.recoup.events.reconcile.ReconcileReason;
import dev.recoup.events.reconcile.ReconcileRequest;
import dev.recoup.events.reconcile.ReconcileScope;
import dev.recoup.testing.EventProbe;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.infra.PostgresServer.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@RecoupTest(service = "revenue-service")
class ReconcileRequestsTest {

    EventProbe probe;
    Database database;

    @Test
    void a_request_leads_to_an_import_under_its_correlation_id() {
        String id = UUID.randomUUID().toString();
        ReconcileRequest request = ReconcileRequest.builder()
                .reconcileId(id)
                .environment(Environment.TEST)
                .scope(ReconcileScope.EVERYTHING)
                .reason(ReconcileReason.SUBSCRIPTION_DISABLED)
                .correlationId(id)
                .requestedAt(Instant.now())
                .build();
        Map<String, String> headers = new LinkedHashMap<>();
        EventMetadata.of(EventType.RECONCILIATION_REQUESTED, "/recoup/test", Environment.TEST, Instant.now())
                .build()
                .toHeaders()
                .forEach((name, value) -> headers.put(name, new String(value, UTF_8)));

        probe.publish(Topic.RECONCILE_REQUESTS, "EVERYTHING", headers, new String(EventJson.write(request), UTF_8));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(wishesServedFor(id)).isOne());
    }

    private int wishesServedFor(String correlationId) throws SQLException {
        try (Connection connection = database.connect();
                Statement query = connection.createStatement();
                ResultSet row = query.executeQuery("select count(*) from ledger_import where correlation_id = '"
                        + correlationId + "' and served = wanted")) {
            row.next();
            return row.getInt(1);
        }
    }
}
