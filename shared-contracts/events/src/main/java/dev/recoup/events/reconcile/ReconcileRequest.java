package dev.recoup.events.reconcile;

import dev.recoup.events.Environment;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Command: read Debitura again, because events may have been missed.
 *
 * @param reconcileId id of the request
 * @param environment the Debitura environment
 * @param scope what to read again; the record's key
 * @param externalTenantId only this client; absent means all
 * @param reason why
 * @param missedSince from when on events may have been missed, where that is known
 * @param correlationId what first caused it
 * @param requestedAt when it was asked
 */
public record ReconcileRequest(
        String reconcileId,
        Environment environment,
        ReconcileScope scope,
        Optional<String> externalTenantId,
        ReconcileReason reason,
        Optional<Instant> missedSince,
        String correlationId,
        Instant requestedAt) {

    /** Refuses a required value that is null with {@link NullPointerException}; copies lists, a null list is empty. */
    public ReconcileRequest {
        Objects.requireNonNull(reconcileId, "reconcileId");
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(externalTenantId, "externalTenantId");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(missedSince, "missedSince");
        Objects.requireNonNull(correlationId, "correlationId");
        Objects.requireNonNull(requestedAt, "requestedAt");
    }

    /** Starts an empty ReconcileRequest. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from these values. */
    public Builder toBuilder() {
        Builder copy = new Builder();
        copy.reconcileId = reconcileId;
        copy.environment = environment;
        copy.scope = scope;
        copy.externalTenantId = externalTenantId;
        copy.reason = reason;
        copy.missedSince = missedSince;
        copy.correlationId = correlationId;
        copy.requestedAt = requestedAt;
        return copy;
    }

    /** Collects the values of a {@link ReconcileRequest}; {@link #build()} refuses what is required and was not set. */
    public static final class Builder {
        private String reconcileId;
        private Environment environment;
        private ReconcileScope scope;
        private Optional<String> externalTenantId = Optional.empty();
        private ReconcileReason reason;
        private Optional<Instant> missedSince = Optional.empty();
        private String correlationId;
        private Instant requestedAt;

        private Builder() {}

        /** Sets reconcileId: id of the request. */
        public Builder reconcileId(String reconcileId) {
            this.reconcileId = reconcileId;
            return this;
        }

        /** Sets environment: the Debitura environment. */
        public Builder environment(Environment environment) {
            this.environment = environment;
            return this;
        }

        /** Sets scope: what to read again; the record's key. */
        public Builder scope(ReconcileScope scope) {
            this.scope = scope;
            return this;
        }

        /** Sets externalTenantId: only this client; absent means all. Null leaves it absent. */
        public Builder externalTenantId(String externalTenantId) {
            this.externalTenantId = Optional.ofNullable(externalTenantId);
            return this;
        }

        /** Sets reason: why. */
        public Builder reason(ReconcileReason reason) {
            this.reason = reason;
            return this;
        }

        /** Sets missedSince: from when on events may have been missed, where that is known. Null leaves it absent. */
        public Builder missedSince(Instant missedSince) {
            this.missedSince = Optional.ofNullable(missedSince);
            return this;
        }

        /** Sets correlationId: what first caused it. */
        public Builder correlationId(String correlationId) {
            this.correlationId = correlationId;
            return this;
        }

        /** Sets requestedAt: when it was asked. */
        public Builder requestedAt(Instant requestedAt) {
            this.requestedAt = requestedAt;
            return this;
        }

        /** The values as a {@link ReconcileRequest}. */
        public ReconcileRequest build() {
            return new ReconcileRequest(
                    reconcileId, environment, scope, externalTenantId, reason, missedSince, correlationId, requestedAt);
        }
    }
}
