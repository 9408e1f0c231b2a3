package dev.recoup.debitura.referral;

import dev.recoup.debitura.Lifecycle;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which cases to list (guide 17); filters combine. There is no filter on change.
 *
 * @param createdFrom created at or after
 * @param createdTo created at or before
 * @param externalTenantId of this client only
 * @param lifecycles in any of these; empty means all
 * @param query text in a reference or the debtor's name
 */
public record CaseFilter(
        Optional<Instant> createdFrom,
        Optional<Instant> createdTo,
        Optional<String> externalTenantId,
        List<Lifecycle> lifecycles,
        Optional<String> query) {

    /**
     * Every case.
     *
     * @return a filter that leaves nothing out
     */
    public static CaseFilter all() {
        return new CaseFilter(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Optional.empty());
    }

    /**
     * Cases created in a window.
     *
     * @param from at or after
     * @param to at or before
     * @return the filter
     */
    public static CaseFilter createdBetween(Instant from, Instant to) {
        return new CaseFilter(Optional.of(from), Optional.of(to), Optional.empty(), List.of(), Optional.empty());
    }
}
