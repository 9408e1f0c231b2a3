package dev.recoup.events.actions;

import dev.recoup.events.Environment;
import dev.recoup.events.SnapshotVersion;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A web page that the platform must put before its user; snapshot, a later version replaces an earlier one.
 *
 * @param actionId our id, stable while the same thing is wanted
 * @param environment the Debitura environment
 * @param externalTenantId the client whose user must act
 * @param kind what to do
 * @param url where to do it; opaque and short-lived, take it from the latest snapshot
 * @param expiresAt when the page stops working, where that is known
 * @param unblocks what goes on when it is done
 * @param state open or done
 * @param correlationId what first caused it
 * @param version of this snapshot
 * @param updatedAt when it came to be so
 */
public record RequiredAction(
        String actionId,
        Environment environment,
        String externalTenantId,
        ActionKind kind,
        URI url,
        Optional<Instant> expiresAt,
        List<Unblocks> unblocks,
        ActionState state,
        String correlationId,
        SnapshotVersion version,
        Instant updatedAt) {

    /** Refuses a required value that is null with {@link NullPointerException}; copies lists, a null list is empty. */
    public RequiredAction {
        Objects.requireNonNull(actionId, "actionId");
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(externalTenantId, "externalTenantId");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(expiresAt, "expiresAt");
        unblocks = unblocks == null ? List.of() : List.copyOf(unblocks);
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(correlationId, "correlationId");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(updatedAt, "updatedAt");
    }

    /** Starts an empty RequiredAction. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from these values. */
    public Builder toBuilder() {
        Builder copy = new Builder();
        copy.actionId = actionId;
        copy.environment = environment;
        copy.externalTenantId = externalTenantId;
        copy.kind = kind;
        copy.url = url;
        copy.expiresAt = expiresAt;
        copy.unblocks = unblocks;
        copy.state = state;
        copy.correlationId = correlationId;
        copy.version = version;
        copy.updatedAt = updatedAt;
        return copy;
    }

    /** Collects the values of a {@link RequiredAction}; {@link #build()} refuses what is required and was not set. */
    public static final class Builder {
        private String actionId;
        private Environment environment;
        private String externalTenantId;
        private ActionKind kind;
        private URI url;
        private Optional<Instant> expiresAt = Optional.empty();
        private List<Unblocks> unblocks = List.of();
        private ActionState state;
        private String correlationId;
        private SnapshotVersion version;
        private Instant updatedAt;

        private Builder() {}

        /** Sets actionId: our id, stable while the same thing is wanted. */
        public Builder actionId(String actionId) {
            this.actionId = actionId;
            return this;
        }

        /** Sets environment: the Debitura environment. */
        public Builder environment(Environment environment) {
            this.environment = environment;
            return this;
        }

        /** Sets externalTenantId: the client whose user must act. */
        public Builder externalTenantId(String externalTenantId) {
            this.externalTenantId = externalTenantId;
            return this;
        }

        /** Sets kind: what to do. */
        public Builder kind(ActionKind kind) {
            this.kind = kind;
            return this;
        }

        /** Sets url: where to do it; opaque and short-lived, take it from the latest snapshot. */
        public Builder url(URI url) {
            this.url = url;
            return this;
        }

        /** Sets expiresAt: when the page stops working, where that is known. Null leaves it absent. */
        public Builder expiresAt(Instant expiresAt) {
            this.expiresAt = Optional.ofNullable(expiresAt);
            return this;
        }

        /** Sets unblocks: what goes on when it is done. */
        public Builder unblocks(List<Unblocks> unblocks) {
            this.unblocks = List.copyOf(unblocks);
            return this;
        }

        /** Sets state: open or done. */
        public Builder state(ActionState state) {
            this.state = state;
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

        /** The values as a {@link RequiredAction}. */
        public RequiredAction build() {
            return new RequiredAction(
                    actionId,
                    environment,
                    externalTenantId,
                    kind,
                    url,
                    expiresAt,
                    unblocks,
                    state,
                    correlationId,
                    version,
                    updatedAt);
        }
    }
}
