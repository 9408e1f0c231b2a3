package dev.recoup.sandbox.pricing;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** What one unit of a currency is worth in USD; fixed, and odd enough that cents matter. */
public final class Rates {

    private static final Map<String, BigDecimal> USD = Map.ofEntries(
            Map.entry("USD", new BigDecimal("1")),
            Map.entry("EUR", new BigDecimal("1.0837")),
            Map.entry("GBP", new BigDecimal("1.2719")),
            Map.entry("DKK", new BigDecimal("0.1453")),
            Map.entry("SEK", new BigDecimal("0.0951")),
            Map.entry("NOK", new BigDecimal("0.0928")),
            Map.entry("CHF", new BigDecimal("1.1342")),
            Map.entry("PLN", new BigDecimal("0.2517")),
            Map.entry("CZK", new BigDecimal("0.0432")),
            Map.entry("HUF", new BigDecimal("0.0027")),
            Map.entry("CAD", new BigDecimal("0.7313")),
            Map.entry("AUD", new BigDecimal("0.6587")),
            Map.entry("NZD", new BigDecimal("0.6041")),
            Map.entry("SGD", new BigDecimal("0.7429")),
            Map.entry("JPY", new BigDecimal("0.0067")),
            Map.entry("ZAR", new BigDecimal("0.0549")),
            Map.entry("BRL", new BigDecimal("0.1823")),
            Map.entry("MXN", new BigDecimal("0.0537")),
            Map.entry("AED", new BigDecimal("0.2723")));

    private Rates() {}

    /** Returns the rate of an ISO 4217 code; empty for a currency that cases cannot be in. */
    public static Optional<BigDecimal> toUsd(String currency) {
        return Optional.ofNullable(USD.get(currency));
    }
}
