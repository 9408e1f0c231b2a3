package dev.recoup.debitura.referral;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.recoup.debitura.PageInfo;
import java.util.List;

/**
 * One page of cases over all clients (guide 17).
 *
 * @param page where the page stands
 * @param cases the cases
 * @param summary counts over all cases
 */
public record CasePage(@JsonAlias("pageData") PageInfo page, List<ReferralCase> cases, Summary summary) {

    /** Replaces a missing list by an empty one. */
    public CasePage {
        cases = cases == null ? List.of() : List.copyOf(cases);
    }

    /**
     * Counts over all cases.
     *
     * @param totalCases all
     * @param casesThisMonth created this month
     * @param byLifecycle by group of lifecycles
     */
    public record Summary(int totalCases, int casesThisMonth, ByLifecycle byLifecycle) {}

    /**
     * Counts by group of lifecycles.
     *
     * @param active being collected
     * @param pending before that
     * @param closed ended
     * @param paused on hold
     */
    public record ByLifecycle(int active, int pending, int closed, int paused) {}
}
