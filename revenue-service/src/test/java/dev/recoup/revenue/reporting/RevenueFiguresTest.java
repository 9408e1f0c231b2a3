package dev.recoup.revenue.reporting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.debitura.DebituraCustomer;
import dev.recoup.revenue.DebituraBooks;
import dev.recoup.revenue.ledger.LedgerAudit;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.Sandbox;
import dev.recoup.testing.Sandbox.Behaviour;
import dev.recoup.testing.Tokens;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@RecoupTest(service = "revenue-service")
class RevenueFiguresTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    Sandbox sandbox;
    Tokens tokens;

    @Inject
    LedgerAudit audit;

    @Inject
    DebituraCustomer debitura;

    private String tenant;

    @BeforeEach
    void nameAClient() {
        tenant = "ten-" + UUID.randomUUID();
    }

    @AfterEach
    void correctTheSummary() {
        sandbox.correctSummary();
    }

    @Test
    void figures_equal_what_was_earned_through_all_stages_and_back() {
        String caseId = new DebituraBooks(sandbox, debitura).activeCase(tenant, "1875.40", "EUR");
        sandbox.pay(caseId, new BigDecimal("1000.00"));
        sandbox.pay(caseId, new BigDecimal("875.40"));
        awaitFiguresOfTheSandbox();

        String transaction = transactionOf(caseId);
        for (String stage : new String[] {
            "ConfirmedPendingInvoice",
            "AwaitingCollectionPartnerPayment",
            "ReadyToInvoiceDebitura",
            "AwaitingDebituraPayment",
            "Disputed",
            "Paid",
            "Pending"
        }) {
            sandbox.moveTransaction(transaction, stage);
            awaitFiguresOfTheSandbox();
        }
        assertThat(audit.totals()).isEqualTo(audit.recount());
    }

    /** A payment that is taken back may take its row along, or leave it and add one with negative amounts. */
    @ParameterizedTest
    @EnumSource(Behaviour.class)
    void figures_equal_what_was_earned_when_a_payment_is_taken_back(Behaviour rows) {
        try (var _ = sandbox.play("reversal-rows", rows)) {
            String caseId = new DebituraBooks(sandbox, debitura).activeCase(tenant, "900.00", "EUR");
            sandbox.pay(caseId, new BigDecimal("400.00"));
            awaitFiguresOfTheSandbox();

            sandbox.reverse(paymentOf(caseId));
            awaitFiguresOfTheSandbox();
            assertThat(audit.totals()).isEqualTo(audit.recount());
        }
    }

    @Test
    void a_falsified_summary_moves_no_figure_and_is_found() {
        String caseId = new DebituraBooks(sandbox, debitura).activeCase(tenant, "300.00", "EUR");
        sandbox.pay(caseId, new BigDecimal("100.00"));
        awaitFiguresOfTheSandbox();
        String transaction = transactionOf(caseId);
        sandbox.moveTransaction(transaction, "Paid");
        awaitFiguresOfTheSandbox();

        sandbox.falsifySummary("Paid", new BigDecimal("1.00"));
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode finding = openFinding("paid");
            BigDecimal ours = new BigDecimal(finding.required("ours").asText());
            assertThat(finding.required("kind").asText()).isEqualTo("SUMMARY_AMOUNT_DIFFERS");
            assertThat(ours).isEqualByComparingTo(earned().get("paid").usd());
            assertThat(new BigDecimal(finding.required("theirs").asText()))
                    .isEqualByComparingTo(ours.add(new BigDecimal("1.00")));
        });
        assertThat(figures()).isEqualTo(earnedFigures());

        sandbox.correctSummary();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        get("/v1/revenue/summary").required("openFindings").asInt())
                .isZero());
    }

    @Test
    void a_client_s_token_sees_that_client_only() {
        String other = "ten-" + UUID.randomUUID();
        DebituraBooks books = new DebituraBooks(sandbox, debitura);
        sandbox.pay(books.activeCase(tenant, "200.00", "EUR"), new BigDecimal("200.00"));
        sandbox.pay(books.activeCase(other, "500.00", "EUR"), new BigDecimal("500.00"));
        awaitFiguresOfTheSandbox();

        JsonNode clients = get("/v1/revenue/by-client", tokens.bearerForTenant(tenant, "revenue-read"))
                .required("data");
        assertThat(clients.findValuesAsText("externalTenantId")).containsExactly(tenant);
        assertThat(clients.get(0).at("/stages/0/transactions").asInt()).isEqualTo(1);
        JsonNode page = get("/v1/revenue/transactions", tokens.bearerForTenant(tenant, "revenue-read"))
                .required("data");
        assertThat(page.required("totalResults").asInt()).isEqualTo(1);
        assertThat(new BigDecimal(page.at("/transactions/0/paymentAmount").asText()))
                .isEqualByComparingTo("200.00");
    }

    @Test
    void figures_need_a_token_with_the_role() {
        given().get("/v1/revenue/summary").then().statusCode(401);
        given().header("Authorization", tokens.bearer("collections-read"))
                .get("/v1/revenue/summary")
                .then()
                .statusCode(403);
        given().header("Authorization", tokens.bearer("revenue-read"))
                .get("/v1/revenue/summary")
                .then()
                .statusCode(200)
                .body("reportingCurrency", equalTo("USD"));
    }

    private void awaitFiguresOfTheSandbox() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(figures()).isEqualTo(earnedFigures()));
    }

    private Map<String, String> figures() {
        Map<String, String> figures = new TreeMap<>();
        get("/v1/revenue/summary")
                .required("stages")
                .forEach(stage -> figures.put(
                        stage.required("stage").asText(),
                        stage.required("transactions").asLong() + " / "
                                + stage.required("referralFeeUsd").asText()));
        return figures;
    }

    private Map<String, String> earnedFigures() {
        Map<String, String> figures = new TreeMap<>();
        earned().forEach((stage, total) -> figures.put(
                stage, total.count() + " / " + total.usd().setScale(2).toPlainString()));
        return figures;
    }

    private Map<String, Sandbox.StageTotal> earned() {
        Map<String, Sandbox.StageTotal> earned = new LinkedHashMap<>();
        sandbox.state()
                .earned()
                .byStage()
                .forEach((stage, total) ->
                        earned.put(Character.toLowerCase(stage.charAt(0)) + stage.substring(1), total));
        return earned;
    }

    private String transactionOf(String caseId) {
        return sandbox.state().transactions().stream()
                .filter(transaction -> transaction.caseId().equals(caseId))
                .findFirst()
                .orElseThrow()
                .transactionId();
    }

    private String paymentOf(String caseId) {
        return sandbox.state().payments().stream()
                .filter(payment -> payment.caseId().equals(caseId))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private JsonNode openFinding(String stage) {
        for (JsonNode finding : get("/v1/revenue/findings").required("data")) {
            if (finding.required("stage").asText().equals(stage) && !finding.has("resolvedAt")) {
                return finding;
            }
        }
        throw new AssertionError("no open finding in stage " + stage);
    }

    private JsonNode get(String path) {
        return get(path, tokens.bearer("revenue-read"));
    }

    private static JsonNode get(String path, String authorization) {
        return given().header("Authorization", authorization)
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .as(JsonNode.class);
    }
}
