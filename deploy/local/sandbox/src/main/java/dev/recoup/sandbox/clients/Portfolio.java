package dev.recoup.sandbox.clients;

import java.math.BigDecimal;

/** What is known of a client's cases and the money they earned. */
@FunctionalInterface
public interface Portfolio {

    /** Sums up one account. */
    Statistics of(Account account);

    /**
     * The figures that client answers show.
     *
     * @param total all cases but test cases (guide 20)
     * @param closed closed cases
     * @param earningsUsd the partner's fees on them, in USD
     */
    record Statistics(int total, int closed, BigDecimal earningsUsd) {}
}
