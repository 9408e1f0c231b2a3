package dev.recoup.ingest.receive;

import static dev.recoup.ingest.WebhookSender.anyId;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.events.Environment;
import dev.recoup.events.Mode;
import dev.recoup.ingest.journal.Delivery;
import dev.recoup.ingest.journal.FewDeliveries;
import dev.recoup.ingest.journal.Kept;
import dev.recoup.ingest.journal.Origin;
import dev.recoup.ingest.journal.Purpose;
import dev.recoup.ingest.journal.Recorded.FirstDelivery;
import dev.recoup.ingest.journal.Recorded.Redelivery;
import dev.recoup.ingest.journal.Recorded.Sameness;
import dev.recoup.ingest.routing.Routing;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.infra.PostgresServer.Database;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All that a test writes stays in its transaction, out of the relay's sight, and is rolled back. */
@RecoupTest(service = "webhook-ingest-service")
class AcceptanceTest {

    private static final String TENANT = "ten-accept";
    private static final String CASE = "case-accept";
    private static final Instant RECEIVED_AT = Instant.parse("2026-06-02T23:59:59.123456Z");

    Database database;

    @Inject
    Acceptance acceptance;

    @Inject
    FewDeliveries few;

    private Connection connection;

    @BeforeEach
    void begin() throws SQLException {
        connection = database.connect();
        connection.setAutoCommit(false);
    }

    @AfterEach
    void rollBack() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @Test
    void a_few_are_kept_in_one_statement_as_many_are_in_steps() throws Exception {
        List<Delivery> deliveries = ofEveryKind();

        Outcome atOnce = outcome(few.keep(connectionWithCorrelations(), deliveries));
        connection.rollback();
        Outcome inSteps = outcome(acceptance.inSteps(connectionWithCorrelations(), deliveries));

        assertThat(atOnce).isEqualTo(inSteps);
        assertThat(atOnce.journal()).hasSize(6);
        assertThat(atOnce.counted()).hasSize(6);
        assertThat(atOnce.outbox()).hasSize(5);
        assertThat(atOnce.correlationIds())
                .containsExactly(
                        "corr-of-case",
                        "corr-of-client",
                        deliveries.get(2).eventId(),
                        deliveries.get(3).eventId(),
                        "corr-of-case",
                        "corr-of-case");
        assertThat(rows("select o.reference = j.received_on || '/' || j.id from outbox o"
                        + " join journal j on j.event_id = o.ce_id"))
                .containsOnly("t");
    }

    @Test
    void each_kind_is_kept_alike_when_it_comes_alone() throws Exception {
        for (Delivery delivery : ofEveryKind()) {
            Outcome atOnce = outcome(few.keep(connection, List.of(delivery)));
            connection.rollback();

            assertThat(atOnce).isEqualTo(outcome(acceptance.inSteps(connection, List.of(delivery))));
            assertThat(atOnce.journal()).hasSize(1);
            connection.rollback();
        }
    }

    @Test
    void of_one_event_in_a_group_the_first_delivery_counts_and_the_others_are_compared_with_it() throws Exception {
        String id = anyId();
        Delivery known = caseUpdated(anyId(), "");
        few.keep(connection, List.of(known));

        Kept kept = few.keep(
                connection,
                List.of(
                        caseUpdated(id, ""),
                        known,
                        caseUpdated(id, ""),
                        caseUpdated(id, "other"),
                        caseUpdated(id, "")));

        assertThat(kept.recorded().getFirst()).isInstanceOf(FirstDelivery.class);
        assertThat(kept.recorded().subList(1, 5))
                .containsExactly(
                        new Redelivery(2, Sameness.SAME_BODY),
                        new Redelivery(2, Sameness.SAME_BODY),
                        new Redelivery(3, Sameness.OTHER_BODY),
                        new Redelivery(4, Sameness.SAME_BODY));
        assertThat(kept.first()).singleElement().satisfies(first -> assertThat(
                        first.delivery().body())
                .isEqualTo(caseUpdated(id, "").body()));
        assertThat(rows("select times from received_event where event_id = '" + id + "'"))
                .containsExactly("4");
        assertThat(rows("select count(*) from journal where event_id = '" + id + "'"))
                .containsExactly("1");
        assertThat(rows("select count(*) from outbox where ce_id = '" + id + "'"))
                .containsExactly("1");
    }

    private Connection connectionWithCorrelations() throws SQLException {
        try (Statement insert = connection.createStatement()) {
            insert.execute("""
                    insert into correlation
                        (environment, subject_kind, subject, correlation_id, version_epoch, version_number, updated_at)
                    values ('test', 'client', 'ten-accept', 'corr-of-client', 1, 1, now()),
                           ('test', 'case', 'case-accept', 'corr-of-case', 1, 1, now())""");
        }
        return connection;
    }

    private static List<Delivery> ofEveryKind() {
        return List.of(
                caseUpdated(anyId(), ""),
                delivery(
                        Purpose.EVENT,
                        Origin.REPLAYED,
                        "{'id':'%s','event':'client.linked','data':{'externalTenantId':'%s'}}"
                                .formatted(anyId(), TENANT)),
                delivery(Purpose.EVENT, Origin.SENT, "{'id':'%s','event':'something.new'}".formatted(anyId())),
                delivery(Purpose.EVENT, Origin.SENT, "not JSON " + anyId()),
                delivery(Purpose.TEST, Origin.SENT, caseBody(anyId(), "")),
                caseUpdated(anyId(), "the same case once more"));
    }

    private static Delivery caseUpdated(String id, String remark) {
        return delivery(Purpose.EVENT, Origin.SENT, caseBody(id, remark));
    }

    private static String caseBody(String id, String remark) {
        return ("{'id':'%s','event':'case.updated','timestamp':'2026-06-02T08:00:11.1234567Z','remark':'%s',"
                        + "'data':{'caseId':'%s','externalTenantId':'%s'}}")
                .formatted(id, remark, CASE, TENANT);
    }

    private static Delivery delivery(Purpose purpose, Origin origin, String body) {
        byte[] bytes = body.replace('\'', '"').getBytes(UTF_8);
        return new Delivery(
                "referral-live",
                "/debitura/referral/referral-live",
                Environment.TEST,
                Mode.LIVE,
                purpose,
                origin,
                RECEIVED_AT,
                Map.of("content-type", "application/json"),
                bytes,
                Routing.of(bytes, Optional.empty()));
    }

    private Outcome outcome(Kept kept) throws SQLException {
        return new Outcome(
                kept.recorded().stream()
                        .map(recorded -> recorded.getClass().getSimpleName())
                        .toList(),
                kept.first().stream().map(entry -> entry.correlationId()).toList(),
                rows("select to_jsonb(j) - 'id' from journal j where xmin = pg_current_xact_id()::xid order by id"),
                rows("select to_jsonb(r) - 'number' from received_event r where xmin = pg_current_xact_id()::xid"
                        + " order by number"),
                rows("select to_jsonb(o) - 'id' - 'created_at' - 'reference' from outbox o"
                        + " where xmin = pg_current_xact_id()::xid order by id"));
    }

    private List<String> rows(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(row.getString(1));
            }
            return rows;
        }
    }

    /** What is the same in every run: without numbers that are drawn, and without the time of the transaction. */
    private record Outcome(
            List<String> recorded,
            List<String> correlationIds,
            List<String> journal,
            List<String> counted,
            List<String> outbox) {}
}
