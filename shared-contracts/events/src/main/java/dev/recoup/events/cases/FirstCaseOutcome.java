package dev.recoup.events.cases;

import dev.recoup.events.Environment;
import dev.recoup.events.refusals.Refusal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Tells case-service, the owner of all cases, what became of one case of an onboarding.
 *
 * @param externalTenantId the client
 * @param environment the Debitura environment
 * @param onboardingRequestId the onboarding that carried it
 * @param firstCase the case as requested
 * @param result what became of it
 * @param caseId Debitura's uuid of the case, once there is one
 * @param caseReference Debitura's short reference, once there is one
 * @param signingUrl page on which the client signs what is missing
 * @param refusals why it was refused; otherwise empty
 * @param correlationId what first caused it
 * @param decidedAt when it was known
 */
public record FirstCaseOutcome(
        String externalTenantId,
        Environment environment,
        String onboardingRequestId,
        FirstCase firstCase,
        FirstCaseResult result,
        Optional<String> caseId,
        Optional<String> caseReference,
        Optional<URI> signingUrl,
        List<Refusal> refusals,
        String correlationId,
        Instant decidedAt) {

    /** Refuses a required value that is null with {@link NullPointerException}; copies lists, a null list is empty. */
    public FirstCaseOutcome {
        Objects.requireNonNull(externalTenantId, "externalTenantId");
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(onboardingRequestId, "onboardingRequestId");
        Objects.requireNonNull(firstCase, "firstCase");
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(caseReference, "caseReference");
        Objects.requireNonNull(signingUrl, "signingUrl");
        refusals = refusals == null ? List.of() : List.copyOf(refusals);
        Objects.requireNonNull(correlationId, "correlationId");
        Objects.requireNonNull(decidedAt, "decidedAt");
    }

    /** Starts an empty FirstCaseOutcome. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from these values. */
    public Builder toBuilder() {
        Builder copy = new Builder();
        copy.externalTenantId = externalTenantId;
        copy.environment = environment;
        copy.onboardingRequestId = onboardingRequestId;
        copy.firstCase = firstCase;
        copy.result = result;
        copy.caseId = caseId;
        copy.caseReference = caseReference;
        copy.signingUrl = signingUrl;
        copy.refusals = refusals;
        copy.correlationId = correlationId;
        copy.decidedAt = decidedAt;
        return copy;
    }

    /** Collects the values of a {@link FirstCaseOutcome}; {@link #build()} refuses what is required and was not set. */
    public static final class Builder {
        private String externalTenantId;
        private Environment environment;
        private String onboardingRequestId;
        private FirstCase firstCase;
        private FirstCaseResult result;
        private Optional<String> caseId = Optional.empty();
        private Optional<String> caseReference = Optional.empty();
        private Optional<URI> signingUrl = Optional.empty();
        private List<Refusal> refusals = List.of();
        private String correlationId;
        private Instant decidedAt;

        private Builder() {}

        /** Sets externalTenantId: the client. */
        public Builder externalTenantId(String externalTenantId) {
            this.externalTenantId = externalTenantId;
            return this;
        }

        /** Sets environment: the Debitura environment. */
        public Builder environment(Environment environment) {
            this.environment = environment;
            return this;
        }

        /** Sets onboardingRequestId: the onboarding that carried it. */
        public Builder onboardingRequestId(String onboardingRequestId) {
            this.onboardingRequestId = onboardingRequestId;
            return this;
        }

        /** Sets firstCase: the case as requested. */
        public Builder firstCase(FirstCase firstCase) {
            this.firstCase = firstCase;
            return this;
        }

        /** Sets result: what became of it. */
        public Builder result(FirstCaseResult result) {
            this.result = result;
            return this;
        }

        /** Sets caseId: Debitura's uuid of the case, once there is one. Null leaves it absent. */
        public Builder caseId(String caseId) {
            this.caseId = Optional.ofNullable(caseId);
            return this;
        }

        /** Sets caseReference: Debitura's short reference, once there is one. Null leaves it absent. */
        public Builder caseReference(String caseReference) {
            this.caseReference = Optional.ofNullable(caseReference);
            return this;
        }

        /** Sets signingUrl: page on which the client signs what is missing. Null leaves it absent. */
        public Builder signingUrl(URI signingUrl) {
            this.signingUrl = Optional.ofNullable(signingUrl);
            return this;
        }

        /** Sets refusals: why it was refused; otherwise empty. */
        public Builder refusals(List<Refusal> refusals) {
            this.refusals = List.copyOf(refusals);
            return this;
        }

        /** Sets correlationId: what first caused it. */
        public Builder correlationId(String correlationId) {
            this.correlationId = correlationId;
            return this;
        }

        /** Sets decidedAt: when it was known. */
        public Builder decidedAt(Instant decidedAt) {
            this.decidedAt = decidedAt;
            return this;
        }

        /** The values as a {@link FirstCaseOutcome}. */
        public FirstCaseOutcome build() {
            return new FirstCaseOutcome(
                    externalTenantId,
                    environment,
                    onboardingRequestId,
                    firstCase,
                    result,
                    caseId,
                    caseReference,
                    signingUrl,
                    refusals,
                    correlationId,
                    decidedAt);
        }
    }
}
