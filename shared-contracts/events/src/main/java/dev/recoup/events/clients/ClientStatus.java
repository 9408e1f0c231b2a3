package dev.recoup.events.clients;

import dev.recoup.events.Environment;
import dev.recoup.events.SnapshotVersion;
import dev.recoup.events.refusals.Refusal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Snapshot of a client's state; a later version replaces an earlier one.
 *
 * @param externalTenantId the platform's id of the client
 * @param environment the Debitura environment
 * @param state where it stands
 * @param creditorId Debitura's uuid of the client, once linked
 * @param attribution which of its cases earn
 * @param kycStatus whether identity data was submitted
 * @param onboardingUrl page that the platform must put before its user, while there is something to do
 * @param onboardingRequestId the latest request that was handled
 * @param requestRefusals why that request was refused; otherwise empty
 * @param linkedAt when Debitura linked it
 * @param correlationId what first caused it
 * @param version of this snapshot
 * @param updatedAt when it came to be so
 */
public record ClientStatus(
        String externalTenantId,
        Environment environment,
        ClientState state,
        Optional<String> creditorId,
        Attribution attribution,
        KycStatus kycStatus,
        Optional<URI> onboardingUrl,
        Optional<String> onboardingRequestId,
        List<Refusal> requestRefusals,
        Optional<Instant> linkedAt,
        String correlationId,
        SnapshotVersion version,
        Instant updatedAt) {

    /** Refuses a required value that is null with {@link NullPointerException}; copies lists, a null list is empty. */
    public ClientStatus {
        Objects.requireNonNull(externalTenantId, "externalTenantId");
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(creditorId, "creditorId");
        Objects.requireNonNull(attribution, "attribution");
        Objects.requireNonNull(kycStatus, "kycStatus");
        Objects.requireNonNull(onboardingUrl, "onboardingUrl");
        Objects.requireNonNull(onboardingRequestId, "onboardingRequestId");
        requestRefusals = requestRefusals == null ? List.of() : List.copyOf(requestRefusals);
        Objects.requireNonNull(linkedAt, "linkedAt");
        Objects.requireNonNull(correlationId, "correlationId");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(updatedAt, "updatedAt");
    }

    /** Starts an empty ClientStatus. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from these values. */
    public Builder toBuilder() {
        Builder copy = new Builder();
        copy.externalTenantId = externalTenantId;
        copy.environment = environment;
        copy.state = state;
        copy.creditorId = creditorId;
        copy.attribution = attribution;
        copy.kycStatus = kycStatus;
        copy.onboardingUrl = onboardingUrl;
        copy.onboardingRequestId = onboardingRequestId;
        copy.requestRefusals = requestRefusals;
        copy.linkedAt = linkedAt;
        copy.correlationId = correlationId;
        copy.version = version;
        copy.updatedAt = updatedAt;
        return copy;
    }

    /** Collects the values of a {@link ClientStatus}; {@link #build()} refuses what is required and was not set. */
    public static final class Builder {
        private String externalTenantId;
        private Environment environment;
        private ClientState state;
        private Optional<String> creditorId = Optional.empty();
        private Attribution attribution;
        private KycStatus kycStatus;
        private Optional<URI> onboardingUrl = Optional.empty();
        private Optional<String> onboardingRequestId = Optional.empty();
        private List<Refusal> requestRefusals = List.of();
        private Optional<Instant> linkedAt = Optional.empty();
        private String correlationId;
        private SnapshotVersion version;
        private Instant updatedAt;

        private Builder() {}

        /** Sets externalTenantId: the platform's id of the client. */
        public Builder externalTenantId(String externalTenantId) {
            this.externalTenantId = externalTenantId;
            return this;
        }

        /** Sets environment: the Debitura environment. */
        public Builder environment(Environment environment) {
            this.environment = environment;
            return this;
        }

        /** Sets state: where it stands. */
        public Builder state(ClientState state) {
            this.state = state;
            return this;
        }

        /** Sets creditorId: Debitura's uuid of the client, once linked. Null leaves it absent. */
        public Builder creditorId(String creditorId) {
            this.creditorId = Optional.ofNullable(creditorId);
            return this;
        }

        /** Sets attribution: which of its cases earn. */
        public Builder attribution(Attribution attribution) {
            this.attribution = attribution;
            return this;
        }

        /** Sets kycStatus: whether identity data was submitted. */
        public Builder kycStatus(KycStatus kycStatus) {
            this.kycStatus = kycStatus;
            return this;
        }

        /** Sets onboardingUrl: page that the platform must put before its user, while there is something to do. Null leaves it absent. */
        public Builder onboardingUrl(URI onboardingUrl) {
            this.onboardingUrl = Optional.ofNullable(onboardingUrl);
            return this;
        }

        /** Sets onboardingRequestId: the latest request that was handled. Null leaves it absent. */
        public Builder onboardingRequestId(String onboardingRequestId) {
            this.onboardingRequestId = Optional.ofNullable(onboardingRequestId);
            return this;
        }

        /** Sets requestRefusals: why that request was refused; otherwise empty. */
        public Builder requestRefusals(List<Refusal> requestRefusals) {
            this.requestRefusals = List.copyOf(requestRefusals);
            return this;
        }

        /** Sets linkedAt: when Debitura linked it. Null leaves it absent. */
        public Builder linkedAt(Instant linkedAt) {
            this.linkedAt = Optional.ofNullable(linkedAt);
            return this;
        }

        /** Sets correlationId: what first caused it. */
        public Builder correlationId(String correlationId) {
            this.correlationId = correlationId;
            return this;
        }

        /** Sets version: of this snapshot. */
        public Builder version(SnapshotVersion version) {
            this.version = version;
            return this;
        }

        /** Sets updatedAt: when it came to be so. */
        public Builder updatedAt(Instant updatedAt) {
            this.updatedAt = updatedAt;
            return this;
        }

        /** The values as a {@link ClientStatus}. */
        public ClientStatus build() {
            return new ClientStatus(
                    externalTenantId,
                    environment,
                    state,
                    creditorId,
                    attribution,
                    kycStatus,
                    onboardingUrl,
                    onboardingRequestId,
                    requestRefusals,
                    linkedAt,
                    correlationId,
                    version,
                    updatedAt);
        }
    }
}
