package dev.recoup.events.cases;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.recoup.events.Environment;
import dev.recoup.events.Mode;
import java.util.Objects;
import java.util.Optional;

/**
 * Command of a platform service: take a case request back, before it is known too; what is already a case at Debitura is not undone by this.
 *
 * @param caseRequestId the id of the request to take back
 * @param environment the Debitura environment it is meant for
 * @param externalTenantId the client of that request
 * @param mode live or test, as in the request; on the wire the flag {@code isTest}
 * @param reason why, for support; at most 500 characters, no personal data
 */
public record CancelCaseRequest(
        String caseRequestId,
        Environment environment,
        String externalTenantId,

        @JsonProperty("isTest")
        @JsonSerialize(using = TestFlag.Writer.class)
        @JsonDeserialize(using = TestFlag.Reader.class)
        Mode mode,

        Optional<String> reason) {

    /** Refuses a required value that is null with {@link NullPointerException}; copies lists, a null list is empty. */
    public CancelCaseRequest {
        Objects.requireNonNull(caseRequestId, "caseRequestId");
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(externalTenantId, "externalTenantId");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(reason, "reason");
    }

    /** Starts an empty CancelCaseRequest. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from these values. */
    public Builder toBuilder() {
        Builder copy = new Builder();
        copy.caseRequestId = caseRequestId;
        copy.environment = environment;
        copy.externalTenantId = externalTenantId;
        copy.mode = mode;
        copy.reason = reason;
        return copy;
    }

    /** Collects the values of a {@link CancelCaseRequest}; {@link #build()} refuses what is required and was not set. */
    public static final class Builder {
        private String caseRequestId;
        private Environment environment;
        private String externalTenantId;
        private Mode mode;
        private Optional<String> reason = Optional.empty();

        private Builder() {}

        /** Sets caseRequestId: the id of the request to take back. */
        public Builder caseRequestId(String caseRequestId) {
            this.caseRequestId = caseRequestId;
            return this;
        }

        /** Sets environment: the Debitura environment it is meant for. */
        public Builder environment(Environment environment) {
            this.environment = environment;
            return this;
        }

        /** Sets externalTenantId: the client of that request. */
        public Builder externalTenantId(String externalTenantId) {
            this.externalTenantId = externalTenantId;
            return this;
        }

        /** Sets mode: live or test, as in the request; on the wire the flag {@code isTest}. */
        public Builder mode(Mode mode) {
            this.mode = mode;
            return this;
        }

        /** Sets reason: why, for support; at most 500 characters, no personal data. Null leaves it absent. */
        public Builder reason(String reason) {
            this.reason = Optional.ofNullable(reason);
            return this;
        }

        /** The values as a {@link CancelCaseRequest}. */
        public CancelCaseRequest build() {
            return new CancelCaseRequest(caseRequestId, environment, externalTenantId, mode, reason);
        }
    }
}
