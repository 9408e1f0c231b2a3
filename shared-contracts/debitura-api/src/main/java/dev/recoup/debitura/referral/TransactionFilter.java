package dev.recoup.debitura.referral;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which transactions to list (guide 18.2); filters combine.
 *
 * @param from collected at or after
 * @param to collected at or before
 * @param externalTenantId of this client only
 * @param stages in any of these; empty means all; narrows the rows but not the summary
 */
public record TransactionFilter(
        Optional<Instant> from, Optional<Instant> to, Optional<String> externalTenantId, List<RevenueStage> stages) {

    /**
     * Every transaction.
     *
     * @return a filter that leaves nothing out
     */
    public static TransactionFilter all() {
        return new TransactionFilter(Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }
}
