package dev.recoup.debitura.referral;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Whether a client of the test environment can be reset (guide 20).
 *
 * @param isDeletable it can
 * @param blockers why not, for humans; empty when it can
 */
public record Deletability(@JsonProperty("isDeletable") boolean isDeletable, List<String> blockers) {

    /** Replaces a missing list by an empty one. */
    public Deletability {
        blockers = blockers == null ? List.of() : List.copyOf(blockers);
    }
}
