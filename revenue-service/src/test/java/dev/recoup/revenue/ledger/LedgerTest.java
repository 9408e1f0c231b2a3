package dev.recoup.revenue.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.debitura.referral.TransactionPage.Revenue;
import dev.recoup.revenue.findings.FindingKind;
import dev.recoup.revenue.findings.Findings;
import dev.recoup.testing.RecoupTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RecoupTest(service = "revenue-service")
class LedgerTest {

    private static final Revenue NO_REVENUE =
            new Revenue(null, 0, null, 0, null, 0, null, 0, null, 0, null, 0, null, 0);

    @Inject
    Ledger ledger;

    @Inject
    Findings findings;

    private String environment;

    @BeforeEach
    void nameAnEnvironment() {
        environment = "environment-" + UUID.randomUUID();
    }

    @Test
    void a_page_read_twice_has_one_effect() {
        LedgerRow row = row("t1", "tenant-a", "12.34", LedgerStage.PAID);
        assertThat(take(1, row, row)).isEqualTo(new Ledger.PageResult(1, 0));
        assertThat(take(1, row)).isEqualTo(new Ledger.PageResult(0, 1));
        assertThat(totals()).isEqualTo(Map.of("tenant-a", Map.of(LedgerStage.PAID, "1 / 12.34")));
        assertThat(totals()).isEqualTo(recount());
    }

    @Test
    void a_row_that_moves_takes_its_amount_along() {
        take(1, row("t1", "tenant-a", "12.34", LedgerStage.PAID), row("t2", "tenant-a", "1.00", LedgerStage.PAID));
        take(2, row("t1", "tenant-a", "10.00", LedgerStage.DISPUTED));
        assertThat(totals())
                .isEqualTo(Map.of("tenant-a", Map.of(LedgerStage.PAID, "1 / 1", LedgerStage.DISPUTED, "1 / 10")));
        assertThat(totals()).isEqualTo(recount());
    }

    @Test
    void what_a_complete_sweep_no_longer_sees_leaves_the_figures_and_may_return() {
        LedgerRow reversed = row("t1", "tenant-a", "12.34", LedgerStage.PENDING);
        take(1, reversed, row("t2", "tenant-b", "5.55", LedgerStage.PENDING));
        take(2, row("t2", "tenant-b", "5.55", LedgerStage.PENDING));
        assertThat(dropUnseen(2)).isEqualTo(1);
        assertThat(totals()).isEqualTo(Map.of("tenant-b", Map.of(LedgerStage.PENDING, "1 / 5.55")));
        assertThat(totals()).isEqualTo(recount());

        assertThat(take(3, reversed)).isEqualTo(new Ledger.PageResult(1, 0));
        assertThat(totals().get("tenant-a")).isEqualTo(Map.of(LedgerStage.PENDING, "1 / 12.34"));
        assertThat(totals()).isEqualTo(recount());
    }

    @Test
    void cents_do_not_get_lost_in_many_rows() {
        for (int i = 0; i < 50; i++) {
            take(1, row("t" + i, "tenant-a", "0.013", LedgerStage.PENDING));
        }
        assertThat(totals()).isEqualTo(Map.of("tenant-a", Map.of(LedgerStage.PENDING, "50 / 0.65")));
        assertThat(totals()).isEqualTo(recount());
    }

    @Test
    void statuses_that_no_bucket_takes_are_kept_as_they_came_and_told_in_the_finding() {
        take(1, row("t1", "tenant-a", "1", LedgerStage.UNCLASSIFIED), row("t2", "tenant-a", "1", LedgerStage.PAID));
        take(1, row("t3", "tenant-a", "1", LedgerStage.UNCLASSIFIED));

        var statuses = ledger.unclassifiedStatuses(environment);
        var nothing = new dev.recoup.debitura.referral.TransactionPage.Summary(NO_REVENUE, BigDecimal.ZERO);
        var comparison = SummaryComparison.of(ledger.totalsByClient(environment), statuses, nothing, nothing)
                .differences();
        QuarkusTransaction.requiringNew()
                .run(() -> findings.settle(environment, Set.of("unclassified", "paid"), comparison));

        assertThat(statuses).containsExactly("commission Paid, platform PaidTwice, referral Paid: 2");
        assertThat(findings.openViews(environment))
                .filteredOn(finding -> finding.kind() == FindingKind.UNCLASSIFIED_TRANSACTIONS)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.ours()).isEqualTo("2");
                    assertThat(finding.detail()).isEqualTo("commission Paid, platform PaidTwice, referral Paid: 2");
                });
    }

    static Map<String, Map<LedgerStage, String>> plain(Map<String, Map<LedgerStage, StageTotal>> totals) {
        Map<String, Map<LedgerStage, String>> plain = new TreeMap<>();
        totals.forEach((tenant, stages) -> stages.forEach((stage, total) -> plain.computeIfAbsent(
                        tenant, key -> new EnumMap<>(LedgerStage.class))
                .put(
                        stage,
                        total.transactions() + " / "
                                + total.referralFeeUsd().stripTrailingZeros().toPlainString())));
        return plain;
    }

    private Map<String, Map<LedgerStage, String>> totals() {
        return plain(ledger.totalsByClient(environment));
    }

    private Map<String, Map<LedgerStage, String>> recount() {
        return plain(ledger.recount(environment));
    }

    private Ledger.PageResult take(long sweep, LedgerRow... rows) {
        return QuarkusTransaction.requiringNew().call(() -> ledger.take(environment, sweep, List.of(rows)));
    }

    private int dropUnseen(long sweep) {
        return QuarkusTransaction.requiringNew().call(() -> ledger.dropUnseen(environment, sweep));
    }

    private LedgerRow row(String id, String tenant, String feeUsd, LedgerStage stage) {
        Instant day = Instant.parse("2026-06-02T08:00:00Z");
        BigDecimal fee = new BigDecimal(feeUsd);
        return new LedgerRow(
                environment + id,
                day,
                tenant,
                "creditor",
                "Company",
                "case",
                "REF00001",
                new BigDecimal("100"),
                "EUR",
                new BigDecimal("100"),
                "EUR",
                day,
                "EUR",
                fee,
                fee,
                new BigDecimal("50"),
                fee,
                fee,
                false,
                false,
                BigDecimal.ZERO,
                "PAID",
                "PAYMENT_RECEIVED",
                "PAID",
                "Paid",
                stage == LedgerStage.UNCLASSIFIED ? "PaidTwice" : "PaymentReceived",
                "Paid",
                stage);
    }
}
