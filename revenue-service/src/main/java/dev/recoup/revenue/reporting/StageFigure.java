package dev.recoup.revenue.reporting;

import dev.recoup.revenue.ledger.LedgerStage;
import dev.recoup.revenue.ledger.StageTotal;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * One stage as a dashboard shows it.
 *
 * @param stage the name that Debitura's summary gives the stage
 * @param transactions how many transactions stand in it
 * @param referralFeeUsd their referral fees in USD, two decimals, as text
 * @param certainty whether the amount can still move with the exchange rate
 */
public record StageFigure(String stage, long transactions, String referralFeeUsd, Certainty certainty) {

    /** How firm an amount is. */
    public enum Certainty {
        /** The commission is not paid: the amount moves with the exchange rate and is not earned yet. */
        ESTIMATE,
        /** Amount and exchange rate are fixed. */
        FIXED
    }

    static StageFigure of(LedgerStage stage, StageTotal total) {
        return new StageFigure(
                stage.summaryName(),
                total.transactions(),
                usd(total.referralFeeUsd()),
                stage == LedgerStage.PENDING ? Certainty.ESTIMATE : Certainty.FIXED);
    }

    static String usd(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }
}
