package dev.recoup.events;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Objects;

/**
 * An exact amount of one currency; in JSON a decimal string and a code, {@code {"amount":"123.45","currency":"EUR"}}.
 *
 * @param amount the amount in units of the currency (not in cents), may be negative; stored with at least the
 *     currency's usual number of decimals and at most six, so that equal amounts are equal records
 * @param currency ISO 4217 code in upper case
 */
public record Money(BigDecimal amount, String currency) {
    private static final int MAX_SCALE = 6;
    private static final int MAX_INTEGER_DIGITS = 15;

    /** Refuses unknown currencies, more than six decimals and more than fifteen integer digits with {@link IllegalArgumentException}. */
    public Money {
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(currency, "currency");
        int usual = Math.max(0, currencyOf(currency).getDefaultFractionDigits());
        BigDecimal stripped = amount.stripTrailingZeros();
        if (stripped.scale() > MAX_SCALE || stripped.precision() - stripped.scale() > MAX_INTEGER_DIGITS) {
            throw new IllegalArgumentException("An amount has at most 6 decimals and 15 integer digits");
        }
        amount = stripped.scale() < usual ? stripped.setScale(usual) : stripped;
    }

    /** The amount written as a plain decimal, for example {@code of("123.45", "EUR")}; no exponent, no separators. */
    public static Money of(String amount, String currency) {
        return new Money(Decimals.parse(amount), currency);
    }

    /** Nothing, in that currency. */
    public static Money zero(String currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    /** The sum; refuses another currency with {@link IllegalArgumentException}. */
    public Money plus(Money other) {
        return new Money(amount.add(sameCurrency(other).amount), currency);
    }

    /** The difference; refuses another currency with {@link IllegalArgumentException}. */
    public Money minus(Money other) {
        return new Money(amount.subtract(sameCurrency(other).amount), currency);
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Amounts of " + currency + " and " + other.currency + " do not add up");
        }
        return other;
    }

    private static Currency currencyOf(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("Not an ISO 4217 currency code", unknown);
        }
    }
}
