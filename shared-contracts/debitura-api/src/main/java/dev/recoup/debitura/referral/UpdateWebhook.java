package dev.recoup.debitura.referral;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * A change to a webhook subscription (guide 11); what is empty stays as it is.
 *
 * @param url where deliveries go
 * @param events which events, replaces the list
 * @param isActive true switches it on again
 * @param regenerateSecret true makes a new secret and answers it
 * @param isTestMode test or live events
 */
public record UpdateWebhook(
        Optional<String> url,
        Optional<List<String>> events,
        @JsonProperty("isActive") Optional<Boolean> isActive,
        boolean regenerateSecret,
        @JsonProperty("isTestMode") Optional<Boolean> isTestMode) {

    /**
     * Switches a subscription on again.
     *
     * @return the change
     */
    public static UpdateWebhook reactivate() {
        return new UpdateWebhook(Optional.empty(), Optional.empty(), Optional.of(true), false, Optional.empty());
    }

    /**
     * Makes a new secret.
     *
     * @return the change
     */
    public static UpdateWebhook rotateSecret() {
        return new UpdateWebhook(Optional.empty(), Optional.empty(), Optional.empty(), true, Optional.empty());
    }
}
