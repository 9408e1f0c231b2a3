package dev.recoup.events.cases;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.recoup.events.Environment;
import dev.recoup.events.Mode;
import java.util.Objects;

/**
 * Command of a platform service: collect this claim. One caseRequestId never becomes two cases; the same id with another body is refused.
 *
 * @param caseRequestId the publisher's id of the request, which becomes the collectionId of every answer; 1 to 100 of letters, digits and {@code . _ : -}
 * @param environment the Debitura environment it is meant for
 * @param externalTenantId the client who is owed, case-sensitive, at most 255 characters
 * @param mode live or test; on the wire the flag {@code isTest}, which must be given
 * @param claim what is owed and by whom
 * @param confirmation who agreed to this, when and on which price
 */
public record CaseRequest(
        String caseRequestId,
        Environment environment,
        String externalTenantId,

        @JsonProperty("isTest")
        @JsonSerialize(using = TestFlag.Writer.class)
        @JsonDeserialize(using = TestFlag.Reader.class)
        Mode mode,

        Claim claim,
        Confirmation confirmation) {

    /** Refuses a required value that is null with {@link NullPointerException}; copies lists, a null list is empty. */
    public CaseRequest {
        Objects.requireNonNull(caseRequestId, "caseRequestId");
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(externalTenantId, "externalTenantId");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(claim, "claim");
        Objects.requireNonNull(confirmation, "confirmation");
    }

    /** Starts an empty CaseRequest. */
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
        copy.claim = claim;
        copy.confirmation = confirmation;
        return copy;
    }

    /** Collects the values of a {@link CaseRequest}; {@link #build()} refuses what is required and was not set. */
    public static final class Builder {
        private String caseRequestId;
        private Environment environment;
        private String externalTenantId;
        private Mode mode;
        private Claim claim;
        private Confirmation confirmation;

        private Builder() {}

        /** Sets caseRequestId: the publisher's id of the request, which becomes the collectionId of every answer; 1 to 100 of letters, digits and {@code . _ : -}. */
        public Builder caseRequestId(String caseRequestId) {
            this.caseRequestId = caseRequestId;
            return this;
        }

        /** Sets environment: the Debitura environment it is meant for. */
        public Builder environment(Environment environment) {
            this.environment = environment;
            return this;
        }

        /** Sets externalTenantId: the client who is owed, case-sensitive, at most 255 characters. */
        public Builder externalTenantId(String externalTenantId) {
            this.externalTenantId = externalTenantId;
            return this;
        }

        /** Sets mode: live or test; on the wire the flag {@code isTest}, which must be given. */
        public Builder mode(Mode mode) {
            this.mode = mode;
            return this;
        }

        /** Sets claim: what is owed and by whom. */
        public Builder claim(Claim claim) {
            this.claim = claim;
            return this;
        }

        /** Sets confirmation: who agreed to this, when and on which price. */
        public Builder confirmation(Confirmation confirmation) {
            this.confirmation = confirmation;
            return this;
        }

        /** The values as a {@link CaseRequest}. */
        public CaseRequest build() {
            return new CaseRequest(caseRequestId, environment, externalTenantId, mode, claim, confirmation);
        }
    }
}
