package dev.recoup.sandbox.cases;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the newest check of a case's data wants from the creditor (guide 16 and 17).
 *
 * @param items what is wanted; never empty
 * @param respondedAt when the creditor last answered
 */
public record Validation(List<Item> items, Optional<Instant> respondedAt) {

    /** What is wanted of a case that needs details when nobody said more. */
    static final Validation UNSPECIFIED = new Validation(
            List.of(new Item("ProvideDocuments", "Send the documents that support the claim")), Optional.empty());

    /**
     * One thing that is wanted.
     *
     * @param resolutionArea kind of input, for example {@code ProvideDocuments}
     * @param description what must be put right
     */
    public record Item(String resolutionArea, String description) {}
}
