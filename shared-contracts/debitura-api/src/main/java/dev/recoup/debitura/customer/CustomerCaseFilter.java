package dev.recoup.debitura.customer;

import dev.recoup.debitura.Lifecycle;
import java.util.List;
import java.util.UUID;

/**
 * Which cases of a client to list (guide 17); filters combine, within one any value matches, an empty one means all.
 *
 * @param caseIds these cases
 * @param lifecycles in any of these
 * @param divisionIds of these divisions
 * @param debtorIds of these debtors; no answer of Debitura tells their ids
 */
public record CustomerCaseFilter(
        List<UUID> caseIds, List<Lifecycle> lifecycles, List<UUID> divisionIds, List<UUID> debtorIds) {

    /**
     * Every case.
     *
     * @return a filter that leaves nothing out
     */
    public static CustomerCaseFilter all() {
        return inLifecycles(List.of());
    }

    /**
     * Cases that stand somewhere.
     *
     * @param lifecycles in any of these; empty means all
     * @return the filter
     */
    public static CustomerCaseFilter inLifecycles(List<Lifecycle> lifecycles) {
        return new CustomerCaseFilter(List.of(), lifecycles, List.of(), List.of());
    }
}
