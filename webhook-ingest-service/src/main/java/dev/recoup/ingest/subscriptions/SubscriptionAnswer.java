package dev.recoup.ingest.subscriptions;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A subscription as the API shows it; never its secret.
 *
 * @param name the last segment of its URL
 * @param kind {@code referral} or {@code creditor}
 * @param origin who wants it; {@code CONFIGURED} where the configuration gives its secret and nothing is managed
 * @param mode {@code live} or {@code test}
 * @param externalTenantId the client whose it is
 * @param source {@code ce_source} of its events
 * @param url where deliveries go
 * @param askedUrl where they are to go, while Debitura is not told yet
 * @param events which events
 * @param state where it stands
 * @param debituraId Debitura's id
 * @param previousSecretUntil until when signatures made with the previous secret are accepted
 * @param acceptedUntil until when deliveries of a deleted one are accepted
 * @param trouble why Debitura was not told yet, or refused
 * @param drift what somebody else changed at Debitura
 * @param disabledReason why Debitura switched it off
 * @param polledAt when it was last looked at there
 * @param missedSince from when on events may have been missed, while that lasts
 * @param createdAt when it was asked for first
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record SubscriptionAnswer(
        String name,
        String kind,
        String origin,
        String mode,
        Optional<String> externalTenantId,
        String source,
        Optional<String> url,
        Optional<String> askedUrl,
        List<String> events,
        String state,
        Optional<UUID> debituraId,
        Optional<Instant> previousSecretUntil,
        Optional<Instant> acceptedUntil,
        Optional<String> trouble,
        Optional<String> drift,
        Optional<String> disabledReason,
        Optional<Instant> polledAt,
        Optional<Instant> missedSince,
        Optional<Instant> createdAt) {

    static SubscriptionAnswer of(ManagedSubscription row) {
        return new SubscriptionAnswer(
                row.name,
                row.kind,
                row.origin.name(),
                row.mode,
                Optional.ofNullable(row.externalTenantId),
                row.owner().sourceOf(row.name),
                Optional.of(row.url),
                Optional.ofNullable(row.askedUrl),
                List.copyOf(row.events),
                row.state.name(),
                Optional.ofNullable(row.debituraId),
                Optional.ofNullable(row.previousUntil),
                Optional.ofNullable(row.acceptedUntil),
                Optional.ofNullable(row.trouble),
                Optional.ofNullable(row.drift),
                Optional.ofNullable(row.disabledReason),
                Optional.ofNullable(row.polledAt),
                Optional.ofNullable(row.missedSince),
                Optional.of(row.createdAt));
    }

    static SubscriptionAnswer of(Subscription configured) {
        return new SubscriptionAnswer(
                configured.name(),
                "referral",
                "CONFIGURED",
                configured.mode().wire(),
                Optional.empty(),
                configured.source(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                SubscriptionState.ACTIVE.name(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
