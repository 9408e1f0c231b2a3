package dev.recoup.revenue.pipeline;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.events.Environment;
import dev.recoup.events.EventJson;
import dev.recoup.events.EventMetadata;
import dev.recoup.events.EventType;
import dev.recoup.events.Mode;
import dev.recoup.events.Money;
import dev.recoup.events.SnapshotVersion;
import dev.recoup.events.Topic;
import dev.recoup.events.cases.CaseState;
import dev.recoup.events.cases.CaseStatus;
import dev.recoup.testing.EventProbe;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.Tokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RecoupTest(service = "revenue-service")
class PipelineTest {

    EventProbe probe;
    Tokens tokens;

    private String tenant;

    @BeforeEach
    void nameAClient() {
        tenant = "ten-" + UUID.randomUUID();
    }

    @Test
    void the_newest_snapshot_wins_in_whatever_order_they_come() {
        String first = UUID.randomUUID().toString();
        String second = UUID.randomUUID().toString();
        publish(status(first, 2, CaseState.OPEN, "60.00"));
        publish(status(first, 1, CaseState.SUBMITTING, "100.00"));
        publish(status(second, 1, CaseState.OPEN, "40.00"));
        awaitPipeline(
                "[{\"state\":\"OPEN\",\"currency\":\"EUR\",\"cases\":2,\"claim\":\"200.00\",\"remainder\":\"100.00\"}]");

        publish(status(first, 3, CaseState.CLOSED, "0.00"));
        awaitPipeline(
                "[{\"state\":\"OPEN\",\"currency\":\"EUR\",\"cases\":1,\"claim\":\"100.00\",\"remainder\":\"40.00\"}]");
    }

    @Test
    void an_unreadable_status_goes_to_the_dead_letters_and_its_neighbours_flow() {
        String id = UUID.randomUUID().toString();
        probe.publish(Topic.CASE_STATUS, id, headers(status(id, 1, CaseState.OPEN, "1.00")), "{\"collectionId\":");
        publish(status(UUID.randomUUID().toString(), 1, CaseState.OPEN, "70.00"));

        var dead = probe.await(Topic.CASE_STATUS.deadLetterName("revenue-service"), record -> record.key()
                .equals(id));
        assertThat(dead.text()).isEqualTo("{\"collectionId\":");
        awaitPipeline(
                "[{\"state\":\"OPEN\",\"currency\":\"EUR\",\"cases\":1,\"claim\":\"100.00\",\"remainder\":\"70.00\"}]");
    }

    private void awaitPipeline(String expected) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode answer = given().header("Authorization", tokens.bearerForTenant(tenant, "revenue-read"))
                    .get("/v1/revenue/pipeline")
                    .then()
                    .statusCode(200)
                    .extract()
                    .as(JsonNode.class);
            assertThat(answer.required("data").toString()).isEqualTo(expected);
        });
    }

    private void publish(CaseStatus status) {
        probe.publish(
                Topic.CASE_STATUS,
                status.collectionId(),
                headers(status),
                new String(EventJson.write(status), StandardCharsets.UTF_8));
    }

    private static Map<String, String> headers(CaseStatus status) {
        return EventMetadata.of(
                        EventType.CASE_STATUS_CHANGED, "/recoup/case-service", status.environment(), status.updatedAt())
                .subject(status.collectionId())
                .mode(status.mode())
                .aggregateVersion(status.version())
                .correlationId(status.correlationId())
                .build()
                .toHeaders()
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, header -> new String(header.getValue(), StandardCharsets.UTF_8)));
    }

    private CaseStatus status(String id, long version, CaseState state, String remainder) {
        return CaseStatus.builder()
                .collectionId(id)
                .caseRequestId(id)
                .externalTenantId(tenant)
                .environment(Environment.TEST)
                .mode(Mode.LIVE)
                .state(state)
                .claim(Money.of("100.00", "EUR"))
                .remainder(Money.of(remainder, "EUR"))
                .paid(Money.zero("EUR"))
                .correlationId("correlation-" + id)
                .version(SnapshotVersion.of(version))
                .updatedAt(Instant.parse("2026-06-02T08:00:00Z"))
                .build();
    }
}
