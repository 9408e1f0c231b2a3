package dev.recoup.ingest.subscriptions;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The body of a request for a subscription. Its text form leaves the secret out.
 *
 * @param name the last segment of its URL
 * @param mode {@code live} or {@code test}
 * @param url the public URL of this endpoint
 * @param events which events; all ten where it is missing
 * @param adopt one that exists at Debitura, instead of a new one
 */
record NewSubscription(
        Optional<String> name,
        Optional<String> mode,
        Optional<String> url,
        Optional<List<String>> events,
        Optional<Adoption> adopt) {

    /**
     * A subscription that exists.
     *
     * @param id Debitura's id
     * @param secret its secret, Base64
     */
    record Adoption(Optional<UUID> id, Optional<String> secret) {

        @Override
        public String toString() {
            return "Adoption[" + id + "]";
        }
    }
}
