package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.RunningSandbox.Reply;
import dev.recoup.sandbox.unknowns.Behaviour;
import dev.recoup.sandbox.unknowns.Unknown;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseSubmissionTest {

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    private static String token;

    @BeforeAll
    static void linkAClient() {
        token = SANDBOX.readyClient("submitter");
    }

    private static String unsigned(String tenant) {
        SANDBOX.referral("POST", "/clients", RunningSandbox.onboarding(tenant, tenant + "@a.example", ""))
                .json(202);
        return SANDBOX.token(tenant);
    }

    private static String problem(Reply reply) {
        return reply.json(422).at("/businessErrors/0/type").asText();
    }

    @Test
    void a_good_case_is_accepted_with_200_and_can_be_looked_up() {
        JsonNode created = SANDBOX.submit(token, "good", claim("RE/2026 1")).json(200);

        assertThat(created.get("lifecycle").asText()).isEqualTo("Pending Verification Internal");
        assertThat(created.get("grossAmount").decimalValue()).isEqualTo(new BigDecimal("1875.40"));
        assertThat(created.get("reference").asText()).hasSize(8);
        String id = created.get("id").asText();
        for (String path : List.of(
                "/cases/" + id,
                "/cases/by-creditor-reference/RE%2F2026%201",
                "/cases/case-reference/" + created.get("reference").asText())) {
            assertThat(SANDBOX.customer(token, "GET", path, "")
                            .json(200)
                            .get("id")
                            .asText())
                    .isEqualTo(id);
        }
        JsonNode seen = SANDBOX.referral("/cases/" + id).json(200);
        assertThat(seen.at("/client/externalTenantId").asText()).isEqualTo("submitter");
        assertThat(seen.at("/potentialRevenue/referralRevenueUsd").decimalValue())
                .isEqualByComparingTo("81.29");
        assertThat(SANDBOX.state("cases", "id", id)
                        .getFirst()
                        .get("idempotencyKey")
                        .asText())
                .isEqualTo("good");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"currencyCode\":\"EUR\"|\"currencyCode\":\"XXQ\"|currencyCode",
                "1875.40|-1|amountToRecover",
                "\"date\":\"2026-01-10\"|\"date\":\"2999-01-10\"|date",
                "\"dueDate\":\"2026-02-09\"|\"dueDate\":\"2999-01-01\"|dueDate",
                "\"dueDate\":\"2026-02-09\"|\"dueDate\":\"2026-01-09\"|dueDate",
                "Company|Firm|debtor.type",
                "\"city\":\"Lyon\"|\"city\":\"\"|debtor.city",
                "\"address\":\"4 rue X\",||debtor.address",
                "\"countryAlpha2\":\"FR\"|\"countryAlpha2\":\"QQ\"|debtor.countryAlpha2",
                "\"countryAlpha2\":\"FR\"|\"countryAlpha2\":\"US\"|debtor.stateAlpha2",
                "\"currencyCode\":\"EUR\"|\"currencyCode\":\"EUR\",\"amountToRecoverOver12Months\":5|amountToRecoverOver12Months",
                "\"currencyCode\":\"EUR\"|\"currencyCode\":\"EUR\",\"assignedUserEmail\":\"who@a.example\"|assignedUserEmail",
                "\"currencyCode\":\"EUR\"|\"currencyCode\":\"EUR\",\"assignedUserEmail\":\"who\"|assignedUserEmail",
                "\"currencyCode\":\"EUR\",||currencyCode",
                "\"amountToRecover\":1875.40,||amountToRecover",
                "\"date\":\"2026-01-10\",||date",
                "\"currencyCode\":\"EUR\"|\"currencyCode\":\"EUR\",\"amountToRecoverOver12Months\":5,\"amountToRecoverOver24Months\":6|amountToRecoverOver24Months",
                "\"currencyCode\":\"EUR\"|\"currencyCode\":\"EUR\",\"amountToRecoverOver12Months\":2000,\"amountToRecoverOver24Months\":6|amountToRecoverOver12Months",
                "\"currencyCode\":\"EUR\"|\"currencyCode\":\"EUR\",\"amountToRecoverOver6Months\":5|amountToRecoverOver6Months",
                "\"currencyCode\":\"EUR\"|\"currencyCode\":\"EUR\",\"amountToRecoverOver6Months\":4,\"amountToRecoverOver12Months\":5,\"amountToRecoverOver24Months\":1|amountToRecoverOver12Months",
                "\"countryAlpha2\":\"FR\"|\"countryAlpha2\":\"US\",\"stateAlpha2\":\"ZZ\"|debtor.stateAlpha2",
                "\"countryAlpha2\":\"FR\"|\"countryAlpha2\":\"US\",\"state\":\"California\"|debtor.stateAlpha2",
                "\"countryAlpha2\":\"FR\"|\"country\":\"Frankreich\"|debtor.countryAlpha2",
                "\"countryAlpha2\":\"FR\"|\"country\":\"France\",\"countryAlpha2\":\"QQ\"|debtor.countryAlpha2",
                "\"city\":\"Lyon\"|\"city\":\"Lyon\",\"email\":\"nobody\"|debtor.email",
                "\"creditorReference\":\"BAD\"|\"creditorReference\":\"012345678901234567890123456789012345678901234567890\"|creditorReference",
                "\"currencyCode\":\"EUR\"|\"currencyCode\":\"EUR\",\"creditorDivisionId\":\"00000000-0000-0000-0000-000000000001\"|creditorDivisionId",
                "\"currencyCode\":\"EUR\"|\"currencyCode\":\"EUR\",\"collectionPartnerId\":\"00000000-0000-0000-0000-000000000001\"|collectionPartnerId",
            })
    void a_bad_field_is_named(String good, String bad, String field) {
        Reply reply = SANDBOX.submit(token, "bad " + field, claim("BAD").replace(good, bad == null ? "" : bad));

        List<String> named = new ArrayList<>();
        reply.json(400).fieldNames().forEachRemaining(named::add);
        assertThat(named).contains(field);
        assertThat(SANDBOX.customer(token, "GET", "/cases/by-creditor-reference/BAD", "")
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1875.40|\"much\"",
                "\"date\":\"2026-01-10\"|\"date\":\"yesterday\"",
                "\"currencyCode\":\"EUR\"|\"currencyCode\":\"EUR\",\"creditorDivisionId\":\"south\"",
                "\"currencyCode\":\"EUR\"|\"currencyCode\":\"EUR\",\"isTest\":\"yes\"",
            })
    void what_cannot_be_read_is_answered_with_problem_details(String good, String bad) {
        JsonNode problem = SANDBOX.submit(
                        token, "unreadable " + bad, claim("BAD").replace(good, bad))
                .json(400);

        assertThat(problem.get("status").asInt()).isEqualTo(400);
        assertThat(problem.has("title")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"company,Company", "COMPANY,Company", "private,Private", "Person,Private"})
    void the_debtors_type_is_read_in_any_letter_case(String given, String shown) {
        String reference = "TYPE " + given;

        assertThat(SANDBOX.submit(token, reference, claim(reference).replace("Company", given))
                        .json(200)
                        .at("/debtor/type")
                        .asText())
                .isEqualTo(shown);
    }

    @Test
    void a_debtors_country_may_be_named_and_its_code_wins() {
        String named = claim("NAMED").replace("\"countryAlpha2\":\"FR\"", "\"country\":\"France\"");
        String both =
                claim("BOTH").replace("\"countryAlpha2\":\"FR\"", "\"country\":\"Spain\",\"countryAlpha2\":\"FR\"");
        for (String body : List.of(named, both)) {
            assertThat(SANDBOX.submit(token, "country " + body.hashCode(), body)
                            .json(200)
                            .at("/collectionPartner/name")
                            .asText())
                    .isEqualTo("Continental Recovery");
        }
    }

    @Test
    void a_case_may_skip_the_first_check() {
        assertThat(SANDBOX.submit(token, "skip", claim("SKIP", "FR", "10", "\"skipDebituraVerification\":true,"))
                        .json(200)
                        .get("lifecycle")
                        .asText())
                .isEqualTo("Pending Verification");
    }

    @Test
    void texts_are_taken_up_to_their_limits() {
        String longest = "\"comments\":\"" + "c".repeat(4000) + "\",\"claimDescription\":\"" + "d".repeat(4000)
                + "\",\"tag\":\"" + "t".repeat(100) + "\",";
        JsonNode created = SANDBOX.submit(token, "k".repeat(255), claim("r".repeat(50), "FR", "10", longest))
                .json(200);

        assertThat(created.get("creditorComments").asText()).hasSize(4000);
        for (String field : List.of("comments", "claimDescription")) {
            String tooLong = "\"" + field + "\":\"" + "x".repeat(4001) + "\",";
            assertThat(SANDBOX.submit(token, "long " + field, claim("LONG", "FR", "10", tooLong))
                            .json(400)
                            .has(field))
                    .isTrue();
        }
        assertThat(SANDBOX.submit(token, "tag", claim("TAG", "FR", "10", "\"tag\":\"" + "t".repeat(101) + "\","))
                        .json(400)
                        .has("tag"))
                .isTrue();
    }

    @Test
    void a_due_date_of_today_is_accepted() {
        String today = java.time.LocalDate.now(java.time.ZoneOffset.UTC).toString();

        SANDBOX.submit(token, "today", claim("TODAY").replace("2026-02-09", today))
                .json(200);
    }

    @Test
    void the_same_key_and_body_is_one_case_and_another_body_a_conflict() {
        JsonNode first = SANDBOX.submit(token, "once", claim("ONCE-1")).json(200);

        assertThat(SANDBOX.submit(token, "once", claim("ONCE-1")).json(200)).isEqualTo(first);
        assertThat(problem(SANDBOX.submit(token, "once", claim("ONCE-2")))).isEqualTo("IdempotencyConflict");
        assertThat(SANDBOX.state("cases", "creditorReference", "ONCE-1")).hasSize(1);
        assertThat(SANDBOX.state("cases", "creditorReference", "ONCE-2")).isEmpty();
        assertThat(SANDBOX.submit(token, "k".repeat(256), claim("LONG")).status())
                .isEqualTo(400);
    }

    @Test
    void a_stored_422_is_repeated_after_its_cause_is_gone_but_a_400_is_not_stored() {
        SANDBOX.given(Unknown.TOKEN_NEEDS_AGREEMENT, Behaviour.A);
        String waiting = unsigned("stored");
        assertThat(problem(SANDBOX.submit(waiting, "s1", claim("S-1")))).isEqualTo("MissingDebtCollectionContract");
        SANDBOX.control("/clients/stored", "{\"agreement\":\"signed\"}");

        assertThat(problem(SANDBOX.submit(waiting, "s1", claim("S-1")))).isEqualTo("MissingDebtCollectionContract");
        SANDBOX.submit(waiting, "s2", claim("S-1", "FR", "0", "")).json(400);
        SANDBOX.submit(waiting, "s2", claim("S-1")).json(200);
    }

    @Test
    void an_unsigned_client_is_sent_to_the_signing_pages() {
        SANDBOX.given(Unknown.TOKEN_NEEDS_AGREEMENT, Behaviour.A);
        String waiting = unsigned("unsigned");
        String body = claim("U-1", "FR", "10", "\"returnUrl\":\"https://app.example/cases/9\",");

        JsonNode refusal = SANDBOX.submit(waiting, "u1", body).json(422);

        assertThat(refusal.at("/businessErrors/0/solutionUrl").asText())
                .startsWith(SANDBOX.pagesUrl())
                .contains("/companydetails/");
        String combined = refusal.at("/signingHandoff/combinedSigningUrl").asText();
        assertThat(combined).endsWith("&returnUrl=https%3A%2F%2Fapp.example%2Fcases%2F9");
        assertThat(SANDBOX.sign(combined).text()).contains("href=\"https://app.example/cases/9\"");
        SANDBOX.submit(waiting, "u2", body).json(200);
    }

    @Test
    void a_case_may_wait_for_the_signature_and_moves_on_by_itself() {
        SANDBOX.given(Unknown.TOKEN_NEEDS_AGREEMENT, Behaviour.A);
        String waiting = unsigned("waiting");
        String body = claim("W-1", "FR", "10", "\"allowPendingContracts\":true,\"returnUrl\":\"/relative\",");

        JsonNode parked = SANDBOX.submit(waiting, "w1", body).json(200);

        assertThat(parked.get("lifecycle").asText()).isEqualTo("Pending contract signing");
        String url = parked.at("/signingHandoff/combinedSigningUrl").asText();
        assertThat(url).contains("/Signing/PendingContracts?client=").doesNotContain("returnUrl");
        String path = "/cases/" + parked.get("id").asText();
        assertThat(SANDBOX.customer(waiting, "GET", path + "/contract-status", "")
                        .json(200)
                        .at("/sdca/signed")
                        .asBoolean())
                .isFalse();
        SANDBOX.sign(url);
        JsonNode released = SANDBOX.customer(waiting, "GET", path, "").json(200);
        assertThat(released.get("lifecycle").asText()).isEqualTo("Pending Verification Internal");
        assertThat(released.get("signingHandoff").isNull()).isTrue();
    }

    @Test
    void business_rules_refuse_with_their_documented_types() {
        SANDBOX.given(Unknown.DUPLICATE_REFERENCE, Behaviour.A);
        SANDBOX.submit(token, "d1", claim("DUP")).json(200);
        String blocked = SANDBOX.readyClient("blocked");
        SANDBOX.control("/clients/blocked", "{\"standing\":\"blocked\"}");

        assertThat(problem(SANDBOX.submit(token, "d2", claim("DUP")))).isEqualTo("DuplicateReference");
        assertThat(problem(SANDBOX.submit(token, "n1", claim("N-1", "KP", "10", ""))))
                .isEqualTo("NoPartnerAvailable");
        assertThat(problem(SANDBOX.submit(blocked, "b1", claim("B-1")))).isEqualTo("CreditorBlocked");
    }

    @Test
    void cases_are_listed_by_name_or_label_of_their_lifecycle() {
        String lister = SANDBOX.readyClient("lister");
        String id =
                SANDBOX.submit(lister, "l1", claim("L-1")).json(200).get("id").asText();
        SANDBOX.submit(lister, "l2", claim("L-2")).json(200);
        SANDBOX.control("/cases/" + id + "/lifecycle", "{\"to\":\"NeedsAdditionalDetails\"}");

        for (String status : List.of("NeedsAdditionalDetails", "more%20info%20required")) {
            assertThat(SANDBOX.customer(lister, "GET", "/cases?Statuses=" + status, "")
                            .json(200)
                            .at("/page/totalResults")
                            .asInt())
                    .isEqualTo(1);
            JsonNode seen = SANDBOX.referral("/cases?ExternalTenantId=lister&Statuses=" + status)
                    .json(200);
            assertThat(seen.at("/cases/0/lifecycle").asText()).isEqualTo("More Info Required");
            assertThat(seen.get("cases")).hasSize(1);
        }
        assertThat(SANDBOX.referral("/cases?ExternalTenantId=lister&Sort=DateCreated:asc")
                        .json(200)
                        .at("/summary/byLifecycle/pending")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void a_companys_contact_person_is_kept_and_not_demanded() {
        String named = claim("CONTACT").replace("\"name\":", "\"contactPerson\":\"L. Petit\",\"name\":");

        assertThat(SANDBOX.submit(token, "contact", named)
                        .json(200)
                        .at("/debtor/contactPerson")
                        .asText())
                .isEqualTo("L. Petit");
        assertThat(SANDBOX.submit(token, "nobody", claim("NOBODY"))
                        .json(200)
                        .at("/debtor/contactPerson")
                        .isNull())
                .isTrue();
    }

    @Test
    void the_switch_for_mails_changes_nothing() {
        JsonNode with = SANDBOX.submit(token, "mails", claim("MAILS", "FR", "10", "\"skipCreationEmails\":true,"))
                .json(200);
        JsonNode without =
                SANDBOX.submit(token, "none", claim("NONE", "FR", "10", "")).json(200);

        for (String field : List.of("id", "reference", "creditorReference", "dateCreated", "dateUpdated")) {
            ((ObjectNode) with).remove(field);
            ((ObjectNode) without).remove(field);
        }
        assertThat(with).isEqualTo(without);
    }

    @Test
    void a_return_url_of_2048_characters_is_kept_and_a_longer_one_refused() {
        String longest = "https://app.example/" + "a".repeat(2028);
        String open = unsigned("long-return");

        assertThat(SANDBOX.submit(open, "r1", claim("R-1", "FR", "10", "\"returnUrl\":\"" + longest + "\","))
                        .json(422)
                        .at("/signingHandoff/combinedSigningUrl")
                        .asText())
                .endsWith("a".repeat(2028));
        assertThat(SANDBOX.submit(open, "r2", claim("R-2", "FR", "10", "\"returnUrl\":\"" + longest + "a\","))
                        .json(400)
                        .has("returnUrl"))
                .isTrue();
    }
}
