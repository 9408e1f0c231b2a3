package dev.recoup.sandbox.cases;

import java.math.BigDecimal;

/**
 * What was added to the principal of a case, in its currency.
 *
 * @param interest for late payment
 * @param reminders for reminders
 * @param collection for the collection
 */
public record Fees(BigDecimal interest, BigDecimal reminders, BigDecimal collection) {

    private static final BigDecimal ZERO = BigDecimal.ZERO.setScale(2);

    /** Nothing was added. */
    public static final Fees NONE = new Fees(ZERO, ZERO, ZERO);

    /** Returns the sum. */
    public BigDecimal total() {
        return interest.add(reminders).add(collection);
    }
}
