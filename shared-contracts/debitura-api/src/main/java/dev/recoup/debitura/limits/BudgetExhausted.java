package dev.recoup.debitura.limits;

import java.io.Serial;
import java.time.Duration;

/** No turn came within the time that a call of its lane waits; the call was not made. */
public final class BudgetExhausted extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Duration wait;

    BudgetExhausted(Duration wait) {
        super("no call left to make, the next in " + wait, null, false, false);
        this.wait = wait;
    }

    /**
     * When to try again.
     *
     * @return how long from now, above zero
     */
    public Duration retryAfter() {
        return wait;
    }
}
