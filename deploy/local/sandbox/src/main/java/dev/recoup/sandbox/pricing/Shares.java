package dev.recoup.sandbox.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Who gets what of money that was recovered, before rounding (guide 18.1).
 *
 * @param commission the agency's
 * @param platform Debitura's share of the commission
 * @param referral the partner's share of Debitura's
 */
public record Shares(BigDecimal commission, BigDecimal platform, BigDecimal referral) {

    /** Debitura's share of the agency's commission, in percent. */
    public static final BigDecimal PLATFORM_PERCENTAGE = new BigDecimal("40");

    /** Divides an amount; percentages are whole numbers, 20 means 20 %. */
    public static Shares of(BigDecimal amount, BigDecimal successFeePercentage, BigDecimal referralFeePercentage) {
        BigDecimal commission = percent(amount, successFeePercentage);
        BigDecimal platform = percent(commission, PLATFORM_PERCENTAGE);
        return new Shares(commission, platform, percent(platform, referralFeePercentage));
    }

    private static BigDecimal percent(BigDecimal amount, BigDecimal percentage) {
        return amount.multiply(percentage).movePointLeft(2);
    }

    /** Rounds half up to cents. */
    public static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }
}
