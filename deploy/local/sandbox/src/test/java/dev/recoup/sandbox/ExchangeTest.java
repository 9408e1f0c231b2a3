package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExchangeTest {

    private static final String FEE = "/data/0/earnings/referralFeeAmountUsd";

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    private String row;

    @BeforeEach
    void startWithOnePayment() {
        SANDBOX.control("/reset", "");
        String token = SANDBOX.readyClient("floater");
        String id = SANDBOX.submit(token, "x1", claim("X-1", "DK", "2000.00", ""))
                .json(200)
                .get("id")
                .asText();
        SANDBOX.control("/cases/" + id + "/lifecycle", "{\"to\":\"Active\"}");
        SANDBOX.control("/cases/" + id + "/payments", "{\"amount\":\"1000\"}");
        row = SANDBOX.state().at("/transactions/0/transactionId").asText();
    }

    private static JsonNode report() {
        return SANDBOX.referral("/reporting/transactions").json(200);
    }

    private static void rate(String eur) {
        SANDBOX.control("/rates", "{\"usd\":{\"EUR\":\"" + eur + "\"}}");
    }

    private void change(String status) {
        SANDBOX.control("/transactions/" + row + "/status", status);
    }

    @Test
    void an_estimate_follows_the_live_rate_in_row_and_summary_and_client() {
        rate("1.25");

        // 40 EUR
        assertThat(report().at(FEE).asText()).isEqualTo("50.00");
        assertThat(report().at("/data/0/earnings/referralFeeAmount").asText()).isEqualTo("40.00");
        assertThat(report().at("/data/0/earnings/debituraRevenueUsd").asText()).isEqualTo("100.00");
        assertThat(report().at("/summary/revenue/pendingReferralFeeUsd").asText())
                .isEqualTo("50.00");
        assertThat(report().at("/summary/totalDebituraRevenueUsd").asText()).isEqualTo("100.00");
        assertThat(SANDBOX.referral("/clients/floater")
                        .json(200)
                        .at("/caseStats/earningsUsd")
                        .asText())
                .isEqualTo("50.00");
    }

    @Test
    void the_rate_is_locked_from_the_moment_the_commission_is_paid_through_all_stages() {
        rate("1.25");
        change("{\"commission\":\"Paid\"}");
        rate("2");
        for (String stage : List.of(
                "AwaitingCollectionPartnerPayment",
                "ReadyToInvoiceDebitura",
                "AwaitingDebituraPayment",
                "Disputed",
                "Paid")) {
            SANDBOX.control("/transactions/" + row + "/stage", "{\"to\":\"" + stage + "\"}");
            assertThat(report().at(FEE).asText()).as(stage).isEqualTo("50.00");
        }
        assertThat(report().at("/summary/revenue/paidReferralFeeUsd").asText()).isEqualTo("50.00");
    }

    @Test
    void a_clawback_and_a_credit_let_it_float_again_and_a_new_payment_locks_anew() {
        change("{\"commission\":\"Paid\"}");
        rate("2");

        for (String commission : List.of("Unpaid", "Credited")) {
            change("{\"commission\":\"" + commission + "\"}");
            JsonNode clawedBack = report();
            assertThat(clawedBack.at(FEE).asText()).as(commission).isEqualTo("80.00");
            assertThat(clawedBack.at("/data/0/earnings/isEstimate").asBoolean()).isTrue();
            assertThat(clawedBack.at("/data/0/status/commissionPaymentStatus").asText())
                    .isEqualTo(commission);
            assertThat(clawedBack.at("/summary/revenue/pendingCount").asInt()).isEqualTo(1);
        }
        change("{\"commission\":\"Paid\"}");
        rate("3");
        assertThat(report().at(FEE).asText()).isEqualTo("80.00");
        assertThat(report().at("/summary/revenue/confirmedPendingInvoiceCount").asInt())
                .isEqualTo(1);
    }

    @Test
    void a_dispute_and_a_credited_invoice_keep_the_locked_rate() {
        SANDBOX.control("/transactions/" + row + "/stage", "{\"to\":\"ReadyToInvoiceDebitura\"}");
        rate("2");

        change("{\"referral\":\"Disputed\"}");
        assertThat(report().at("/summary/revenue/disputedReferralFeeUsd").asText())
                .isEqualTo("43.35");
        assertThat(report().at("/data/0/recognition/referralFeeRecognizedUsd").asText())
                .isEqualTo("43.35");
        change("{\"referral\":\"Pending\",\"platform\":\"InvoiceCredited\"}");
        assertThat(report().at(FEE).asText()).isEqualTo("43.35");
        assertThat(report().at("/data/0/recognition/isRecognized").asBoolean()).isFalse();
        assertThat(report().at("/data/0/recognition/referralFeeRecognizedUsd").decimalValue())
                .isZero();
        assertThat(SANDBOX.control("POST", "/transactions/" + row + "/status", "{\"referral\":\"Lost\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void told_to_drift_rates_move_from_day_to_day_within_bounds_and_come_back() {
        SANDBOX.control("/rates", "{\"course\":\"drifting\"}");
        BigDecimal before = report().at(FEE).decimalValue();
        BigDecimal lowest = before;
        BigDecimal highest = before;
        for (int day = 1; day <= 60; day++) {
            SANDBOX.control("/clock/advance", "{\"seconds\":86400}");
            BigDecimal fee = report().at(FEE).decimalValue();
            lowest = lowest.min(fee);
            highest = highest.max(fee);
            assertThat(report().at("/summary/revenue/pendingReferralFeeUsd").decimalValue())
                    .isEqualTo(fee);
        }
        // 40 EUR * 1.0837 * 0.985 and * 1.015
        assertThat(lowest).isEqualTo("42.70");
        assertThat(highest).isEqualTo("44.00");
        assertThat(report().at(FEE).decimalValue()).isEqualTo(before);
        SANDBOX.control("/rates", "{\"course\":\"still\"}");
        assertThat(report().at(FEE).asText()).isEqualTo("43.35");
    }

    @Test
    void a_rate_that_cannot_be_is_refused() {
        for (String wrong : List.of(
                "{\"usd\":{\"EUR\":\"0\"}}",
                "{\"usd\":{\"USD\":\"2\"}}",
                "{\"usd\":{\"XXX\":\"2\"}}",
                "{\"course\":\"mad\"}")) {
            assertThat(SANDBOX.control("POST", "/rates", wrong).status())
                    .as(wrong)
                    .isEqualTo(422);
        }
    }

    @Test
    void agencies_are_invoiced_on_the_eighth_of_every_month_when_asked_for() {
        SANDBOX.control("/agency-invoices", "{\"when\":\"monthly\"}");
        SANDBOX.control("/clock/advance", "{\"seconds\":" + 32 * 86_400 + "}");
        assertThat(report().at("/summary/revenue/pendingCount").asInt()).isEqualTo(1);

        change("{\"commission\":\"Paid\"}");
        assertThat(report().at("/summary/revenue/confirmedPendingInvoiceCount").asInt())
                .isEqualTo(1);
        SANDBOX.control("/clock/advance", "{\"seconds\":" + 32 * 86_400 + "}");

        assertThat(report().at("/data/0/status/platformInvoicingStatus").asText())
                .isEqualTo("InvoiceIssued");
        assertThat(report().at("/summary/revenue/awaitingCollectionPartnerPaymentCount")
                        .asInt())
                .isEqualTo(1);
    }
}
