package dev.recoup.cases.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.recoup.cases.claim.NameId;
import dev.recoup.cases.fixture.Debitura;
import dev.recoup.cases.fixture.Platform;
import dev.recoup.events.Environment;
import dev.recoup.events.EventMetadata;
import dev.recoup.events.EventType;
import dev.recoup.events.Mode;
import dev.recoup.events.Topic;
import dev.recoup.events.cases.CaseLifecycle;
import dev.recoup.events.cases.CaseOutcome;
import dev.recoup.events.cases.CaseState;
import dev.recoup.events.cases.CaseStatus;
import dev.recoup.events.cases.FirstCase;
import dev.recoup.events.cases.FirstCaseOutcome;
import dev.recoup.events.cases.FirstCaseResult;
import dev.recoup.events.clients.ClientState;
import dev.recoup.events.reconcile.ReconcileReason;
import dev.recoup.events.reconcile.ReconcileRequest;
import dev.recoup.events.reconcile.ReconcileScope;
import dev.recoup.events.webhooks.DebituraEvent;
import dev.recoup.testing.EventProbe;
import dev.recoup.testing.MutableClock;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.Sandbox;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@RecoupTest(service = "case-service")
class TrackingTest {
    Sandbox sandbox;
    EventProbe probe;

    @Inject
    MutableClock clock;

    private Platform platform;
    private Debitura debitura;

    @BeforeEach
    void readyClient() {
        platform = new Platform(probe);
        debitura = new Debitura(sandbox);
        debitura.hasReadyClient(platform.tenant);
    }

    @Test
    void a_case_is_followed_to_its_end_and_every_payment_counts_once() {
        String id = Platform.newId();
        String caseId = openCase(id);
        sandbox.moveCase(caseId, "Active");
        platform.webhook(DebituraEvent.CASE_UPDATED, caseId);
        platform.await(id, status -> status.lifecycle().equals(Optional.of(CaseLifecycle.ACTIVE)));

        sandbox.pay(caseId, new BigDecimal("875.40"));
        String twice = UUID.randomUUID().toString();
        platform.webhook(twice, DebituraEvent.CASE_UPDATED, caseId);
        platform.webhook(twice, DebituraEvent.CASE_UPDATED, caseId);
        CaseStatus partly = platform.await(id, status -> status.paid().isPresent());
        assertThat(partly.paid().orElseThrow().amount()).isEqualByComparingTo("875.40");
        assertThat(partly.remainder().orElseThrow().amount()).isEqualByComparingTo("1000.00");

        sandbox.pay(caseId, new BigDecimal("1000.00"));
        platform.webhook(DebituraEvent.CASE_CLOSED, caseId);
        platform.webhook(DebituraEvent.CASE_UPDATED, caseId);
        CaseStatus closed = platform.await(id, CaseState.CLOSED);

        assertThat(closed.outcome()).contains(CaseOutcome.RECOVERED);
        assertThat(closed.closeCode()).contains("Paid");
        assertThat(closed.closedAt()).isPresent();
        assertThat(closed.paid().orElseThrow().amount()).isEqualByComparingTo("1875.40");
        assertThat(closed.remainder().orElseThrow().amount()).isEqualByComparingTo("0");
        assertThat(closed.correlationId()).isEqualTo(platform.correlationId);
        assertThat(platform.statesOnceReleased(id))
                .containsExactly(
                        CaseState.SUBMITTING, CaseState.OPEN, CaseState.OPEN, CaseState.OPEN, CaseState.CLOSED);
    }

    @Test
    void an_event_with_a_character_that_no_text_can_hold_is_poison_and_stops_no_other_event_of_its_case() {
        String id = Platform.newId();
        String caseId = openCase(id);
        platform.webhookOf(caseId, platform.tenant + "\\u0000");
        sandbox.moveCase(caseId, "Active");
        platform.webhook(DebituraEvent.CASE_UPDATED, caseId);

        platform.await(id, status -> status.lifecycle().equals(Optional.of(CaseLifecycle.ACTIVE)));
        assertThat(probe.await(Topic.DEBITURA_CASE_EVENTS.deadLetterName("case-service"), record -> record.key()
                                .equals(caseId))
                        .header("recoup_dlq_code"))
                .isEqualTo("NUL_CHARACTER");
    }

    @Test
    void only_what_the_api_says_becomes_state() {
        String id = Platform.newId();
        String caseId = openCase(id);

        platform.webhook(DebituraEvent.CASE_CLOSED, caseId);
        sandbox.moveCase(caseId, "Active");
        platform.webhook(DebituraEvent.CASE_UPDATED, caseId);
        platform.await(id, status -> status.lifecycle().equals(Optional.of(CaseLifecycle.ACTIVE)));

        assertThat(platform.states(id)).doesNotContain(CaseState.CLOSED);
    }

    @Test
    void a_case_made_in_the_portal_is_followed_under_an_id_of_its_own() {
        String caseId = debitura.files(platform.tenant, "PORTAL-1", "640.00");
        String id = NameId.ofCase(UUID.fromString(caseId));

        platform.webhook(DebituraEvent.CASE_CREATED, caseId);
        CaseStatus open = platform.await(id, CaseState.OPEN);

        assertThat(open.caseRequestId()).isEmpty();
        assertThat(open.caseId()).contains(caseId);
        assertThat(open.externalTenantId()).isEqualTo(platform.tenant);
        assertThat(open.creditorReference()).contains("PORTAL-1");
        assertThat(open.claim().orElseThrow().amount()).isEqualByComparingTo("640.00");
        assertThat(open.mode()).isEqualTo(Mode.LIVE);
    }

    @Test
    void a_missed_event_heals_when_reconciliation_is_asked_for() {
        String id = Platform.newId();
        String caseId = openCase(id);
        sandbox.moveCase(caseId, "Paused");

        platform.publish(
                EventType.RECONCILIATION_REQUESTED,
                Topic.RECONCILE_REQUESTS,
                new ReconcileRequest(
                        UUID.randomUUID().toString(),
                        Environment.TEST,
                        ReconcileScope.CASES,
                        Optional.of(platform.tenant),
                        ReconcileReason.SUBSCRIPTION_DISABLED,
                        Optional.empty(),
                        "cor-reconcile",
                        Instant.now()));

        platform.await(id, status -> status.lifecycle().equals(Optional.of(CaseLifecycle.PAUSED)));
    }

    @Test
    void a_case_of_an_onboarding_is_followed_under_its_requests_id_even_if_its_event_came_first() {
        String id = Platform.newId();
        String caseId = debitura.files(platform.tenant, id, "1875.40");
        String stranger = NameId.ofCase(UUID.fromString(caseId));
        platform.webhook(DebituraEvent.CASE_CREATED, caseId);
        platform.await(stranger, CaseState.OPEN);

        platform.publish(EventType.FIRST_CASE_DECIDED, Topic.FIRST_CASES, firstCase(id, caseId));

        CaseStatus open = platform.await(id, CaseState.OPEN);
        assertThat(open.caseId()).contains(caseId);
        assertThat(probe.awaitKey(Topic.CASE_STATUS, stranger, 2).getLast().value())
                .isNull();
    }

    @Test
    void a_case_that_debitura_stored_and_could_not_make_is_submitted_once_its_client_is_ready() {
        String id = storedUntilApproval();
        platform.clientIs(ClientState.READY);
        platform.await(id, CaseState.SUBMITTING);
        clock.advance(Duration.ofMinutes(5));

        String caseId = platform.await(id, CaseState.OPEN).caseId().orElseThrow();
        assertThat(sandbox.casesOf(platform.tenant))
                .extracting(Sandbox.CollectionCase::id, Sandbox.CollectionCase::creditorReference)
                .containsExactly(tuple(caseId, id));
    }

    @Test
    void a_case_that_debitura_stored_and_made_is_found_although_no_event_told_and_not_sent_again() {
        String id = storedUntilApproval();
        String caseId = debitura.files(platform.tenant, id, "1875.40", "Mistral Exemple SARL");
        platform.clientIs(ClientState.READY);
        platform.await(id, CaseState.SUBMITTING);
        clock.advance(Duration.ofMinutes(5));

        assertThat(platform.await(id, CaseState.OPEN).caseId()).contains(caseId);
        assertThat(sandbox.casesOf(platform.tenant)).hasSize(1);
    }

    private String storedUntilApproval() {
        String id = Platform.newId();
        platform.publish(
                EventType.FIRST_CASE_DECIDED,
                Topic.FIRST_CASES,
                firstCase(id, FirstCaseResult.STORED_FOR_APPROVAL, Optional.empty()));
        platform.await(id, CaseState.WAITING_FOR_CLIENT);
        return id;
    }

    private FirstCaseOutcome firstCase(String id, String caseId) {
        return firstCase(id, FirstCaseResult.CREATED, Optional.of(caseId));
    }

    private FirstCaseOutcome firstCase(String id, FirstCaseResult result, Optional<String> caseId) {
        return new FirstCaseOutcome(
                platform.tenant,
                Environment.TEST,
                "onb-1",
                new FirstCase(
                        id,
                        Mode.LIVE,
                        platform.claim().creditorReference(id).build(),
                        platform.request(id).build().confirmation()),
                result,
                caseId,
                caseId.map(_ -> "ABCD1234"),
                Optional.empty(),
                List.of(),
                platform.correlationId,
                Instant.now());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"data":{}}                                  | CASE_ID_UNREADABLE
            {"data":{"caseId":"c","CASEID":"c"}}         | UNREADABLE_VALUE
            {"data":{"caseId":"c"}                       | UNREADABLE_VALUE
            {"x":1,"x":2,"data":{"caseId":"not a UUID"}} | CASE_ID_UNREADABLE
            """)
    void an_event_without_one_readable_case_id_goes_to_the_dead_letters(String body, String code) {
        EventMetadata metadata = EventMetadata.of(
                        DebituraEvent.CASE_UPDATED.type(), "/debitura/referral/live", Environment.TEST, Instant.now())
                .build();
        probe.publish(Topic.DEBITURA_CASE_EVENTS, platform.tenant, Platform.text(metadata), body);

        assertThat(probe.await(Topic.DEBITURA_CASE_EVENTS.deadLetterName("case-service"), record -> record.key()
                                .equals(platform.tenant))
                        .header("recoup_dlq_code"))
                .isEqualTo(code);
    }

    private String openCase(String id) {
        platform.clientIs(ClientState.READY);
        platform.publish(platform.request(id).build());
        return platform.await(id, CaseState.OPEN).caseId().orElseThrow();
    }
}
