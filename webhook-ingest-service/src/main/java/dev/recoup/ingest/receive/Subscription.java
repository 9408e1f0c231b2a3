package dev.recoup.ingest.receive;

import dev.recoup.events.Mode;
import java.util.List;

/**
 * A webhook subscription that deliveries are accepted for.
 *
 * @param name the last segment of its URL
 * @param mode whether it carries live or test cases
 * @param keys the keys that its signatures may be made with, the current one first
 */
record Subscription(String name, Mode mode, List<SigningKey> keys) {

    private static final String SOURCE = "/debitura/referral/";

    /** Returns who speaks, in the form of {@code ce_source}. */
    String source() {
        return SOURCE + name;
    }
}
