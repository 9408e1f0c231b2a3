package dev.recoup.sandbox.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;

/** The agencies' price list: percent of what is recovered, by size and age of the claim (guide 9.3). */
public final class SuccessFee {

    private static final BigDecimal YEAR_SURCHARGE = new BigDecimal("10");
    private static final BigDecimal TWO_YEARS_SURCHARGE = new BigDecimal("20");
    private static final int PERCENT_SCALE = 4;

    private SuccessFee() {}

    /** Returns the base fee in percent for a principal converted to USD. */
    public static BigDecimal base(BigDecimal principalUsd) {
        if (principalUsd.compareTo(new BigDecimal("1000")) < 0) {
            return new BigDecimal("30");
        }
        if (principalUsd.compareTo(new BigDecimal("8000")) < 0) {
            return new BigDecimal("20");
        }
        if (principalUsd.compareTo(new BigDecimal("75000")) < 0) {
            return new BigDecimal("15");
        }
        if (principalUsd.compareTo(new BigDecimal("150000")) < 0) {
            return new BigDecimal("10");
        }
        return new BigDecimal("7.5");
    }

    /** Returns the surcharge in points for a single invoice: by full calendar months from due date to submission. */
    public static BigDecimal surcharge(Instant due, Instant submitted) {
        LocalDate from = LocalDate.ofInstant(due, ZoneOffset.UTC);
        long months = Period.between(from, LocalDate.ofInstant(submitted, ZoneOffset.UTC))
                .toTotalMonths();
        if (months >= 24) {
            return TWO_YEARS_SURCHARGE;
        }
        return months >= 12 ? YEAR_SURCHARGE : BigDecimal.ZERO;
    }

    /** Returns the blended surcharge in points for bundled invoices. */
    public static BigDecimal blended(BigDecimal total, BigDecimal over12Months, BigDecimal over24Months) {
        return over12Months
                .subtract(over24Months)
                .multiply(YEAR_SURCHARGE)
                .add(over24Months.multiply(TWO_YEARS_SURCHARGE))
                .divide(total, PERCENT_SCALE, RoundingMode.HALF_UP)
                .stripTrailingZeros();
    }
}
