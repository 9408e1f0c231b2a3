package dev.recoup.revenue.ledger;

import dev.recoup.debitura.referral.RevenueStage;
import dev.recoup.debitura.referral.TransactionPage;
import dev.recoup.revenue.findings.Difference;
import dev.recoup.revenue.findings.FindingKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Our totals against Debitura's summary, stage by stage. A stage is compared only where the summary stood still while
 * the rows were read; otherwise the next import compares it.
 *
 * @param compared the stages, by summary name, that could be compared
 * @param differences where the two disagree
 */
record SummaryComparison(Set<String> compared, List<Difference> differences) {

    private static final int CENTS = 2;

    static SummaryComparison of(
            Map<String, Map<LedgerStage, StageTotal>> totalsByClient,
            List<String> unclassifiedStatuses,
            TransactionPage.Summary first,
            TransactionPage.Summary last) {
        Map<LedgerStage, StageTotal> ours = new EnumMap<>(LedgerStage.class);
        totalsByClient
                .values()
                .forEach(stages -> stages.forEach((stage, total) -> ours.merge(stage, total, StageTotal::plus)));
        Set<String> compared = new HashSet<>();
        List<Difference> differences = new ArrayList<>();
        for (RevenueStage stage : RevenueStage.values()) {
            LedgerStage ledgerStage = LedgerStage.valueOf(stage.name());
            compare(
                    ledgerStage,
                    ours.getOrDefault(ledgerStage, StageTotal.NOTHING),
                    theirs(first, stage),
                    theirs(last, stage),
                    compared,
                    differences);
        }
        reportUnclassified(
                ours.getOrDefault(LedgerStage.UNCLASSIFIED, StageTotal.NOTHING),
                unclassifiedStatuses,
                compared,
                differences);
        return new SummaryComparison(compared, differences);
    }

    private static void compare(
            LedgerStage stage,
            StageTotal ours,
            StageTotal before,
            StageTotal after,
            Set<String> compared,
            List<Difference> differences) {
        boolean countStoodStill = before.transactions() == after.transactions();
        boolean amountStoodStill = before.referralFeeUsd().compareTo(after.referralFeeUsd()) == 0;
        if (!countStoodStill || (!amountStoodStill && stage != LedgerStage.PENDING)) {
            return;
        }
        compared.add(stage.summaryName());
        if (ours.transactions() != after.transactions()) {
            differences.add(new Difference(
                    FindingKind.SUMMARY_COUNT_DIFFERS,
                    stage.summaryName(),
                    Long.toString(ours.transactions()),
                    Long.toString(after.transactions())));
        }
        if (amountStoodStill && cents(ours).compareTo(cents(after)) != 0) {
            differences.add(new Difference(
                    FindingKind.SUMMARY_AMOUNT_DIFFERS,
                    stage.summaryName(),
                    cents(ours).toPlainString(),
                    cents(after).toPlainString()));
        }
    }

    private static void reportUnclassified(
            StageTotal ours, List<String> statuses, Set<String> compared, List<Difference> differences) {
        compared.add(LedgerStage.UNCLASSIFIED.summaryName());
        if (ours.transactions() > 0) {
            differences.add(new Difference(
                    FindingKind.UNCLASSIFIED_TRANSACTIONS,
                    LedgerStage.UNCLASSIFIED.summaryName(),
                    Long.toString(ours.transactions()),
                    "0",
                    Optional.of(String.join("; ", statuses))));
        }
    }

    private static StageTotal theirs(TransactionPage.Summary summary, RevenueStage stage) {
        return new StageTotal(summary.revenue().count(stage), summary.revenue().referralFeeUsd(stage));
    }

    private static BigDecimal cents(StageTotal total) {
        return total.referralFeeUsd().setScale(CENTS, RoundingMode.HALF_EVEN);
    }
}
