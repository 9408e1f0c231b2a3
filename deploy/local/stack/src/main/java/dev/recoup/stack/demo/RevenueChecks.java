package dev.recoup.stack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.testing.Sandbox.StageTotal;
import dev.recoup.testing.Sandbox.Transaction;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The figures are what was earned, whatever a summary says. */
record RevenueChecks(Day day) {

    private static final String EQUAL = "figures equal what was earned, to the cent";
    private static final String FOLLOW = "figures follow a fee that is ready to be invoiced";

    List<Check> checks() {
        return List.of(
                new Check(EQUAL, List.of(CaseChecks.PART_PAID, CaseChecks.PAID), this::figuresEqualWhatWasEarned),
                new Check(FOLLOW, List.of(EQUAL), this::figuresFollow),
                new Check(
                        "with a falsified summary the figures stand and a finding appears",
                        List.of(FOLLOW),
                        this::aFalsifiedSummaryIsFound));
    }

    private void figuresEqualWhatWasEarned() throws Exception {
        Expected.same(
                "payments that earned a fee",
                2,
                day.sandbox().state().transactions().size());
        Expected.soon("the figures", this::earned, this::figures);
    }

    private void figuresFollow() throws Exception {
        for (Transaction transaction : day.sandbox().state().transactions()) {
            day.sandbox().moveTransaction(transaction.transactionId(), "ReadyToInvoiceDebitura");
        }
        Expected.soon("the figures", this::earned, this::figures);
    }

    private void aFalsifiedSummaryIsFound() throws Exception {
        Object figures = figures();
        day.sandbox().falsifySummary("ReadyToInvoiceDebitura", new BigDecimal("1.00"));
        try {
            Expected.soon("the open finding", this::falsifiedBy, this::openFinding);
            Expected.same("the figures", figures, figures());
            Expected.same("the figures", earned(), figures());
        } finally {
            day.sandbox().correctSummary();
        }
    }

    private Object falsifiedBy() {
        BigDecimal earned = day.sandbox()
                .state()
                .earned()
                .byStage()
                .get("ReadyToInvoiceDebitura")
                .usd();
        return earned.setScale(2) + " against " + earned.add(BigDecimal.ONE).setScale(2);
    }

    private Object openFinding() throws Exception {
        for (JsonNode finding : day.get(day.urls().revenue(), "/v1/revenue/findings", "revenue-read")
                .at("/data")) {
            if (finding.at("/stage").asText().equals("readyToInvoiceDebitura")
                    && finding.at("/resolvedAt").isMissingNode()) {
                return finding.at("/ours").asText() + " against "
                        + finding.at("/theirs").asText();
            }
        }
        return "none";
    }

    private Object earned() {
        Map<String, String> earned = new TreeMap<>();
        day.sandbox().state().earned().byStage().forEach((stage, total) -> earned.put(firstLower(stage), text(total)));
        return earned;
    }

    private Object figures() throws Exception {
        Map<String, String> figures = new TreeMap<>();
        day.get(day.urls().revenue(), "/v1/revenue/summary", "revenue-read")
                .at("/stages")
                .forEach(stage -> figures.put(
                        stage.at("/stage").asText(),
                        stage.at("/transactions").asText() + " worth USD "
                                + stage.at("/referralFeeUsd").asText()));
        return figures;
    }

    private static String text(StageTotal total) {
        return total.count() + " worth USD " + total.usd().setScale(2).toPlainString();
    }

    private static String firstLower(String stage) {
        return Character.toLowerCase(stage.charAt(0)) + stage.substring(1);
    }
}
