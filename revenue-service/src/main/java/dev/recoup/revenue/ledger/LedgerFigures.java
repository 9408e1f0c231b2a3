package dev.recoup.revenue.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The ledger as others see it: totals and rows, read only. */
@ApplicationScoped
public class LedgerFigures {

    private final Ledger ledger;
    private final LedgerPages pages;
    private final ImportRuns runs;

    LedgerFigures(Ledger ledger, LedgerPages pages, ImportRuns runs) {
        this.ledger = ledger;
        this.pages = pages;
        this.runs = runs;
    }

    /**
     * The totals by stage; every stage is there.
     *
     * @param environment Debitura's environment
     * @param onlyTenant the one client to look at, or empty for all
     */
    public Map<LedgerStage, StageTotal> totals(String environment, Optional<String> onlyTenant) {
        Map<LedgerStage, StageTotal> totals = new EnumMap<>(LedgerStage.class);
        for (LedgerStage stage : LedgerStage.values()) {
            totals.put(stage, StageTotal.NOTHING);
        }
        totalsByClient(environment, onlyTenant)
                .values()
                .forEach(stages -> stages.forEach((stage, total) -> totals.merge(stage, total, StageTotal::plus)));
        return totals;
    }

    /**
     * The totals by client and stage, ordered by client.
     *
     * @param environment Debitura's environment
     * @param onlyTenant the one client to look at, or empty for all
     */
    public Map<String, Map<LedgerStage, StageTotal>> totalsByClient(String environment, Optional<String> onlyTenant) {
        Map<String, Map<LedgerStage, StageTotal>> totals = new TreeMap<>(ledger.totalsByClient(environment));
        onlyTenant.ifPresent(tenant -> totals.keySet().retainAll(Set.of(tenant)));
        return totals;
    }

    /**
     * One page of transactions, newest first.
     *
     * @param environment Debitura's environment
     * @param onlyTenant the one client to look at, or empty for all
     * @param page from 1
     * @param pageSize 1 to 500
     */
    public TransactionPage transactions(String environment, Optional<String> onlyTenant, int page, int pageSize) {
        return pages.read(environment, onlyTenant, Math.max(1, page), Math.clamp(pageSize, 1, 500));
    }

    /**
     * As of when the figures are complete.
     *
     * @param environment Debitura's environment
     * @return empty before the first complete import
     */
    public Optional<Instant> completeAsOf(String environment) {
        return runs.completeAsOf(environment);
    }
}
