package dev.recoup.events.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.events.Environment;
import dev.recoup.events.EventJson;
import dev.recoup.events.Examples;
import dev.recoup.events.Mode;
import dev.recoup.events.Money;
import dev.recoup.events.cases.CaseRequest;
import dev.recoup.events.cases.Claim;
import dev.recoup.events.cases.Confirmation;
import dev.recoup.events.cases.Debtor;
import dev.recoup.events.cases.DebtorType;
import dev.recoup.events.clients.ClientDetails;
import dev.recoup.events.clients.ClientUser;
import dev.recoup.events.clients.OnboardingRequest;
import dev.recoup.events.refusals.Refusal;
import dev.recoup.events.refusals.RefusalCode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RequestRulesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-15T23:59:59Z"), ZoneOffset.ofHours(14));
    private static final CaseRequestRules CASES = new CaseRequestRules(Environment.TEST, CLOCK);
    private static final OnboardingRequestRules ONBOARDINGS = new OnboardingRequestRules(Environment.TEST, CLOCK);

    private static CaseRequest built() {
        return CaseRequest.builder()
                .caseRequestId("req-1")
                .environment(Environment.TEST)
                .externalTenantId("ten-4711")
                .mode(Mode.TEST)
                .claim(Claim.builder()
                        .currencyCode("EUR")
                        .amountToRecover(new BigDecimal("1875.40"))
                        .date(LocalDate.of(2026, 3, 15))
                        .dueDate(LocalDate.of(2026, 3, 15))
                        .creditorReference("RE-1")
                        .debtor(Debtor.builder()
                                .type(DebtorType.COMPANY)
                                .name("Mistral Exemple SARL")
                                .address("4 rue des Tests")
                                .city("Lyon")
                                .countryAlpha2("FR")
                                .build())
                        .build())
                .confirmation(Confirmation.builder()
                        .by("user-17")
                        .at(Instant.parse("2026-03-15T23:00:00Z"))
                        .successFeePercentage(new BigDecimal("24.0"))
                        .build())
                .build();
    }

    private static byte[] changed(Consumer<ObjectNode> change) {
        ObjectNode tree = EventJson.mapper().valueToTree(built());
        change.accept(tree);
        return EventJson.write(tree);
    }

    @Test
    void a_built_request_is_accepted_as_it_was_built() {
        byte[] body = EventJson.write(built());

        assertThat(CASES.check(body)).isEqualTo(new Verdict.CaseAccepted(built(), EventJson.canonicalHash(body)));
        assertThat(CASES.refusals(built())).isEmpty();
    }

    @Test
    void a_claim_that_fell_due_today_is_accepted_and_one_of_tomorrow_is_not() {
        CaseRequest tomorrow = built().toBuilder()
                .claim(built().claim().toBuilder()
                        .dueDate(LocalDate.of(2026, 3, 16))
                        .build())
                .build();

        assertThat(CASES.refusals(built())).isEmpty();
        assertThat(CASES.refusals(tomorrow))
                .containsExactly(Refusal.of(RefusalCode.DUE_DATE_IN_FUTURE, "/claim/dueDate"));
    }

    @Test
    void a_refused_request_says_whom_to_answer_and_what_was_readable() {
        byte[] body = changed(tree -> {
            tree.withObject("/claim").put("date", "2026-03-16");
            tree.remove("externalTenantId");
        });

        assertThat(CASES.check(body))
                .isEqualTo(new Verdict.CaseRefused(
                        "req-1",
                        Optional.empty(),
                        Environment.TEST,
                        Mode.TEST,
                        Optional.of("RE-1"),
                        Optional.of(Money.of("1875.40", "EUR")),
                        EventJson.canonicalHash(body),
                        List.of(
                                Refusal.of(RefusalCode.DATE_IN_FUTURE, "/claim/date"),
                                Refusal.of(RefusalCode.DUE_DATE_BEFORE_DATE, "/claim/dueDate"),
                                Refusal.of(RefusalCode.FIELD_MISSING, "/externalTenantId"))));
    }

    @Test
    void a_request_of_another_environment_is_never_answered_here() {
        assertThat(CASES.check(changed(tree -> tree.put("environment", "production"))))
                .isEqualTo(
                        new Verdict.CaseUnusable(List.of(Refusal.of(RefusalCode.WRONG_ENVIRONMENT, "/environment"))));
        assertThat(ONBOARDINGS.check(Examples.valid("onboarding-request", "required-fields-only")
                        .body()))
                .isEqualTo(new Verdict.OnboardingUnusable(
                        List.of(Refusal.of(RefusalCode.WRONG_ENVIRONMENT, "/environment"))));
    }

    @Test
    void a_request_that_does_not_say_whether_it_is_a_test_is_unusable_and_never_live() {
        assertThat(CASES.check(changed(tree -> tree.remove("isTest"))))
                .isEqualTo(new Verdict.CaseUnusable(List.of(Refusal.of(RefusalCode.MODE_MISSING, "/isTest"))));
    }

    @Test
    void a_request_without_a_readable_id_is_unusable() {
        assertThat(CASES.check(changed(tree -> tree.put("caseRequestId", 7))))
                .isEqualTo(new Verdict.CaseUnusable(
                        List.of(Refusal.of(RefusalCode.REQUEST_ID_MALFORMED, "/caseRequestId"))));
        assertThat(CASES.check("nonsense".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Verdict.CaseUnusable(List.of(Refusal.of(RefusalCode.NOT_JSON, ""))));
        assertThat(CASES.check(new byte[0]))
                .isEqualTo(new Verdict.CaseUnusable(List.of(Refusal.of(RefusalCode.NOT_JSON, ""))));
    }

    @Test
    void the_same_request_written_differently_has_the_same_hash_and_another_one_has_not() {
        CaseRequest other = built().toBuilder()
                .claim(built().claim().toBuilder()
                        .amountToRecover(new BigDecimal("1875.41"))
                        .build())
                .build();
        String pretty = EventJson.mapper().valueToTree(built()).toPrettyString();

        assertThat(EventJson.canonicalHash(pretty.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(EventJson.canonicalHash(EventJson.write(built())));
        assertThat(EventJson.canonicalHash(EventJson.write(other)))
                .isNotEqualTo(EventJson.canonicalHash(EventJson.write(built())));
    }

    @Test
    void an_onboarding_without_a_readable_id_is_answered_to_its_client() {
        OnboardingRequest request = OnboardingRequest.builder()
                .onboardingRequestId("onb-1")
                .environment(Environment.TEST)
                .externalTenantId("ten-4711")
                .client(ClientDetails.builder()
                        .name("Nordwind Handel GmbH")
                        .country("DE")
                        .supportEmail("ar@nordwind.example")
                        .build())
                .users(List.of(ClientUser.builder()
                        .name("Ida Berg")
                        .email("ida@nordwind.example")
                        .build()))
                .build();
        ObjectNode tree = EventJson.mapper().valueToTree(request);
        tree.remove("onboardingRequestId");
        byte[] body = EventJson.write(tree);

        assertThat(ONBOARDINGS.refusals(request)).isEmpty();
        assertThat(ONBOARDINGS.check(body))
                .isEqualTo(new Verdict.OnboardingRefused(
                        "ten-4711",
                        Optional.empty(),
                        Environment.TEST,
                        EventJson.canonicalHash(body),
                        List.of(Refusal.of(RefusalCode.REQUEST_ID_MALFORMED, "/onboardingRequestId"))));
    }
}
