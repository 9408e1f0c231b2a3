package dev.recoup.debitura;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The expected price (guide 9). Percentages are whole numbers, 9.5 means 9.5 %; show them as they come, never compute
 * them.
 *
 * @param baseSuccessFeePercentage success fee without age surcharge, in percent
 * @param ageSurchargePercentage added for age, in percentage points
 * @param totalSuccessFeePercentage base plus surcharge, in percent of what is recovered
 * @param currencyCode ISO 4217
 * @param pricingSource rule that decided the fee, as text
 * @param pricingSourceDescription reason for humans
 */
public record PricingPreview(
        BigDecimal baseSuccessFeePercentage,
        BigDecimal ageSurchargePercentage,
        BigDecimal totalSuccessFeePercentage,
        Optional<String> currencyCode,
        Optional<String> pricingSource,
        Optional<String> pricingSourceDescription) {}
