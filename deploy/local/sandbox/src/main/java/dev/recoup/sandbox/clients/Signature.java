package dev.recoup.sandbox.clients;

import java.time.Instant;

/**
 * A signature under a {@link Document}.
 *
 * @param at when it was given
 * @param invalidation why it does not count any more; {@code NONE} while it does
 */
public record Signature(Instant at, Account.Invalidation invalidation) {

    /** Tells whether it still counts. */
    public boolean isCurrent() {
        return invalidation == Account.Invalidation.NONE;
    }
}
