package dev.recoup.revenue.ledger;

import java.math.BigDecimal;

/**
 * What stands in one stage.
 *
 * @param transactions how many transactions
 * @param referralFeeUsd the sum of their referral fees in USD, Debitura's reporting currency
 */
public record StageTotal(long transactions, BigDecimal referralFeeUsd) {

    /** A stage in which nothing stands. */
    static final StageTotal NOTHING = new StageTotal(0, BigDecimal.ZERO);

    StageTotal plus(StageTotal other) {
        return new StageTotal(transactions + other.transactions, referralFeeUsd.add(other.referralFeeUsd));
    }

    StageTotal negated() {
        return new StageTotal(-transactions, referralFeeUsd.negate());
    }
}
