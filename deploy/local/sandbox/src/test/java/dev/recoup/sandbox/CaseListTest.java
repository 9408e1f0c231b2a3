package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One creditor's list of cases: A is open and untouched, B is collected and has fees, C is closed. */
class CaseListTest {

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    private static String token;
    private static String a;
    private static String b;
    private static String c;

    @BeforeAll
    static void handIn() {
        token = SANDBOX.readyClient("listed");
        a = submit("A", "300", "2026-01-03", "2026-03-01", "Mistral SARL");
        b = submit("B", "100", "2026-01-01", "2026-03-02", "mistral sarl");
        c = submit("C", "200", "2026-01-02", "2026-02-28", "Sirocco SA");
        SANDBOX.control("/cases/" + c + "/lifecycle", "{\"to\":\"Active\"}");
        advance();
        SANDBOX.control("/cases/" + b + "/lifecycle", "{\"to\":\"Active\"}");
        SANDBOX.control("/cases/" + b + "/fees", "{\"interest\":\"1\",\"reminders\":\"3\",\"collection\":\"2\"}");
        advance();
        SANDBOX.control("/cases/" + a + "/fees", "{\"interest\":\"2\",\"reminders\":\"2\",\"collection\":\"3\"}");
        advance();
        SANDBOX.control("/cases/" + c + "/lifecycle", "{\"to\":\"Closed\",\"closeCode\":\"Other\"}");
        token = SANDBOX.token("listed");
    }

    private static String submit(String reference, String amount, String date, String due, String debtor) {
        String body = claim(reference, "FR", amount, "")
                .replace("2026-01-10", date)
                .replace("2026-02-09", due)
                .replace("Mistral SARL", debtor);
        advance();
        return SANDBOX.submit(token, reference, body).json(200).get("id").asText();
    }

    private static void advance() {
        SANDBOX.control("/clock/advance", "{\"seconds\":60}");
    }

    private static List<String> list(String query) {
        List<String> references = new ArrayList<>();
        SANDBOX.customer(token, "GET", "/cases?" + query, "")
                .json(200)
                .get("cases")
                .forEach(found -> references.add(found.get("creditorReference").asText()));
        return references;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DateCreated|ABC",
                "DateCreated:desc|CBA",
                "DateUpdated|BAC",
                "DateFinished:desc|CAB",
                "DateFinished:asc,GrossAmount|BAC",
                "DateCollectionStarted|ACB",
                "DueDate:asc|CAB",
                "Date|BCA",
                "GrossAmount:desc|ACB",
                "Remainder|BCA",
                "InterestFees|CBA",
                "CollectionFees:desc|ABC",
                "ReminderFees|CAB",
                "Lifecycle|ABC",
                "CloseCode:desc|CAB",
                "closecode,grossamount:DESC|ABC",
                "Colour,GrossAmount|BCA",
            })
    void cases_come_in_every_documented_order_and_unknown_fields_are_skipped(String sort, String order) {
        assertThat(list("Sort=" + sort)).isEqualTo(List.of(order.split("")));
    }

    @Test
    void cases_are_found_by_their_own_ids_and_by_those_of_their_debtors() {
        assertThat(list("Sort=DateCreated&Ids=" + a + "&Ids=" + c.toUpperCase()))
                .containsExactly("A", "C");
        String mistral = debtor(a);

        assertThat(debtor(b)).isEqualTo(mistral);
        assertThat(list("Sort=DateCreated&DebtorIds=" + mistral)).containsExactly("A", "B");
        assertThat(list("DebtorIds=" + mistral + "&Ids=" + b)).containsExactly("B");
        assertThat(list("DebtorIds=" + debtor(c) + "&DebtorIds=" + a)).containsExactly("C");
        assertThat(list("DebtorIds=" + a)).isEmpty();
    }

    private static String debtor(String caseId) {
        return SANDBOX.control("GET", "/cases/" + caseId + "/debtor", "")
                .json(200)
                .get("debtorId")
                .asText();
    }

    @Test
    void cases_show_where_the_money_goes_once_that_was_said() {
        String other = SANDBOX.readyClient("paid-out");
        String id = SANDBOX.submit(other, "p", claim("P")).json(200).get("id").asText();
        SANDBOX.control("/clients/paid-out/tasks", "{\"type\":\"AssignBankAccount\"}");
        assertThat(SANDBOX.customer(other, "GET", "/cases/" + id, "")
                        .json(200)
                        .get("bankAccount")
                        .isNull())
                .isTrue();
        assertThat(SANDBOX.control("POST", "/clients/paid-out/bank-account", "{\"scheme\":\"CHEQUE\"}")
                        .status())
                .isEqualTo(422);

        SANDBOX.control(
                "/clients/paid-out/bank-account",
                "{\"scheme\":\"IBAN\",\"currencyCode\":\"EUR\",\"iban\":\"DK5000400440116243\",\"accountHolderName\":\"P\"}");

        JsonNode named =
                SANDBOX.customer(other, "GET", "/cases/" + id, "").json(200).get("bankAccount");
        assertThat(named.get("iban").asText()).isEqualTo("DK5000400440116243");
        assertThat(named.get("accountNumber").isNull()).isTrue();
        assertThat(SANDBOX.customer(other, "GET", "/tasks?status=Open", "")
                        .json(200)
                        .get("tasks"))
                .isEmpty();
        assertThat(list("Sort=DateCreated")).containsExactly("A", "B", "C");
    }

    @Test
    void a_page_shifts_while_cases_come_in() {
        String other = SANDBOX.readyClient("growing");
        for (int number = 1; number <= 3; number++) {
            advance();
            SANDBOX.submit(other, "g" + number, claim("G-" + number)).json(200);
        }
        List<String> first = page(other, 1);
        advance();
        SANDBOX.submit(other, "g4", claim("G-4")).json(200);

        assertThat(first).containsExactly("G-3", "G-2");
        assertThat(page(other, 2)).containsExactly("G-2", "G-1");
    }

    private static List<String> page(String other, int number) {
        return SANDBOX.customer(other, "GET", "/cases?PageSize=2&Page=" + number, "")
                .json(200)
                .get("cases")
                .findValuesAsText("creditorReference");
    }
}
