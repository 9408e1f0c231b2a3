package dev.recoup.debitura.referral;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A webhook subscription (guide 11). Its text form leaves the secret out.
 *
 * @param id its id
 * @param url where deliveries go
 * @param events which events
 * @param isActive false once switched off, by hand or by Debitura
 * @param createdUtc when it was created
 * @param updatedUtc when it last changed
 * @param disabledReason why Debitura switched it off
 * @param secret Base64 signing secret; only on creation and regeneration, keep it at once
 * @param isTestMode true: events of test cases only; false: of live cases only
 */
public record WebhookSubscription(
        UUID id,
        String url,
        List<String> events,
        @JsonProperty("isActive") boolean isActive,
        Instant createdUtc,
        Instant updatedUtc,
        Optional<String> disabledReason,
        Optional<String> secret,
        @JsonProperty("isTestMode") boolean isTestMode) {

    /** Replaces a missing list by an empty one. */
    public WebhookSubscription {
        events = events == null ? List.of() : List.copyOf(events);
    }

    @Override
    public String toString() {
        return "WebhookSubscription[id=" + id + ", isActive=" + isActive + ", isTestMode=" + isTestMode + "]";
    }
}
