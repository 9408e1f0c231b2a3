package dev.recoup.debitura.customer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The time in which the collection partner alone may collect.
 *
 * @param engagementStartDate start of the first period
 * @param currentEndDate end after all extensions
 * @param daysRemaining days until the end; negative after it, 0 after an early end
 * @param status Active, Expired or Terminated, as text
 * @param extensions extensions in order of time
 */
public record ExclusivePeriod(
        Instant engagementStartDate,
        Instant currentEndDate,
        int daysRemaining,
        Optional<String> status,
        List<Extension> extensions) {

    /** Replaces missing lists by empty ones. */
    public ExclusivePeriod {
        extensions = extensions == null ? List.of() : List.copyOf(extensions);
    }

    /**
     * An extension.
     *
     * @param type what caused it, as text
     * @param eventDate when that happened
     * @param newEndDate end of the period from then on
     */
    public record Extension(Optional<String> type, Instant eventDate, Instant newEndDate) {}
}
