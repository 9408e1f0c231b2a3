package dev.recoup.sandbox.pricing;

import java.math.BigDecimal;

/**
 * What old claims cost more, in points; the two do not add up (guide 9.3).
 *
 * @param year for a part that is more than twelve months old
 * @param twoYears for a part that is more than twenty-four months old
 */
public record Surcharges(BigDecimal year, BigDecimal twoYears) {

    /** As the price list and the description of a case say. */
    public static final Surcharges HIGH = new Surcharges(new BigDecimal("10"), new BigDecimal("20"));

    /** As the description of a preview says. */
    public static final Surcharges LOW = new Surcharges(new BigDecimal("8"), new BigDecimal("15"));
}
