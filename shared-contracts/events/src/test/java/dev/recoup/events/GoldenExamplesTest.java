package dev.recoup.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.events.Examples.Example;
import dev.recoup.events.actions.RequiredAction;
import dev.recoup.events.cases.CancelCaseRequest;
import dev.recoup.events.cases.CaseLifecycle;
import dev.recoup.events.cases.CaseRequest;
import dev.recoup.events.cases.CaseState;
import dev.recoup.events.cases.CaseStatus;
import dev.recoup.events.cases.FirstCaseOutcome;
import dev.recoup.events.clients.ClientStatus;
import dev.recoup.events.clients.OnboardingRequest;
import dev.recoup.events.reconcile.ReconcileRequest;
import dev.recoup.events.refusals.RefusalCode;
import dev.recoup.events.rules.CaseRequestRules;
import dev.recoup.events.rules.OnboardingRequestRules;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenExamplesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-15T12:00:00Z"), ZoneOffset.UTC);
    private static final Map<String, Class<?>> RECORDS = Map.of(
            "case-request", CaseRequest.class,
            "cancel-case-request", CancelCaseRequest.class,
            "onboarding-request", OnboardingRequest.class,
            "client-status", ClientStatus.class,
            "case-status", CaseStatus.class,
            "first-case-outcome", FirstCaseOutcome.class,
            "required-action", RequiredAction.class,
            "reconcile-request", ReconcileRequest.class);
    private static final Set<String> OF_A_LATER_RELEASE = Set.of("of-a-later-release", "unknown-fields-and-nulls");

    /** Reasons that only a service can find, from its state or from Debitura's answer. */
    private static final Set<RefusalCode> NEEDS_STATE = EnumSet.of(
            RefusalCode.CONFLICTING_DUPLICATE,
            RefusalCode.REQUEST_CANCELLED,
            RefusalCode.TOO_LATE_TO_CANCEL,
            RefusalCode.DUPLICATE_CREDITOR_REFERENCE,
            RefusalCode.NO_PARTNER_AVAILABLE,
            RefusalCode.CREDITOR_BLOCKED,
            RefusalCode.LINKED_TO_ANOTHER_PARTNER,
            RefusalCode.CLIENT_CONFLICT,
            RefusalCode.CLIENT_NOT_LINKED,
            RefusalCode.REFUSED_BY_DEBITURA,
            RefusalCode.UNKNOWN);

    /** Reasons found by comparing with the deployment, or reserved for schema keywords that no field uses yet. */
    private static final Set<RefusalCode> WITHOUT_EXAMPLE =
            EnumSet.of(RefusalCode.WRONG_ENVIRONMENT, RefusalCode.MALFORMED, RefusalCode.VALUE_NOT_ALLOWED);

    static Stream<Example> valid() {
        return Examples.valid().stream();
    }

    static Stream<Example> invalid() {
        return Examples.invalid().stream();
    }

    @ParameterizedTest
    @MethodSource("valid")
    void every_valid_example_fits_its_schema(Example example) {
        assertThat(EventSchemas.check(example.schema(), EventJson.read(example.body(), JsonNode.class)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("valid")
    void every_valid_example_passes_through_its_record_unchanged(Example example) {
        if (example.schema().equals("debitura-event")) {
            return;
        }
        Object value = EventJson.read(example.body(), RECORDS.get(example.schema()));
        byte[] written = EventJson.write(value);
        JsonNode tree = EventJson.read(written, JsonNode.class);

        assertThat(EventJson.<Object>read(written, cast(RECORDS.get(example.schema()))))
                .isEqualTo(value);
        assertThat(EventSchemas.check(example.schema(), tree)).isEmpty();
        if (!OF_A_LATER_RELEASE.contains(example.name())) {
            assertContains(tree, EventJson.read(example.body(), JsonNode.class), "");
        }
    }

    @ParameterizedTest
    @MethodSource("valid")
    void every_valid_request_is_accepted_by_the_rules(Example example) {
        assertThat(refusals(example)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void every_invalid_request_is_refused_for_exactly_the_expected_reasons(Example example) {
        assertThat(refusals(example)).containsExactlyInAnyOrderElementsOf(expected(example));
    }

    @Test
    void every_reason_that_needs_no_state_has_an_invalid_example() {
        Set<String> shown = Examples.invalid().stream()
                .flatMap(example -> expected(example).stream())
                .map(reason -> reason.substring(0, reason.indexOf(' ')))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> promised = Arrays.stream(RefusalCode.values())
                .filter(code -> !NEEDS_STATE.contains(code) && !WITHOUT_EXAMPLE.contains(code))
                .map(Enum::name)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(shown).isEqualTo(promised);
    }

    @Test
    void values_of_a_later_release_read_as_unknown() {
        CaseStatus status = EventJson.read(
                Examples.valid("case-status", "of-a-later-release").body(), CaseStatus.class);

        assertThat(status.state()).isEqualTo(CaseState.UNKNOWN);
        assertThat(status.lifecycle()).contains(CaseLifecycle.UNKNOWN);
        assertThat(status.paid()).contains(Money.of("1875.40", "EUR"));
    }

    private static List<String> refusals(Example example) {
        return (switch (example.schema()) {
                    case "case-request" ->
                        new CaseRequestRules(environment(example), CLOCK)
                                .check(example.body())
                                .refusals();
                    case "cancel-case-request" ->
                        new CaseRequestRules(environment(example), CLOCK).cancellationRefusals(example.body());
                    case "onboarding-request" ->
                        new OnboardingRequestRules(environment(example), CLOCK)
                                .check(example.body())
                                .refusals();
                    default -> List.<dev.recoup.events.refusals.Refusal>of();
                })
                .stream().map(refusal -> refusal.code() + " " + refusal.field()).toList();
    }

    private static Environment environment(Example example) {
        try {
            return Environment.fromWire(EventJson.read(example.body(), JsonNode.class)
                            .path("environment")
                            .asText())
                    .orElse(Environment.PRODUCTION);
        } catch (UnreadableValue notJson) {
            return Environment.PRODUCTION;
        }
    }

    private static List<String> expected(Example example) {
        Path file = example.file().resolveSibling(example.name() + ".refusals.json");
        JsonNode list = EventJson.read(Examples.bytes(file), JsonNode.class);
        return StreamSupport.stream(list.spliterator(), false)
                .map(reason -> reason.path("code").textValue() + " "
                        + reason.path("field").textValue())
                .toList();
    }

    private static void assertContains(JsonNode actual, JsonNode expected, String at) {
        if (expected.isObject()) {
            expected.properties()
                    .forEach(member -> assertContains(
                            actual.path(member.getKey()), member.getValue(), at + "/" + member.getKey()));
        } else if (expected.isArray()) {
            assertThat(actual.size()).as(at).isEqualTo(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                assertContains(actual.path(i), expected.get(i), at + "/" + i);
            }
        } else {
            assertThat(actual).as(at).isEqualTo(expected);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> Class<T> cast(Class<?> type) {
        return (Class<T>) type;
    }
}
