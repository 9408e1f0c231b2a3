package dev.recoup.cases.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.cases.fixture.Debitura;
import dev.recoup.cases.fixture.Platform;
import dev.recoup.events.Topic;
import dev.recoup.events.cases.CaseLifecycle;
import dev.recoup.events.cases.CaseState;
import dev.recoup.events.clients.ClientState;
import dev.recoup.events.webhooks.DebituraEvent;
import dev.recoup.testing.EventProbe;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.Sandbox;
import dev.recoup.testing.infra.PostgresServer.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * G2: one case request never becomes two cases at Debitura, however often and in parallel it is delivered and whatever
 * answer gets lost. What exists is read from Debitura's own books.
 */
@RecoupTest(service = "case-service")
class G2OneCaseTest {
    private static final int REQUESTS = 6;
    private static final int DELIVERIES_OF_EACH = 20;

    Sandbox sandbox;
    EventProbe probe;
    Database database;

    private Platform platform;

    @BeforeEach
    void newClient() {
        platform = new Platform(probe);
        new Debitura(sandbox).hasReadyClient(platform.tenant);
    }

    @AfterEach
    void noTroubleForTheOthers() {
        sandbox.clearFaults();
    }

    @Test
    void many_parallel_deliveries_lost_answers_and_errors_end_in_one_case_per_request() throws Exception {
        platform.clientIs(ClientState.READY);
        sandbox.loseAnswer("createCase", 3);
        sandbox.failWith("createCase", 2, 503);
        sandbox.drop("createCase", 2);
        List<String> ids = Stream.generate(Platform::newId).limit(REQUESTS).toList();
        List<Future<?>> deliveries = new ArrayList<>();
        try (ExecutorService platforms = Executors.newFixedThreadPool(8)) {
            for (int delivery = 0; delivery < DELIVERIES_OF_EACH; delivery++) {
                for (String id : ids) {
                    deliveries.add(platforms.submit(
                            () -> platform.publish(platform.request(id).build())));
                }
            }
        }
        for (Future<?> delivery : deliveries) {
            delivery.get();
        }

        for (String id : ids) {
            platform.await(id, CaseState.OPEN);
        }

        List<Sandbox.CollectionCase> cases = sandbox.casesOf(platform.tenant);
        assertThat(cases)
                .extracting(Sandbox.CollectionCase::creditorReference)
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(cases).extracting(Sandbox.CollectionCase::idempotencyKey).doesNotHaveDuplicates();
        assertThat(sandbox.state().violations()).isEmpty();
        for (String id : ids) {
            assertThat(platform.statesOnceReleased(id)).containsExactly(CaseState.SUBMITTING, CaseState.OPEN);
        }
    }

    @Test
    void a_case_whose_answer_was_lost_is_found_by_its_reference_and_not_sent_again() {
        platform.clientIs(ClientState.READY);
        sandbox.loseAnswer("createCase", 1);
        int before = calls("createCase");
        String id = Platform.newId();

        platform.publish(platform.request(id).build());
        String caseId = platform.await(id, CaseState.OPEN).caseId().orElseThrow();

        assertThat(sandbox.casesOf(platform.tenant))
                .extracting(Sandbox.CollectionCase::id)
                .containsExactly(caseId);
        assertThat(calls("createCase") - before).isEqualTo(1);
    }

    @Test
    void a_server_error_is_repeated_with_the_same_key_after_a_look() {
        platform.clientIs(ClientState.READY);
        sandbox.failWith("createCase", 1, 500);
        int creations = calls("createCase");
        int looks = calls("getCaseByCreditorReference");
        String id = Platform.newId();

        platform.publish(platform.request(id).build());
        platform.await(id, CaseState.OPEN);

        assertThat(calls("createCase") - creations).isEqualTo(2);
        assertThat(calls("getCaseByCreditorReference") - looks).isEqualTo(1);
        assertThat(platform.statesOnceReleased(id)).containsExactly(CaseState.SUBMITTING, CaseState.OPEN);
    }

    @Test
    void an_event_that_is_recorded_while_the_answer_is_does_not_spoil_it() throws Exception {
        platform.clientIs(ClientState.READY);
        sandbox.delay("createCase", 1, Duration.ofMillis(4000));
        String id = Platform.newId();

        platform.publish(platform.request(id).build());
        String caseId = Awaitility.await()
                .until(() -> sandbox.casesOf(platform.tenant), cases -> cases.size() == 1)
                .getFirst()
                .id();
        try (Connection event = database.connect()) {
            event.setAutoCommit(false);
            event.createStatement().executeUpdate("""
                    insert into tracked_case (case_id, environment, correlation_id, refresh_wanted, refresh_done, due_at)
                    values ('%s', 'test', 'event', 1, 0, now())
                    """.formatted(caseId));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(this::somebodyWaits);
            event.commit();
        }

        assertThat(platform.await(id, CaseState.OPEN).caseId()).contains(caseId);
    }

    @Test
    void an_event_that_is_faster_than_the_answer_makes_no_second_claim() {
        platform.clientIs(ClientState.READY);
        sandbox.delay("createCase", 1, Duration.ofMillis(2000));
        String id = Platform.newId();

        platform.publish(platform.request(id).build());
        String caseId = Awaitility.await()
                .until(() -> sandbox.casesOf(platform.tenant), cases -> cases.size() == 1)
                .getFirst()
                .id();
        platform.webhook(DebituraEvent.CASE_CREATED, caseId);
        platform.await(id, CaseState.OPEN);
        sandbox.moveCase(caseId, "Active");
        platform.webhook(DebituraEvent.CASE_UPDATED, caseId);
        platform.await(id, status -> status.lifecycle()
                .filter(CaseLifecycle.ACTIVE::equals)
                .isPresent());

        assertThat(platform.statesOnceReleased(id))
                .containsExactly(CaseState.SUBMITTING, CaseState.OPEN, CaseState.OPEN);
        assertThat(probe.all(Topic.CASE_STATUS).stream()
                        .filter(record -> record.value() != null)
                        .map(Platform::read)
                        .filter(status -> status.externalTenantId().equals(platform.tenant))
                        .map(status -> status.collectionId())
                        .distinct())
                .containsExactly(id);
    }

    private boolean somebodyWaits() throws SQLException {
        try (Connection connection = database.connect();
                ResultSet waiting = connection
                        .createStatement()
                        .executeQuery("select count(*) from pg_stat_activity"
                                + " where datname = current_database() and wait_event_type = 'Lock'")) {
            waiting.next();
            return waiting.getInt(1) > 0;
        }
    }

    private int calls(String operation) {
        return sandbox.state().requests().getOrDefault(operation, 0);
    }
}
