package dev.recoup.debitura.referral;

import dev.recoup.debitura.Lifecycle;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which cases to list (guide 17); filters combine. There is no filter on change.
 *
 * @param createdFrom created at or after
 * @param createdTo created at or before
 * @param externalTenantId of this client only
 * @param lifecycles in any of these; empty means all
 * @param query text in a reference or the debtor's name
 * @param countryIds debtor in any of these countries, ids from {@link FilterOptions}; empty means all
 * @param collectionPartnerIds at any of these collection partners, ids from {@link FilterOptions}; empty means all
 */
public record CaseFilter(
        Optional<Instant> createdFrom,
        Optional<Instant> createdTo,
        Optional<String> externalTenantId,
        List<Lifecycle> lifecycles,
        Optional<String> query,
        List<Integer> countryIds,
        List<UUID> collectionPartnerIds) {

    /**
     * Every case.
     *
     * @return a filter that leaves nothing out
     */
    public static CaseFilter all() {
        return created(Optional.empty(), Optional.empty());
    }

    /**
     * Cases created in a window.
     *
     * @param from at or after
     * @param to at or before
     * @return the filter
     */
    public static CaseFilter createdBetween(Instant from, Instant to) {
        return created(Optional.of(from), Optional.of(to));
    }

    private static CaseFilter created(Optional<Instant> from, Optional<Instant> to) {
        return new CaseFilter(from, to, Optional.empty(), List.of(), Optional.empty(), List.of(), List.of());
    }
}
