package dev.recoup.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.recoup.events.cases.CaseRequest;
import dev.recoup.events.webhooks.DebituraEnvelope;
import dev.recoup.events.webhooks.DebituraEvent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    @Test
    void equal_amounts_are_equal_whatever_zeros_they_were_written_with() {
        assertThat(Money.of("10", "EUR"))
                .isEqualTo(Money.of("10.000", "EUR"))
                .isEqualTo(new Money(new BigDecimal("1E+1"), "EUR"));
        assertThat(text(EventJson.write(Money.of("10", "EUR"))))
                .isEqualTo("{\"amount\":\"10.00\",\"currency\":\"EUR\"}");
        assertThat(text(EventJson.write(Money.of("1000.0", "JPY"))))
                .isEqualTo("{\"amount\":\"1000\",\"currency\":\"JPY\"}");
    }

    @Test
    void amounts_of_one_currency_add_up_exactly() {
        assertThat(Money.of("0.10", "EUR").plus(Money.of("0.20", "EUR"))).isEqualTo(Money.of("0.30", "EUR"));
        assertThat(Money.of("0.10", "EUR").minus(Money.of("0.20", "EUR"))).isEqualTo(Money.of("-0.10", "EUR"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.zero("EUR").plus(Money.zero("USD")))
                .withMessage("Amounts of EUR and USD do not add up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e3", "1,5", "01", ".5", "1.", " 1", "NaN", "1.1234567", "1234567890123456"})
    void an_amount_that_is_no_plain_decimal_is_refused(String amount) {
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of(amount, "EUR"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"amount\":1.5,\"currency\":\"EUR\"}",
                "{\"amount\":1,\"currency\":\"EUR\"}",
                "{\"amount\":\"1e3\",\"currency\":\"EUR\"}",
                "{\"amount\":\"1.5\",\"currency\":\"eur\"}",
                "{\"amount\":\"1.5\"}",
                "{\"amount\":\"1.5\",\"currency\":\"EUR\"} trailing",
                "null",
                ""
            })
    void money_that_is_not_a_decimal_string_with_a_currency_is_unreadable(String json) {
        assertThat(catchThrowableOfType(UnreadableValue.class, () -> EventJson.read(bytes(json), Money.class)))
                .hasMessageStartingWith("The value is not a readable Money");
    }

    @Test
    void an_unreadable_value_names_the_place_and_repeats_nothing() {
        UnreadableValue unreadable = catchThrowableOfType(
                UnreadableValue.class,
                () -> EventJson.read(
                        bytes("{\"claim\":{\"debtor\":{\"type\":\"Company\",\"name\":{\"secret\":1}}}}"),
                        CaseRequest.class));

        assertThat(unreadable.pointer()).isEqualTo("/claim/debtor/name");
        assertThat(unreadable).hasMessage("The value is not a readable CaseRequest, look at /claim/debtor/name");
        assertThat(unreadable).hasNoCause();
    }

    @Test
    void a_record_with_personal_data_does_not_print_it() {
        CaseRequest request =
                EventJson.read(Examples.valid("case-request", "every-field").body(), CaseRequest.class);

        assertThat(request.toString()).contains("claim=Claim[withheld]").doesNotContain("Mistral");
        assertThat(request.claim().debtor()).hasToString("Debtor[withheld]");
    }

    @Test
    void versions_compare_as_two_numbers() {
        assertThat(new SnapshotVersion(1, 10).isNewerThan(new SnapshotVersion(1, 9)))
                .isTrue();
        assertThat(new SnapshotVersion(2, 0).isNewerThan(new SnapshotVersion(1, 99)))
                .isTrue();
        assertThat(SnapshotVersion.of(3).isNewerThan(SnapshotVersion.of(3))).isFalse();
        assertThat(SnapshotVersion.fromWire("2.17")).isEqualTo(Optional.of(new SnapshotVersion(2, 17)));
        assertThat(SnapshotVersion.fromWire("17")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new SnapshotVersion(0, 1));
    }

    @Test
    void bodies_that_say_the_same_have_the_same_hash() {
        String hash = hash("{\"a\":1,\"b\":{\"c\":\"x\",\"d\":[1,2]}}");

        assertThat(hash("{ \"b\": {\"d\":[1,2],\"c\":\"x\",\"e\":null},\n \"a\":1 }"))
                .isEqualTo(hash);
        assertThat(hash).isEqualTo("a95fdc35fefe0ab6b786e722697fdf8b341e7c2d6e7683ee4810738a63d28449");
    }

    @Test
    void bodies_that_say_something_else_have_another_hash() {
        List<String> hashes = List.of(
                hash("{\"a\":1}"),
                hash("{\"a\":\"1\"}"),
                hash("{\"a\":[1]}"),
                hash("{\"b\":1}"),
                hash("{}"),
                hash("[]"),
                hash("{\"a\":{}}"),
                hash("{\"a\":[1,2]}"),
                hash("{\"a\":[2,1]}"));

        assertThat(hashes).doesNotHaveDuplicates();
    }

    @Test
    void an_event_of_debitura_is_known_by_its_name_and_by_its_type() {
        assertThat(Arrays.stream(DebituraEvent.values()).filter(event -> event != DebituraEvent.OTHER))
                .hasSize(13)
                .allSatisfy(event -> {
                    assertThat(DebituraEvent.named(event.eventName())).isEqualTo(event);
                    assertThat(DebituraEvent.ofType("com.debitura." + event.eventName()))
                            .isEqualTo(event);
                });
        assertThat(DebituraEvent.named("invoice.exploded")).isEqualTo(DebituraEvent.OTHER);
        assertThat(DebituraEvent.ofType("dev.recoup.case.requested.v1")).isEqualTo(DebituraEvent.OTHER);
        assertThat(DebituraEvent.OTHER.type()).isEqualTo("com.debitura.other");
    }

    @Test
    void an_envelope_is_read_whatever_the_case_of_its_names() {
        assertThat(
                        DebituraEnvelope.read(
                                bytes(
                                        "{\"Id\":\"e\",\"Event\":\"case.closed\",\"Data\":{\"CaseId\":\"c\",\"externaltenantid\":\"T\",\"reference\":7}}")))
                .isEqualTo(new DebituraEnvelope(
                        Optional.of("e"),
                        Optional.of("case.closed"),
                        Optional.empty(),
                        Optional.of("T"),
                        Optional.of("c"),
                        Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1]",
                "null",
                "7",
                "{}",
                "{\"data\":[{\"caseId\":\"c\"}]}",
                "{\"id\":7,\"data\":{\"caseId\":[\"c\"]}}"
            })
    void an_envelope_of_other_json_is_empty(String body) {
        assertThat(DebituraEnvelope.read(bytes(body)))
                .isEqualTo(new DebituraEnvelope(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void what_stands_beside_and_below_the_envelope_is_passed_over() {
        assertThat(
                        DebituraEnvelope.read(
                                bytes(
                                        "{\"x\":{\"id\":\"no\"},\"data\":{\"x\":[{\"caseId\":\"no\"}],\"caseId\":\"c\",\"data\":{\"reference\":\"no\"}},\"id\":\"e\"}")))
                .isEqualTo(new DebituraEnvelope(
                        Optional.of("e"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("c"),
                        Optional.empty()));
    }

    @Test
    void a_name_is_no_longer_than_a_parser_should_remember() {
        assertThat(DebituraEnvelope.read(bytes("{\"" + "k".repeat(1_000) + "\":1,\"id\":\"e\"}"))
                        .id())
                .contains("e");
        assertThatThrownBy(() -> DebituraEnvelope.read(bytes("{\"" + "k".repeat(1_004) + "\":1,\"id\":\"e\"}")))
                .isInstanceOf(UnreadableValue.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"id\":\"a\"",
                "{} {}",
                "{\"id\":\"a\",\"Id\":\"b\"}",
                "{\"data\":{\"caseId\":\"a\",\"caseId\":\"b\"}}"
            })
    void a_body_that_is_not_json_or_contradicts_itself_has_no_envelope(String body) {
        assertThatThrownBy(() -> DebituraEnvelope.read(bytes(body))).isInstanceOf(UnreadableValue.class);
    }

    @Test
    void the_type_of_every_event_is_found_again_and_names_an_existing_schema() {
        assertThat(EventType.values()).allSatisfy(type -> {
            assertThat(EventType.ofType(type.type())).isEqualTo(Optional.of(type));
            assertThat(Examples.schema(type.schemaName()).path("$id").textValue())
                    .isEqualTo(type.dataSchema().toString());
        });
    }

    private static String hash(String json) {
        return EventJson.canonicalHash(bytes(json));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
