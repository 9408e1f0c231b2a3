package dev.recoup.ingest.subscriptions;

import dev.recoup.events.Mode;
import java.util.List;

/**
 * A webhook subscription that deliveries are accepted for.
 *
 * @param name the last segment of its URL
 * @param mode whether it carries live or test cases
 * @param source who speaks, in the form of {@code ce_source}
 * @param keys the keys that its signatures may be made with, the current one first
 */
public record Subscription(String name, Mode mode, String source, List<SigningKey> keys) {

    /** Refuses null; copies the keys. */
    public Subscription {
        keys = List.copyOf(keys);
    }
}
