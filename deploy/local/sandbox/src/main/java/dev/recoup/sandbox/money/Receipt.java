package dev.recoup.sandbox.money;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * Money that came in and is to be booked.
 *
 * @param amount in {@code currency}; empty when it pays all that is open
 * @param currency ISO 4217 code; empty for the case's
 * @param recipient who got it
 * @param method how it was paid
 * @param on when it was paid; empty for now
 */
public record Receipt(
        Optional<BigDecimal> amount,
        Optional<String> currency,
        Payment.Recipient recipient,
        Payment.Method method,
        Optional<Instant> on) {

    /** A bank transfer to the agency, now, in the case's currency. */
    public static Receipt transfer(BigDecimal amount) {
        return new Receipt(
                Optional.of(amount),
                Optional.empty(),
                Payment.Recipient.COLLECTION_PARTNER,
                Payment.Method.BANK_TRANSFER,
                Optional.empty());
    }
}
