package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.sandbox.unknowns.Behaviour;
import dev.recoup.sandbox.unknowns.Unknown;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MoneyTest {

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    private String token;
    private String caseId;

    @BeforeEach
    void startWithOneActiveCase() {
        SANDBOX.control("/reset", "");
        token = SANDBOX.readyClient("earner");
        caseId = SANDBOX.submit(token, "m1", claim("M-1")).json(200).get("id").asText();
        SANDBOX.control("/cases/" + caseId + "/lifecycle", "{\"to\":\"Active\"}");
    }

    private JsonNode pay(String amount) {
        return SANDBOX.control("/cases/" + caseId + "/payments", "{\"amount\":\"" + amount + "\"}");
    }

    private String move(String stage) {
        String row = SANDBOX.state().at("/transactions/0/transactionId").asText();
        SANDBOX.control("/transactions/" + row + "/stage", "{\"to\":\"" + stage + "\"}");
        return row;
    }

    private static JsonNode transactions(String query) {
        return SANDBOX.referral("/reporting/transactions" + query).json(200);
    }

    private static String revenue(JsonNode answer, String field) {
        return answer.at("/summary/revenue/" + field).asText();
    }

    @Test
    void a_payment_in_part_lowers_the_remainder_and_earns_to_the_cent() {
        pay("100.01");

        JsonNode seen = SANDBOX.customer(token, "GET", "/cases/" + caseId, "").json(200);
        assertThat(seen.get("remainder").asText()).isEqualTo("1775.39");
        assertThat(seen.get("lifecycle").asText()).isEqualTo("Active");
        JsonNode earnings = transactions("").at("/data/0/earnings");
        // 100.01 EUR * 20 % * 40 % = 8.0008, * 50 % = 4.0004; 1 EUR is 1.0837 USD
        assertThat(earnings.get("debituraRevenue").asText()).isEqualTo("8.00");
        assertThat(earnings.get("debituraRevenueUsd").asText()).isEqualTo("8.67");
        assertThat(earnings.get("referralFeeAmount").asText()).isEqualTo("4.00");
        assertThat(earnings.get("referralFeeAmountUsd").asText()).isEqualTo("4.34");
        assertThat(earnings.get("isEstimate").asBoolean()).isTrue();
        assertThat(SANDBOX.state().at("/earned/byStage/Pending/usd").asText()).isEqualTo("4.34");
        assertThat(SANDBOX.customer(token, "GET", "/Payments", "")
                        .json(200)
                        .at("/payments/0/grossAmount")
                        .asText())
                .isEqualTo("100.01");
    }

    @Test
    void a_payment_in_full_closes_the_case_as_paid() {
        pay("75.40");
        pay("1800");

        JsonNode seen = SANDBOX.customer(token, "GET", "/cases/" + caseId, "").json(200);
        assertThat(seen.get("lifecycle").asText()).isEqualTo("Closed");
        assertThat(seen.get("closeCode").asText()).isEqualTo("Paid");
        assertThat(seen.get("remainder").decimalValue()).isZero();
        assertThat(SANDBOX.customer(token, "GET", "/cases/" + caseId + "/payments", "")
                        .json(200))
                .hasSize(2);
        assertThat(SANDBOX.control("POST", "/cases/" + caseId + "/payments", "{\"amount\":\"1\"}")
                        .status())
                .isEqualTo(422);
        assertThat(SANDBOX.referral("/clients/earner")
                        .json(200)
                        .at("/caseStats/casesClosed")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void a_row_walks_through_seven_buckets_and_is_always_in_one() {
        pay("1000");
        List<String> stages = List.of(
                "Pending",
                "ConfirmedPendingInvoice",
                "AwaitingCollectionPartnerPayment",
                "ReadyToInvoiceDebitura",
                "AwaitingDebituraPayment",
                "Paid",
                "Disputed");
        for (int number = 0; number < stages.size(); number++) {
            move(stages.get(number));
            for (int filter = 0; filter < stages.size(); filter++) {
                JsonNode answer = transactions("?RevenueStages=" + filter);
                String prefix = stages.get(filter).substring(0, 1).toLowerCase()
                        + stages.get(filter).substring(1);
                assertThat(answer.get("data")).hasSize(filter == number ? 1 : 0);
                assertThat(revenue(answer, prefix + "Count")).isEqualTo(filter == number ? "1" : "0");
                assertThat(revenue(answer, prefix + "ReferralFeeUsd")).isEqualTo(filter == number ? "43.35" : "0.00");
            }
        }
        assertThat(transactions("").at("/data/0/earnings/isEstimate").asBoolean())
                .isFalse();
    }

    @Test
    void the_confirmed_pipeline_folds_confirmed_rows_into_ready() {
        SANDBOX.control("/partner", "{\"invoicingTriggerMode\":\"ConfirmedPipeline\"}");
        pay("1000");
        move("AwaitingCollectionPartnerPayment");

        assertThat(revenue(transactions(""), "readyToInvoiceDebituraCount")).isEqualTo("1");
        assertThat(transactions("?RevenueStages=3").get("data")).hasSize(1);
        assertThat(transactions("?RevenueStages=2").get("data")).isEmpty();
        assertThat(SANDBOX.referral("/me").json(200).get("invoicingTriggerMode").asText())
                .isEqualTo("ConfirmedPipeline");
        move("Pending");
        assertThat(revenue(transactions(""), "pendingCount")).isEqualTo("1");
    }

    @Test
    void the_summary_follows_every_filter_but_the_stage() {
        pay("1000");
        String row = move("ReadyToInvoiceDebitura");

        for (String matching : List.of(
                "ExternalTenantId=earner",
                "HasRecognizedRevenue=true",
                "CommissionPaymentStatuses=1&CommissionPaymentStatuses=0",
                "PlatformInvoicingStatuses=2",
                "ReferralInvoicingStatuses=0",
                "Search=EARNER",
                "Search=x",
                "FromDate=2026-01-01",
                "ToDate=2999-01-01T00:00:00Z",
                "Sort=amount:asc")) {
            JsonNode answer = transactions("?" + matching);
            assertThat(answer.at("/data/0/transactionId").asText()).as(matching).isEqualTo(row);
            assertThat(revenue(answer, "readyToInvoiceDebituraCount"))
                    .as(matching)
                    .isEqualTo("1");
        }
        for (String other : List.of(
                "ExternalTenantId=Earner",
                "HasRecognizedRevenue=false",
                "CommissionPaymentStatuses=0",
                "PlatformInvoicingStatuses=1",
                "ReferralInvoicingStatuses=3",
                "Search=nobody",
                "CountryIds=1",
                "ToDate=2026-01-01")) {
            JsonNode answer = transactions("?" + other);
            assertThat(answer.get("data")).as(other).isEmpty();
            assertThat(revenue(answer, "readyToInvoiceDebituraReferralFeeUsd"))
                    .as(other)
                    .isEqualTo("0.00");
        }
    }

    @Test
    void a_falsified_summary_leaves_rows_and_truth_alone() {
        pay("1000");
        SANDBOX.control("/summary/falsify", "{\"stage\":\"Pending\",\"deltaUsd\":\"1.00\"}");

        assertThat(revenue(transactions(""), "pendingReferralFeeUsd")).isEqualTo("44.35");
        assertThat(transactions("").at("/data/0/earnings/referralFeeAmountUsd").asText())
                .isEqualTo("43.35");
        assertThat(SANDBOX.state().at("/earned/byStage/Pending/usd").asText()).isEqualTo("43.35");
        SANDBOX.control("DELETE", "/summary/falsify", "").json(200);
        assertThat(revenue(transactions(""), "pendingReferralFeeUsd")).isEqualTo("43.35");
    }

    @Test
    void test_cases_and_foreign_cases_earn_nothing() {
        String test = SANDBOX.submit(token, "m2", claim("M-2", "FR", "10", "\"isTest\":true,"))
                .json(200)
                .get("id")
                .asText();
        SANDBOX.control("/cases/" + test + "/payments", "{\"amount\":\"10\"}");

        assertThat(SANDBOX.state("payments", "caseId", test)).hasSize(1);
        assertThat(SANDBOX.state().get("transactions")).isEmpty();
    }

    @Test
    void an_old_claim_costs_more_and_bundled_claims_blend() {
        SANDBOX.given(Unknown.AGE_SURCHARGE, Behaviour.A);
        JsonNode old = SANDBOX.submit(token, "m3", claim("M-3").replace("2026-0", "2024-0"))
                .json(200);
        String buckets = "\"amountToRecoverOver12Months\":500,\"amountToRecoverOver24Months\":250,";
        JsonNode bundled =
                SANDBOX.submit(token, "m4", claim("M-4", "FR", "1000", buckets)).json(200);

        assertThat(old.get("preLegalSuccessFee").decimalValue()).isEqualByComparingTo("40");
        assertThat(bundled.get("blendedAgeUpliftPoints").decimalValue()).isEqualByComparingTo("7.5");
        assertThat(bundled.get("preLegalSuccessFee").decimalValue()).isEqualByComparingTo("27.5");
    }
}
