package dev.recoup.sandbox.money;

import dev.recoup.sandbox.pricing.Rates;
import dev.recoup.sandbox.time.VirtualClock;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Live exchange rates to USD, with which estimates are computed anew each time (guide 18.3). They stand still until one
 * is set or they are told to drift.
 */
public final class Exchange {

    /** How live rates behave by themselves. */
    public enum Course {
        /** They stay where they are. */
        STILL("still"),
        /** Each moves up and down from day to day of the sandbox's time, by up to 1.5 % around its base. */
        DRIFTING("drifting");

        private final String text;

        Course(String text) {
            this.text = text;
        }

        /** Returns the course as the control interface names it. */
        public String text() {
            return text;
        }

        /**
         * Finds a course by its text.
         *
         * @throws IllegalArgumentException when there is none
         */
        public static Course of(String text) {
            return Arrays.stream(values())
                    .filter(course -> course.text.equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("course is still or drifting"));
        }
    }

    private static final int PERIOD_DAYS = 60;
    private static final int TENTHS_OF_PERCENT = 3;
    private static final int SCALE = 6;

    private final VirtualClock clock;
    private final Map<String, BigDecimal> bases = new HashMap<>();
    private Course course = Course.STILL;

    Exchange(VirtualClock clock) {
        this.clock = clock;
    }

    /** Sets the base of a currency's rate. */
    public void set(String currency, BigDecimal usd) {
        if (Rates.toUsd(currency).isEmpty() || currency.equals("USD") || usd.signum() <= 0) {
            throw new IllegalArgumentException("A rate is positive and belongs to a known currency other than USD");
        }
        bases.put(currency, usd);
    }

    /** Lets rates stand still or drift. */
    public void course(Course next) {
        course = next;
    }

    /** Returns what one unit of a currency is worth in USD now; empty for a currency that is not known. */
    public Optional<BigDecimal> usd(String currency) {
        return Optional.ofNullable(bases.get(currency))
                .or(() -> Rates.toUsd(currency))
                .map(base -> switch (course) {
                    case STILL -> base;
                    case DRIFTING -> currency.equals("USD") ? base : base.multiply(drift(currency));
                })
                .map(rate -> rate.setScale(SCALE, RoundingMode.HALF_UP));
    }

    /** A wave with straight edges, shifted by currency: between 0.985 and 1.015. */
    private BigDecimal drift(String currency) {
        long day = clock.now().atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay();
        long phase = Math.floorMod(day + currency.hashCode(), PERIOD_DAYS);
        long height = PERIOD_DAYS / 2 - Math.abs(phase - PERIOD_DAYS / 2) - PERIOD_DAYS / 4;
        return BigDecimal.ONE.add(BigDecimal.valueOf(height, TENTHS_OF_PERCENT));
    }

    /** Converts an amount by live rates, to cents. */
    BigDecimal convert(BigDecimal amount, String from, String to) {
        if (from.equals(to)) {
            return amount;
        }
        return amount.multiply(usd(from).orElseThrow()).divide(usd(to).orElseThrow(), 2, RoundingMode.HALF_UP);
    }

    void clear() {
        bases.clear();
        course = Course.STILL;
    }
}
