package dev.recoup.debitura;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.debitura.BusinessError.Type;
import dev.recoup.debitura.DebituraError.BusinessRules;
import dev.recoup.debitura.DebituraError.ConflictType;
import dev.recoup.debitura.DebituraError.InvalidFields;
import dev.recoup.debitura.DebituraError.LinkConflict;
import dev.recoup.debitura.DebituraError.Problem;
import dev.recoup.debitura.DebituraError.RateLimited;
import dev.recoup.debitura.DebituraError.Unexplained;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorShapesTest {

    @Test
    void the_canonical_body_is_read_by_its_business_errors() {
        var error = read(422, """
                {"error":"Unprocessable","message":"no","businessErrors":[
                  {"type":"NoPartnerAvailable","message":"Nobody collects in AQ","solutionUrl":null}]}""");

        assertThat(error)
                .isEqualTo(new BusinessRules(
                        422,
                        List.of(new BusinessError(
                                Type.NO_PARTNER_AVAILABLE,
                                "NoPartnerAvailable",
                                Optional.of("Nobody collects in AQ"),
                                Optional.empty())),
                        Optional.empty()));
    }

    @Test
    void the_body_of_a_refused_case_brings_each_page_and_the_combined_page() {
        var error = read(422, """
                {"businessErrors":[
                  {"type":"MissingPowerOfAttorney","message":"sign","solutionUrl":"https://sign.example/poa"},
                  {"type":"MissingKycVerification","message":"kyc","solutionUrl":"https://sign.example/kyc"}],
                 "signingHandoff":{"combinedSigningUrl":"https://sign.example/all"}}""");

        assertThat(error).isInstanceOfSatisfying(BusinessRules.class, rules -> {
            assertThat(rules.errors())
                    .extracting(BusinessError::type)
                    .containsExactly(Type.MISSING_POWER_OF_ATTORNEY, Type.MISSING_KYC_VERIFICATION);
            assertThat(rules.errors())
                    .extracting(BusinessError::solutionUrl)
                    .containsExactly(Optional.of("https://sign.example/poa"), Optional.of("https://sign.example/kyc"));
            assertThat(rules.combinedSigningUrl()).contains("https://sign.example/all");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"businessErrors\":[]}",
                "{\"BusinessErrors\":[]}",
                "{\"businessErrors\":[],\"error\":null,\"message\":null}",
                "{\"BusinessRule\":[]}",
            })
    void an_empty_list_of_business_errors_names_no_field(String body) {
        assertThat(read(500, body)).isEqualTo(new Unexplained(500));
        assertThat(read(400, body)).isEqualTo(new Unexplained(400));
    }

    @Test
    void a_map_of_fields_is_read_with_every_message() {
        var error = read(400, """
                {"Users":["at least one"],"debtor.email":["not an address","too long"]}""");

        assertThat(error)
                .isEqualTo(new InvalidFields(
                        400,
                        Map.of(
                                "Users",
                                List.of("at least one"),
                                "debtor.email",
                                List.of("not an address", "too long"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"Users\":\"at least one\"}", "{\"Users\":[\"at least one\"]}"})
    void one_message_or_several_per_field_are_read_alike(String body) {
        assertThat(read(400, body)).isEqualTo(new InvalidFields(400, Map.of("Users", List.of("at least one"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"validationErrors", "errors", "ValidationErrors"})
    void a_nested_map_of_fields_wins_over_the_text_around_it(String property) {
        var error = read(400, """
                {"title":"One or more validation errors","error":"Bad Request","message":"no","%s":{"Cases[0].Amount":["positive"]}}""".formatted(property));

        assertThat(error).isEqualTo(new InvalidFields(400, Map.of("Cases[0].Amount", List.of("positive"))));
    }

    @Test
    void a_problem_document_keeps_title_and_detail() {
        var error = read(404, """
                {"type":"https://tools.ietf.org/html/rfc7231","title":"Not Found","status":404,"detail":"no such case","instance":"/cases/1"}""");

        assertThat(error).isEqualTo(new Problem(404, Optional.of("Not Found"), Optional.of("no such case")));
    }

    @Test
    void a_problem_document_of_status_409_is_not_taken_for_a_link_conflict() {
        var error = read(409, """
                {"type":"https://tools.ietf.org/html/rfc7231","title":"Conflict","status":409}""");

        assertThat(error).isEqualTo(new Problem(409, Optional.of("Conflict"), Optional.empty()));
    }

    @Test
    void the_legacy_label_is_kept_but_never_decides() {
        var error = read(400, "{\"error\":\"CreditorBlocked\",\"message\":\"blocked\",\"businessErrors\":[]}");

        assertThat(error).isEqualTo(new Problem(400, Optional.of("CreditorBlocked"), Optional.of("blocked")));
    }

    @Test
    void the_old_business_rule_form_is_a_rule_of_unknown_type() {
        var error = read(422, "{\"BusinessRule\":[\"not allowed\"]}");

        assertThat(error)
                .isEqualTo(new BusinessRules(
                        422,
                        List.of(new BusinessError(
                                Type.UNKNOWN, "BusinessRule", Optional.of("not allowed"), Optional.empty())),
                        Optional.empty()));
    }

    @Test
    void names_match_in_any_letter_case() {
        var error = read(
                422, "{\"BusinessErrors\":[{\"Type\":\"creditorblocked\",\"SolutionUrl\":\"https://x.example\"}]}");

        assertThat(error).isInstanceOfSatisfying(BusinessRules.class, rules -> {
            assertThat(rules.has(Type.CREDITOR_BLOCKED)).isTrue();
            assertThat(rules.errors().getFirst().solutionUrl()).contains("https://x.example");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "ClientExistsNeedsLinking,NEEDS_LINKING",
        "ClientAlreadyLinkedToAnotherPartner,LINKED_ELSEWHERE",
        "AlreadyLinkedToAnotherPartner,LINKED_ELSEWHERE",
        "InvalidClientType,UNKNOWN",
    })
    void a_conflict_is_told_by_its_type(String type, ConflictType expected) {
        var error = read(409, """
                {"type":"%s","message":"-","data":{"externalTenantId":"ten-1","onboardingLinks":{"url":"https://approve.example/1"}}}""".formatted(type));

        assertThat(error).isEqualTo(new LinkConflict(expected, type, Optional.of("https://approve.example/1")));
    }

    @Test
    void a_conflict_wrapped_as_older_pages_show_it_is_understood() {
        var error = read(409, "{\"conflictResponse\":{\"type\":\"ClientExistsNeedsLinking\"}}");

        assertThat(error)
                .isEqualTo(new LinkConflict(ConflictType.NEEDS_LINKING, "ClientExistsNeedsLinking", Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "{\"error\":\"rate_limit_exceeded\",\"retryAfter\":17.25}|60|PT17.25S",
                "{\"retryAfter\":\"3\"}|60|PT3S",
                "{\"error\":\"rate_limit_exceeded\"}|60|PT1M",
                "<html>slow down</html>|7|PT7S",
                "{}||PT10S",
                "{\"retryAfter\":-5}||PT10S",
                "{}|Wed, 21 Oct 2026 07:28:00 GMT|PT10S",
                "{\"retryAfter\":1e12}||PT24H",
            },
            delimiter = '|')
    void a_rate_limit_waits_as_the_body_says_else_as_the_header_says(String body, String header, Duration wait) {
        assertThat(ErrorReader.read(429, body.getBytes(StandardCharsets.UTF_8), Optional.ofNullable(header)))
                .isEqualTo(new RateLimited(wait));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "\"text\"", "{\"businessErrors\":[", "<html>Bad Gateway</html>", "{}"})
    void a_body_of_no_known_shape_is_unexplained(String body) {
        assertThat(read(502, body)).isEqualTo(new Unexplained(502));
    }

    @Test
    void text_forms_hold_no_messages_and_no_urls() {
        var rules = read(422, """
                {"businessErrors":[{"type":"MissingPowerOfAttorney","message":"Ida Berg must sign","solutionUrl":"https://s.example/secret"}],
                 "signingHandoff":{"combinedSigningUrl":"https://s.example/secret"}}""");
        var fields = read(400, "{\"debtor.email\":[\"ida@nordwind.example is no address\"]}");
        var problem = read(500, "{\"title\":\"Ida Berg\",\"detail\":\"ida@nordwind.example\"}");

        assertThat(rules).hasToString("BusinessRules[status=422, errors=[BusinessError[type=MissingPowerOfAttorney]]]");
        assertThat(fields).hasToString("InvalidFields[status=400, fields=[debtor.email]]");
        assertThat(problem).hasToString("Problem[status=500]");
    }

    private static DebituraError read(int status, String body) {
        return ErrorReader.read(status, body.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }
}
