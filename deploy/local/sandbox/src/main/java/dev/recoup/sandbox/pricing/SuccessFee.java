package dev.recoup.sandbox.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The agencies' price list: percent of what is recovered, by size and age of the claim (guide 9.3). */
public final class SuccessFee {

    private static final int PERCENT_SCALE = 4;

    private static final NavigableMap<BigDecimal, BigDecimal> INTERNATIONAL =
            table("100", "30", "1000", "20", "8000", "15", "75000", "10", "150000", "7.5");

    /** Only known to be lower than the international table: these figures are the sandbox's own. */
    private static final NavigableMap<BigDecimal, BigDecimal> EUROPEAN =
            table("100", "25", "1000", "20", "2500", "15", "8000", "12", "75000", "8", "150000", "6");

    private SuccessFee() {}

    /** Returns the base fee in percent for a principal converted to USD; below 100 it is that of the lowest bracket. */
    public static BigDecimal base(Region region, BigDecimal principalUsd) {
        NavigableMap<BigDecimal, BigDecimal> table =
                switch (region) {
                    case EUROPEAN -> EUROPEAN;
                    case INTERNATIONAL -> INTERNATIONAL;
                };
        return Optional.ofNullable(table.floorEntry(principalUsd))
                .orElseGet(table::firstEntry)
                .getValue();
    }

    private static NavigableMap<BigDecimal, BigDecimal> table(String... fromAndPercent) {
        NavigableMap<BigDecimal, BigDecimal> table = new TreeMap<>();
        for (int index = 0; index < fromAndPercent.length; index += 2) {
            table.put(new BigDecimal(fromAndPercent[index]), new BigDecimal(fromAndPercent[index + 1]));
        }
        return table;
    }

    /** Returns the surcharge in points for a single invoice: by full calendar months from due date to submission. */
    public static BigDecimal surcharge(Surcharges points, Instant due, Instant submitted) {
        LocalDate from = LocalDate.ofInstant(due, ZoneOffset.UTC);
        long months = Period.between(from, LocalDate.ofInstant(submitted, ZoneOffset.UTC))
                .toTotalMonths();
        if (months >= 24) {
            return points.twoYears();
        }
        return months >= 12 ? points.year() : BigDecimal.ZERO;
    }

    /** Returns the blended surcharge in points for bundled invoices. */
    public static BigDecimal blended(
            Surcharges points, BigDecimal total, BigDecimal over12Months, BigDecimal over24Months) {
        return over12Months
                .subtract(over24Months)
                .multiply(points.year())
                .add(over24Months.multiply(points.twoYears()))
                .divide(total, PERCENT_SCALE, RoundingMode.HALF_UP)
                .stripTrailingZeros();
    }
}
