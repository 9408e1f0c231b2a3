package dev.recoup.ingest.receive;

import static dev.recoup.ingest.WebhookSender.anyId;
import static dev.recoup.ingest.WebhookSender.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.events.Topic;
import dev.recoup.ingest.WebhookSender;
import dev.recoup.testing.EventProbe;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.Tokens;
import dev.recoup.testing.infra.FreePorts;
import dev.recoup.testing.infra.KafkaBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RecoupTest(service = "webhook-ingest-service")
@TestProfile(WithoutKafkaTest.NoBroker.class)
class WithoutKafkaTest {

    private final WebhookSender live = new WebhookSender(WebhookSender.LIVE);

    @TempDir
    static Path brokerData;

    Tokens tokens;

    @Test
    void webhooks_are_accepted_while_kafka_is_away_and_flow_in_order_once_it_is_back() {
        String tenant = "ten-" + anyId();
        List<String> ids = List.of(anyId(), anyId(), anyId());
        for (String id : ids) {
            assertThat(live.send(envelope(id, "client.linked", "{\"externalTenantId\":\"" + tenant + "\"}"))
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(lookUp(ids.getFirst())).contains("\"publication\":\"WAITING\"");
        assertThat(readiness()).isEqualTo(200);

        try (KafkaBroker broker = KafkaBroker.start(brokerData, AbsentBroker.PORT)) {
            broker.createTopics(Topic.allSpecs());
            try (EventProbe probe = new EventProbe(broker.bootstrapServers())) {
                assertThat(probe.awaitKey(Topic.DEBITURA_CLIENT_EVENTS, tenant, 3))
                        .extracting(record -> record.header("ce_id"))
                        .containsExactlyElementsOf(ids);
            }
        }
    }

    private String lookUp(String id) {
        return WebhookSender.exchange(HttpRequest.newBuilder(WebhookSender.url("/v1/events/" + id))
                        .header("Authorization", tokens.bearer("support"))
                        .build())
                .body();
    }

    private static int readiness() {
        int port = ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
        return WebhookSender.exchange(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                        .build())
                .statusCode();
    }

    /** The same service with the address of a broker that is not there yet. */
    public static final class NoBroker implements QuarkusTestProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(AbsentBroker.class));
        }
    }

    /** Overrides the address that the shared stack gives. */
    public static final class AbsentBroker implements QuarkusTestResourceLifecycleManager {

        static final int PORT = FreePorts.one();

        @Override
        public int order() {
            return 100;
        }

        @Override
        public Map<String, String> start() {
            return Map.of("kafka.bootstrap.servers", "127.0.0.1:" + PORT);
        }

        @Override
        public void stop() {
            // Nothing was started.
        }
    }
}
