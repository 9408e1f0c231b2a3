package dev.recoup.debitura.customer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the creditor has to supply for a case.
 *
 * @param needsInfo something is wanted
 * @param creditorRespondedAt last answer of the creditor
 * @param items what is wanted
 */
public record Validation(boolean needsInfo, Optional<Instant> creditorRespondedAt, List<Item> items) {

    /** Replaces missing lists by empty ones. */
    public Validation {
        items = items == null ? List.of() : List.copyOf(items);
    }

    /**
     * One thing that is wanted.
     *
     * @param resolutionArea kind of input
     * @param description text for humans
     */
    public record Item(Optional<String> resolutionArea, Optional<String> description) {}
}
