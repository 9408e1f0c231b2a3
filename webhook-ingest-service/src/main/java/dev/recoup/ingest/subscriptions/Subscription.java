package dev.recoup.ingest.subscriptions;

import dev.recoup.events.Mode;
import java.util.List;
import java.util.Optional;

/**
 * A webhook subscription that deliveries are accepted for.
 *
 * @param name the last segment of its URL
 * @param mode whether it carries live or test cases
 * @param source who speaks, in the form of {@code ce_source}
 * @param externalTenantId whose events alone it carries; empty for the partner's
 * @param keys the keys that its signatures may be made with, the current one first
 */
public record Subscription(
        String name, Mode mode, String source, Optional<String> externalTenantId, List<SigningKey> keys) {

    /** Refuses null; copies the keys. */
    public Subscription {
        keys = List.copyOf(keys);
    }
}
