package dev.recoup.cases.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.recoup.cases.fixture.Debitura;
import dev.recoup.cases.fixture.Platform;
import dev.recoup.events.Environment;
import dev.recoup.events.EventMetadata;
import dev.recoup.events.EventType;
import dev.recoup.events.Mode;
import dev.recoup.events.Topic;
import dev.recoup.events.cases.CancelCaseRequest;
import dev.recoup.events.cases.CaseRequest;
import dev.recoup.events.cases.CaseState;
import dev.recoup.events.cases.CaseStatus;
import dev.recoup.events.clients.ClientState;
import dev.recoup.events.refusals.Refusal;
import dev.recoup.events.refusals.RefusalCode;
import dev.recoup.testing.EventProbe;
import dev.recoup.testing.EventProbe.ProbedRecord;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.Sandbox;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RecoupTest(service = "case-service")
class CaseRequestTest {
    Sandbox sandbox;
    EventProbe probe;

    private Platform platform;
    private Debitura debitura;

    @BeforeEach
    void newClient() {
        platform = new Platform(probe);
        debitura = new Debitura(sandbox);
    }

    @Test
    void a_request_before_its_client_is_ready_waits_and_goes_on_by_itself() {
        String id = Platform.newId();
        platform.publish(platform.request(id).build());
        platform.await(id, CaseState.WAITING_FOR_CLIENT);
        assertThat(sandbox.casesOf(platform.tenant)).isEmpty();

        debitura.hasReadyClient(platform.tenant);
        platform.clientIs(ClientState.ONBOARDING);
        platform.clientIs(ClientState.READY);

        CaseStatus open = platform.await(id, CaseState.OPEN);
        assertThat(platform.states(id))
                .containsExactly(CaseState.WAITING_FOR_CLIENT, CaseState.SUBMITTING, CaseState.OPEN);
        assertThat(sandbox.casesOf(platform.tenant))
                .extracting(
                        Sandbox.CollectionCase::id,
                        Sandbox.CollectionCase::creditorReference,
                        found -> found.grossAmount().setScale(2),
                        Sandbox.CollectionCase::isTest)
                .containsExactly(tuple(open.caseId().orElseThrow(), id, new BigDecimal("1875.40"), false));
        ProbedRecord last = probe.allOfKey(Topic.CASE_STATUS, id).getLast();
        assertThat(last.header(EventMetadata.CE_TYPE)).isEqualTo(EventType.CASE_STATUS_CHANGED.type());
        assertThat(last.header(EventMetadata.CE_CORRELATIONID)).isEqualTo(platform.correlationId);
        assertThat(last.header(EventMetadata.CE_MODE)).isEqualTo("live");
        assertThat(last.header(EventMetadata.CE_AGGREGATEVERSION)).isEqualTo("1.3");
    }

    @Test
    void the_same_request_again_has_no_effect_and_another_under_its_id_is_told_of_but_not_taken() {
        debitura.hasReadyClient(platform.tenant);
        platform.clientIs(ClientState.READY);
        String id = Platform.newId();
        CaseRequest request = platform.request(id).build();
        platform.publish(request);
        platform.await(id, CaseState.OPEN);

        platform.publish(request);
        platform.publish(platform.request(id)
                .claim(platform.claim().amountToRecover(new BigDecimal("99.00")).build())
                .build());

        CaseStatus told = platform.await(id, status -> !status.refusals().isEmpty());
        assertThat(told.state()).isEqualTo(CaseState.OPEN);
        assertThat(told.refusals()).containsExactly(Refusal.of(RefusalCode.CONFLICTING_DUPLICATE, "/caseRequestId"));
        assertThat(told.claim().orElseThrow().amount()).isEqualByComparingTo("1875.40");
        assertThat(platform.statesOnceReleased(id))
                .containsExactly(CaseState.SUBMITTING, CaseState.OPEN, CaseState.OPEN);
        assertThat(sandbox.casesOf(platform.tenant)).hasSize(1);
    }

    @Test
    void an_invalid_request_is_refused_with_every_reason_by_field_and_never_leaves() {
        debitura.hasReadyClient(platform.tenant);
        platform.clientIs(ClientState.READY);
        String id = Platform.newId();

        platform.publish("""
                {"caseRequestId":"%s","environment":"test","externalTenantId":"%s","isTest":false,
                 "claim":{"currencyCode":"EUR","amountToRecover":"-5.00","date":"2026-01-10","dueDate":"2026-01-01",
                          "debtor":{"type":"Company","name":"Mistral SARL","address":"4 rue","city":"Lyon",
                                    "countryAlpha2":"XX"}}}
                """.formatted(id, platform.tenant));

        CaseStatus refused = platform.await(id, CaseState.REFUSED);
        assertThat(refused.refusals())
                .extracting(Refusal::code, Refusal::field)
                .containsExactlyInAnyOrder(
                        tuple(RefusalCode.AMOUNT_NOT_POSITIVE, "/claim/amountToRecover"),
                        tuple(RefusalCode.DUE_DATE_BEFORE_DATE, "/claim/dueDate"),
                        tuple(RefusalCode.COUNTRY_UNKNOWN, "/claim/debtor/countryAlpha2"),
                        tuple(RefusalCode.FIELD_MISSING, "/confirmation"));
        assertThat(platform.states(id)).containsExactly(CaseState.REFUSED);
        assertThat(sandbox.casesOf(platform.tenant)).isEmpty();
    }

    @Test
    void a_request_that_does_not_say_whether_it_is_a_test_is_answered_and_never_counts_as_live() {
        String id = Platform.newId();
        platform.publish("{\"caseRequestId\":\"" + id + "\",\"externalTenantId\":\"" + platform.tenant + "\"}");

        CaseStatus refused = platform.await(id, CaseState.REFUSED);

        assertThat(refused.mode()).isEqualTo(Mode.TEST);
        assertThat(refused.refusals())
                .extracting(Refusal::code, Refusal::field)
                .contains(tuple(RefusalCode.MODE_MISSING, "/isTest"));
    }

    @Test
    void what_is_not_readable_goes_to_the_dead_letters_as_it_was() {
        String body = "{\"caseRequestId\": \u00e4 " + platform.tenant;
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        probe.publish(
                Topic.CASE_REQUESTS.topicName(),
                platform.tenant.getBytes(StandardCharsets.UTF_8),
                platform.headers(EventType.CASE_REQUESTED),
                bytes);
        platform.publish("{\"externalTenantId\":\"" + platform.tenant + "\"}");

        String deadLetters = Topic.CASE_REQUESTS.deadLetterName("case-service");
        List<ProbedRecord> kept =
                probe.await(deadLetters, 2, record -> record.key().equals(platform.tenant));

        assertThat(kept).anySatisfy(record -> assertThat(record.value()).isEqualTo(bytes));
        assertThat(kept)
                .extracting(record -> record.header("recoup_dlq_code"))
                .containsExactlyInAnyOrder("UNREADABLE_VALUE", "REQUEST_ID_MALFORMED");
    }

    @Test
    void names_that_no_index_can_hold_are_poison_and_stop_nobody() {
        debitura.hasReadyClient(platform.tenant);
        platform.clientIs(ClientState.READY);
        String id = Platform.newId();
        String tooLong = hardToCompress();

        platform.publish("{\"caseRequestId\":\"%s\",\"externalTenantId\":\"%s\"}".formatted(id, tooLong));
        platform.publish(
                EventType.CASE_CANCELLATION_REQUESTED,
                Topic.CASE_REQUESTS,
                cancellation(id).externalTenantId(tooLong).build());
        platform.publish(
                EventType.CASE_CANCELLATION_REQUESTED,
                Topic.CASE_REQUESTS,
                cancellation(tooLong).build());
        platform.publish(platform.request(id).build());

        platform.await(id, CaseState.OPEN);
        assertThat(probe.await(Topic.CASE_REQUESTS.deadLetterName("case-service"), 3, record -> record.key()
                        .equals(platform.tenant)))
                .extracting(record -> record.header("recoup_dlq_code"), record -> record.header("recoup_dlq_pointers"))
                .containsExactlyInAnyOrder(
                        tuple("TOO_LONG", "/externalTenantId"),
                        tuple("TOO_LONG", "/externalTenantId"),
                        tuple("TOO_LONG", "/caseRequestId"));
    }

    @Test
    void a_name_that_is_a_little_too_long_is_refused_with_an_answer() {
        String id = Platform.newId();
        platform.publish(
                "{\"caseRequestId\":\"%s\",\"environment\":\"test\",\"isTest\":true,\"externalTenantId\":\"%s\"}"
                        .formatted(id, "x".repeat(300)));

        ProbedRecord refused =
                probe.await(Topic.CASE_STATUS_TEST, record -> record.key().equals(id));

        assertThat(Platform.read(refused).refusals()).contains(Refusal.of(RefusalCode.TOO_LONG, "/externalTenantId"));
    }

    private CancelCaseRequest.Builder cancellation(String id) {
        return CancelCaseRequest.builder()
                .caseRequestId(id)
                .environment(Environment.TEST)
                .externalTenantId(platform.tenant)
                .mode(Mode.LIVE);
    }

    private static String hardToCompress() {
        return new Random(42)
                .ints(4000, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void a_test_case_is_told_on_the_test_topic_only() {
        debitura.hasReadyClient(platform.tenant);
        platform.clientIs(ClientState.READY);
        String id = Platform.newId();

        platform.publish(platform.request(id).mode(Mode.TEST).build());
        probe.await(
                Topic.CASE_STATUS_TEST,
                record -> record.key().equals(id) && Platform.read(record).state() == CaseState.OPEN);

        assertThat(probe.allOfKey(Topic.CASE_STATUS_TEST, id))
                .extracting(record -> Platform.read(record).state())
                .endsWith(CaseState.SUBMITTING, CaseState.OPEN)
                .doesNotHaveDuplicates();
        assertThat(platform.history(id)).isEmpty();
        assertThat(sandbox.casesOf(platform.tenant))
                .extracting(Sandbox.CollectionCase::isTest)
                .containsExactly(true);
    }

    @Test
    void a_waiting_request_can_be_cancelled_and_is_never_submitted() {
        debitura.hasReadyClient(platform.tenant);
        String cancelled = Platform.newId();
        String other = Platform.newId();
        platform.publish(platform.request(cancelled).build());
        platform.publish(platform.request(other).build());
        platform.await(cancelled, CaseState.WAITING_FOR_CLIENT);

        platform.cancel(cancelled);
        platform.await(cancelled, CaseState.CANCELLED);
        platform.clientIs(ClientState.READY);

        platform.await(other, CaseState.OPEN);
        assertThat(sandbox.casesOf(platform.tenant))
                .extracting(Sandbox.CollectionCase::creditorReference)
                .containsExactly(other);
    }

    @Test
    void a_cancellation_that_comes_first_cancels_the_request_that_follows() {
        debitura.hasReadyClient(platform.tenant);
        platform.clientIs(ClientState.READY);
        String id = Platform.newId();
        platform.cancel(id);
        platform.publish(platform.request(id).build());

        CaseStatus cancelled = platform.await(id, CaseState.CANCELLED);

        assertThat(cancelled.refusals()).containsExactly(Refusal.of(RefusalCode.REQUEST_CANCELLED, "/caseRequestId"));
        assertThat(platform.states(id)).containsExactly(CaseState.CANCELLED);
        assertThat(sandbox.casesOf(platform.tenant)).isEmpty();
    }

    @Test
    void a_case_at_debitura_is_not_cancelled_and_the_requester_is_told() {
        debitura.hasReadyClient(platform.tenant);
        platform.clientIs(ClientState.READY);
        String id = Platform.newId();
        platform.publish(platform.request(id).build());
        platform.await(id, CaseState.OPEN);

        platform.cancel(id);

        CaseStatus told = platform.await(id, status -> !status.refusals().isEmpty());
        assertThat(told.state()).isEqualTo(CaseState.OPEN);
        assertThat(told.refusals()).containsExactly(Refusal.of(RefusalCode.TOO_LATE_TO_CANCEL, "/caseRequestId"));
    }
}
