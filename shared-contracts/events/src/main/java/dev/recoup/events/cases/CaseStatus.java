package dev.recoup.events.cases;

import dev.recoup.events.Environment;
import dev.recoup.events.Mode;
import dev.recoup.events.Money;
import dev.recoup.events.SnapshotVersion;
import dev.recoup.events.refusals.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Snapshot of a case or of a request that did not become one; a later version replaces an earlier one. Carries nothing about the debtor.
 *
 * @param collectionId our id: the caseRequestId where somebody asked for the case, else a UUIDv5 of Debitura's caseId
 * @param caseRequestId the request that asked for it; absent for a case made in Debitura's portal
 * @param externalTenantId the client who is owed
 * @param environment the Debitura environment
 * @param mode live or test
 * @param state where it stands
 * @param caseId Debitura's uuid of the case, once there is one
 * @param caseReference Debitura's short reference for people, once there is one
 * @param creditorReference the client's own reference
 * @param lifecycle Debitura's lifecycle, once there is a case
 * @param lifecycleText Debitura's own text of a lifecycle that the sender did not know; absent otherwise
 * @param closeCode Debitura's close code as text, on closed cases
 * @param outcome what it brought, on closed cases
 * @param claim the principal; absent when the request named none that is readable
 * @param remainder what is still owed
 * @param paid what was paid so far
 * @param divisionId uuid of the client's division at Debitura
 * @param openedAt when it became a case at Debitura
 * @param closedAt when it was closed
 * @param refusals every reason, on refused requests; why a cancellation came too late, on others; mostly empty
 * @param requiredActionIds open required actions that hold it up
 * @param correlationId what first caused it
 * @param version of this snapshot
 * @param updatedAt when it came to be so
 */
public record CaseStatus(
        String collectionId,
        Optional<String> caseRequestId,
        String externalTenantId,
        Environment environment,
        Mode mode,
        CaseState state,
        Optional<String> caseId,
        Optional<String> caseReference,
        Optional<String> creditorReference,
        Optional<CaseLifecycle> lifecycle,
        Optional<String> lifecycleText,
        Optional<String> closeCode,
        Optional<CaseOutcome> outcome,
        Optional<Money> claim,
        Optional<Money> remainder,
        Optional<Money> paid,
        Optional<String> divisionId,
        Optional<Instant> openedAt,
        Optional<Instant> closedAt,
        List<Refusal> refusals,
        List<String> requiredActionIds,
        String correlationId,
        SnapshotVersion version,
        Instant updatedAt) {

    /** Refuses a required value that is null with {@link NullPointerException}; copies lists, a null list is empty. */
    public CaseStatus {
        Objects.requireNonNull(collectionId, "collectionId");
        Objects.requireNonNull(caseRequestId, "caseRequestId");
        Objects.requireNonNull(externalTenantId, "externalTenantId");
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(caseReference, "caseReference");
        Objects.requireNonNull(creditorReference, "creditorReference");
        Objects.requireNonNull(lifecycle, "lifecycle");
        Objects.requireNonNull(lifecycleText, "lifecycleText");
        Objects.requireNonNull(closeCode, "closeCode");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(claim, "claim");
        Objects.requireNonNull(remainder, "remainder");
        Objects.requireNonNull(paid, "paid");
        Objects.requireNonNull(divisionId, "divisionId");
        Objects.requireNonNull(openedAt, "openedAt");
        Objects.requireNonNull(closedAt, "closedAt");
        refusals = refusals == null ? List.of() : List.copyOf(refusals);
        requiredActionIds = requiredActionIds == null ? List.of() : List.copyOf(requiredActionIds);
        Objects.requireNonNull(correlationId, "correlationId");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(updatedAt, "updatedAt");
    }

    /** Starts an empty CaseStatus. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from these values. */
    public Builder toBuilder() {
        Builder copy = new Builder();
        copy.collectionId = collectionId;
        copy.caseRequestId = caseRequestId;
        copy.externalTenantId = externalTenantId;
        copy.environment = environment;
        copy.mode = mode;
        copy.state = state;
        copy.caseId = caseId;
        copy.caseReference = caseReference;
        copy.creditorReference = creditorReference;
        copy.lifecycle = lifecycle;
        copy.lifecycleText = lifecycleText;
        copy.closeCode = closeCode;
        copy.outcome = outcome;
        copy.claim = claim;
        copy.remainder = remainder;
        copy.paid = paid;
        copy.divisionId = divisionId;
        copy.openedAt = openedAt;
        copy.closedAt = closedAt;
        copy.refusals = refusals;
        copy.requiredActionIds = requiredActionIds;
        copy.correlationId = correlationId;
        copy.version = version;
        copy.updatedAt = updatedAt;
        return copy;
    }

    /** Collects the values of a {@link CaseStatus}; {@link #build()} refuses what is required and was not set. */
    public static final class Builder {
        private String collectionId;
        private Optional<String> caseRequestId = Optional.empty();
        private String externalTenantId;
        private Environment environment;
        private Mode mode;
        private CaseState state;
        private Optional<String> caseId = Optional.empty();
        private Optional<String> caseReference = Optional.empty();
        private Optional<String> creditorReference = Optional.empty();
        private Optional<CaseLifecycle> lifecycle = Optional.empty();
        private Optional<String> lifecycleText = Optional.empty();
        private Optional<String> closeCode = Optional.empty();
        private Optional<CaseOutcome> outcome = Optional.empty();
        private Optional<Money> claim = Optional.empty();
        private Optional<Money> remainder = Optional.empty();
        private Optional<Money> paid = Optional.empty();
        private Optional<String> divisionId = Optional.empty();
        private Optional<Instant> openedAt = Optional.empty();
        private Optional<Instant> closedAt = Optional.empty();
        private List<Refusal> refusals = List.of();
        private List<String> requiredActionIds = List.of();
        private String correlationId;
        private SnapshotVersion version;
        private Instant updatedAt;

        private Builder() {}

        /** Sets collectionId: our id: the caseRequestId where somebody asked for the case, else a UUIDv5 of Debitura's caseId. */
        public Builder collectionId(String collectionId) {
            this.collectionId = collectionId;
            return this;
        }

        /** Sets caseRequestId: the request that asked for it; absent for a case made in Debitura's portal. Null leaves it absent. */
        public Builder caseRequestId(String caseRequestId) {
            this.caseRequestId = Optional.ofNullable(caseRequestId);
            return this;
        }

        /** Sets externalTenantId: the client who is owed. */
        public Builder externalTenantId(String externalTenantId) {
            this.externalTenantId = externalTenantId;
            return this;
        }

        /** Sets environment: the Debitura environment. */
        public Builder environment(Environment environment) {
            this.environment = environment;
            return this;
        }

        /** Sets mode: live or test. */
        public Builder mode(Mode mode) {
            this.mode = mode;
            return this;
        }

        /** Sets state: where it stands. */
        public Builder state(CaseState state) {
            this.state = state;
            return this;
        }

        /** Sets caseId: Debitura's uuid of the case, once there is one. Null leaves it absent. */
        public Builder caseId(String caseId) {
            this.caseId = Optional.ofNullable(caseId);
            return this;
        }

        /** Sets caseReference: Debitura's short reference for people, once there is one. Null leaves it absent. */
        public Builder caseReference(String caseReference) {
            this.caseReference = Optional.ofNullable(caseReference);
            return this;
        }

        /** Sets creditorReference: the client's own reference. Null leaves it absent. */
        public Builder creditorReference(String creditorReference) {
            this.creditorReference = Optional.ofNullable(creditorReference);
            return this;
        }

        /** Sets lifecycle: Debitura's lifecycle, once there is a case. Null leaves it absent. */
        public Builder lifecycle(CaseLifecycle lifecycle) {
            this.lifecycle = Optional.ofNullable(lifecycle);
            return this;
        }

        /** Sets lifecycleText: Debitura's own text of a lifecycle that the sender did not know. Null leaves it absent. */
        public Builder lifecycleText(String lifecycleText) {
            this.lifecycleText = Optional.ofNullable(lifecycleText);
            return this;
        }

        /** Sets closeCode: Debitura's close code as text, on closed cases. Null leaves it absent. */
        public Builder closeCode(String closeCode) {
            this.closeCode = Optional.ofNullable(closeCode);
            return this;
        }

        /** Sets outcome: what it brought, on closed cases. Null leaves it absent. */
        public Builder outcome(CaseOutcome outcome) {
            this.outcome = Optional.ofNullable(outcome);
            return this;
        }

        /** Sets claim: the principal; absent when the request named none that is readable. Null leaves it absent. */
        public Builder claim(Money claim) {
            this.claim = Optional.ofNullable(claim);
            return this;
        }

        /** Sets remainder: what is still owed. Null leaves it absent. */
        public Builder remainder(Money remainder) {
            this.remainder = Optional.ofNullable(remainder);
            return this;
        }

        /** Sets paid: what was paid so far. Null leaves it absent. */
        public Builder paid(Money paid) {
            this.paid = Optional.ofNullable(paid);
            return this;
        }

        /** Sets divisionId: uuid of the client's division at Debitura. Null leaves it absent. */
        public Builder divisionId(String divisionId) {
            this.divisionId = Optional.ofNullable(divisionId);
            return this;
        }

        /** Sets openedAt: when it became a case at Debitura. Null leaves it absent. */
        public Builder openedAt(Instant openedAt) {
            this.openedAt = Optional.ofNullable(openedAt);
            return this;
        }

        /** Sets closedAt: when it was closed. Null leaves it absent. */
        public Builder closedAt(Instant closedAt) {
            this.closedAt = Optional.ofNullable(closedAt);
            return this;
        }

        /** Sets refusals: every reason, on refused requests; why a cancellation came too late, on others. */
        public Builder refusals(List<Refusal> refusals) {
            this.refusals = List.copyOf(refusals);
            return this;
        }

        /** Sets requiredActionIds: open required actions that hold it up. */
        public Builder requiredActionIds(List<String> requiredActionIds) {
            this.requiredActionIds = List.copyOf(requiredActionIds);
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

        /** The values as a {@link CaseStatus}. */
        public CaseStatus build() {
            return new CaseStatus(
                    collectionId,
                    caseRequestId,
                    externalTenantId,
                    environment,
                    mode,
                    state,
                    caseId,
                    caseReference,
                    creditorReference,
                    lifecycle,
                    lifecycleText,
                    closeCode,
                    outcome,
                    claim,
                    remainder,
                    paid,
                    divisionId,
                    openedAt,
                    closedAt,
                    refusals,
                    requiredActionIds,
                    correlationId,
                    version,
                    updatedAt);
        }
    }
}
