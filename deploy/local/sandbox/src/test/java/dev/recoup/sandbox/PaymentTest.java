package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.sandbox.unknowns.Behaviour;
import dev.recoup.sandbox.unknowns.Unknown;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PaymentTest {

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    private String token;
    private String caseId;

    @BeforeEach
    void startWithOneActiveCase() {
        SANDBOX.control("/reset", "");
        token = SANDBOX.readyClient("payee");
        caseId = active("P-1");
    }

    private String active(String reference) {
        String id = SANDBOX.submit(token, reference, claim(reference, "DK", "1000.00", ""))
                .json(200)
                .get("id")
                .asText();
        SANDBOX.control("/cases/" + id + "/lifecycle", "{\"to\":\"Active\"}");
        return id;
    }

    private JsonNode pay(String id, String body) {
        return SANDBOX.control("/cases/" + id + "/payments", body);
    }

    private JsonNode get(String path) {
        return SANDBOX.customer(token, "GET", path, "").json(200);
    }

    @Test
    void a_payment_says_who_got_it_how_and_on_which_day() {
        String id = pay(
                        caseId,
                        "{\"amount\":\"250.50\",\"recipient\":\"Creditor\",\"method\":\"Card\",\"date\":\"2026-03-04\"}")
                .get("id")
                .asText();

        JsonNode payment = get("/Payments/" + id);
        assertThat(payment.get("grossAmount").asText()).isEqualTo("250.50");
        assertThat(payment.get("currency").asText()).isEqualTo("EUR");
        assertThat(payment.get("recipient").asText()).isEqualTo("Creditor");
        assertThat(payment.get("method").asText()).isEqualTo("Card");
        assertThat(payment.get("date").asText()).isEqualTo("2026-03-04T00:00:00Z");
        assertThat(payment.get("dateCreated").asText()).isNotEqualTo("2026-03-04T00:00:00Z");
        assertThat(payment.at("/invoice/invoiceId").asText()).isEqualTo(caseId);
        assertThat(payment.at("/invoice/status").asText()).isEqualTo("Active");
        assertThat(SANDBOX.referral("/reporting/transactions")
                        .json(200)
                        .at("/data/0/payment/paymentDate")
                        .asText())
                .isEqualTo("2026-03-04T00:00:00Z");
        assertThat(SANDBOX.control("POST", "/cases/" + caseId + "/payments", "{\"recipient\":\"Nobody\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_part_paid_in_another_currency_lowers_the_remainder_by_what_it_is_worth() {
        pay(caseId, "{\"amount\":\"100\",\"currency\":\"USD\"}");

        // 100 USD / 1.0837 = 92.276...
        assertThat(get("/cases/" + caseId).get("remainder").asText()).isEqualTo("907.72");
        JsonNode row = SANDBOX.referral("/reporting/transactions").json(200).at("/data/0");
        assertThat(row.at("/payment/amount").decimalValue()).isEqualByComparingTo("100");
        assertThat(row.at("/payment/currency").asText()).isEqualTo("USD");
        assertThat(row.at("/case/currency").asText()).isEqualTo("EUR");
        assertThat(row.at("/earnings/currency").asText()).isEqualTo("USD");
        // 100 USD * 20 % * 40 % * 50 %
        assertThat(row.at("/earnings/referralFeeAmount").asText()).isEqualTo("4.00");
        assertThat(row.at("/earnings/referralFeeAmountUsd").asText()).isEqualTo("4.00");
    }

    @Test
    void all_that_is_open_can_be_paid_in_another_currency() {
        JsonNode payment = pay(caseId, "{\"currency\":\"DKK\"}");

        // 1000 EUR * 1.0837 / 0.1453
        assertThat(payment.get("amount").asText()).isEqualTo("7458.36");
        assertThat(payment.get("booked").asText()).isEqualTo("1000.00");
        JsonNode paid = get("/cases/" + caseId);
        assertThat(paid.get("remainder").decimalValue()).isZero();
        assertThat(paid.get("closeCode").asText()).isEqualTo("Paid");
        assertThat(SANDBOX.control("POST", "/cases/" + active("P-2") + "/payments", "{\"currency\":\"XXX\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_reversal_takes_back_what_was_booked_and_the_fee_on_it() {
        SANDBOX.given(Unknown.REVERSAL_ROWS, Behaviour.A);
        String id = pay(caseId, "{\"amount\":\"100\",\"currency\":\"USD\"}")
                .get("id")
                .asText();

        SANDBOX.control("DELETE", "/payments/" + id, "").json(200);

        assertThat(get("/cases/" + caseId).get("remainder").asText()).isEqualTo("1000.00");
        assertThat(get("/cases/" + caseId + "/payments")).isEmpty();
        assertThat(SANDBOX.customer(token, "GET", "/Payments/" + id, "").status())
                .isEqualTo(404);
        assertThat(SANDBOX.state().get("transactions")).isEmpty();
        assertThat(SANDBOX.referral("/clients/payee")
                        .json(200)
                        .at("/caseStats/earningsUsd")
                        .decimalValue())
                .isZero();
        assertThat(SANDBOX.control("DELETE", "/payments/" + id, "").status()).isEqualTo(422);
    }

    @Test
    void payments_are_paged_over_all_cases_of_one_creditor_only() {
        String other = active("P-2");
        for (int count = 0; count < 6; count++) {
            pay(caseId, "{\"amount\":\"1\"}");
            pay(other, "{\"amount\":\"2\"}");
        }
        JsonNode first = get("/Payments");
        JsonNode second = get("/Payments?Page=2");
        JsonNode beyond = get("/Payments?Page=3&PageSize=100");

        assertThat(first.get("payments")).hasSize(10);
        assertThat(first.at("/page/totalPages").asInt()).isEqualTo(2);
        assertThat(second.get("payments")).hasSize(2);
        assertThat(second.at("/page/responseCount").asInt()).isEqualTo(2);
        assertThat(beyond.get("payments")).isEmpty();
        assertThat(get("/cases/" + other + "/payments")).hasSize(6);
        assertThat(SANDBOX.customer(token, "GET", "/Payments?PageSize=101", "").status())
                .isEqualTo(400);

        String stranger = SANDBOX.readyClient("stranger");
        String id = first.at("/payments/0/id").asText();
        assertThat(SANDBOX.customer(stranger, "GET", "/Payments", "").json(200).get("payments"))
                .isEmpty();
        for (String path :
                List.of("/Payments/" + id, "/Payments/" + UUID.randomUUID(), "/cases/" + other + "/payments")) {
            assertThat(SANDBOX.customer(stranger, "GET", path, "").status())
                    .as(path)
                    .isEqualTo(404);
        }
    }
}
