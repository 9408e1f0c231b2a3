package dev.recoup.sandbox.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A zone's fees by the size and age of a claim (guide 27).
 *
 * @param list the brackets, in any order
 */
public record Tiers(List<Tier> list) {

    private static final int PERCENT_SCALE = 4;

    /**
     * The fees from one size on.
     *
     * @param fromUsd lowest principal in USD
     * @param young percent of what is recovered while a claim is at most 180 days overdue
     * @param old the same afterwards
     */
    public record Tier(BigDecimal fromUsd, BigDecimal young, BigDecimal old) {}

    /** Keeps a copy of the list, largest first. */
    public Tiers {
        list = list.stream()
                .sorted(Comparator.comparing(Tier::fromUsd).reversed())
                .toList();
    }

    /**
     * Returns the percentage for a principal; empty below the lowest bracket.
     *
     * @param principalUsd the principal in USD
     * @param oldShare which part of it is more than 180 days overdue, from 0 to 1
     */
    public Optional<BigDecimal> rate(BigDecimal principalUsd, BigDecimal oldShare) {
        return list.stream()
                .filter(tier -> principalUsd.compareTo(tier.fromUsd()) >= 0)
                .findFirst()
                .map(tier -> blend(tier, oldShare));
    }

    private static BigDecimal blend(Tier tier, BigDecimal oldShare) {
        return tier.young()
                .add(tier.old().subtract(tier.young()).multiply(oldShare))
                .setScale(PERCENT_SCALE, RoundingMode.HALF_UP)
                .stripTrailingZeros();
    }
}
