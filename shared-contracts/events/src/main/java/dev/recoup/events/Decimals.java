package dev.recoup.events;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Decimal strings: digits with an optional sign and fraction; no exponent, no separators, no leading zeros. */
final class Decimals {
    static final Pattern WIRE = Pattern.compile("-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,6})?");

    private Decimals() {}

    static BigDecimal parse(String text) {
        if (!WIRE.matcher(text).matches()) {
            throw new IllegalArgumentException("Not a plain decimal such as 123.45");
        }
        return new BigDecimal(text);
    }
}
