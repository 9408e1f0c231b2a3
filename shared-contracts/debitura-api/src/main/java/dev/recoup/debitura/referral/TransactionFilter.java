package dev.recoup.debitura.referral;

import dev.recoup.debitura.referral.Transaction.CommissionPaymentStatus;
import dev.recoup.debitura.referral.Transaction.PlatformInvoicingStatus;
import dev.recoup.debitura.referral.Transaction.ReferralInvoicingStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which transactions to list (guide 18.2); filters combine.
 *
 * @param from collected at or after
 * @param to collected at or before
 * @param externalTenantId of this client only
 * @param stages in any of these; empty means all; narrows the rows but not the summary
 * @param recognition recognised or not
 * @param commissionPaymentStatuses in any of these; empty means all
 * @param platformInvoicingStatuses in any of these; empty means all
 * @param referralInvoicingStatuses in any of these; empty means all
 * @param search text in a case reference or the client's name, two characters or more
 * @param countryIds debtor in any of these countries, ids from {@link FilterOptions}; empty means all
 * @param collectionPartnerIds at any of these collection partners, ids from {@link FilterOptions}; empty means all
 */
public record TransactionFilter(
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<String> externalTenantId,
        List<RevenueStage> stages,
        Optional<Recognised> recognition,
        List<CommissionPaymentStatus> commissionPaymentStatuses,
        List<PlatformInvoicingStatus> platformInvoicingStatuses,
        List<ReferralInvoicingStatus> referralInvoicingStatuses,
        Optional<String> search,
        List<Integer> countryIds,
        List<UUID> collectionPartnerIds) {

    /** Whether the collection partner has paid Debitura's invoice. */
    public enum Recognised {
        /** It has. */
        YES,
        /** Not yet. */
        NO
    }

    /**
     * Every transaction.
     *
     * @return a filter that leaves nothing out
     */
    public static TransactionFilter all() {
        return inStages(List.of());
    }

    /**
     * Transactions in some stages.
     *
     * @param stages in any of these; empty means all
     * @return the filter
     */
    public static TransactionFilter inStages(List<RevenueStage> stages) {
        return new TransactionFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                stages,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of());
    }
}
