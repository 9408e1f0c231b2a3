package dev.recoup.events.cases;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.recoup.events.Mode;
import java.util.Objects;

/**
 * A case that is sent along with its client's onboarding.
 *
 * @param caseRequestId the publisher's id of the request, which becomes the collectionId; same form as in a case request
 * @param mode live or test; on the wire the flag {@code isTest}, which must be given
 * @param claim what is owed and by whom
 * @param confirmation who agreed to this, when and on which price
 */
public record FirstCase(
        String caseRequestId,

        @JsonProperty("isTest")
        @JsonSerialize(using = TestFlag.Writer.class)
        @JsonDeserialize(using = TestFlag.Reader.class)
        Mode mode,

        Claim claim,
        Confirmation confirmation) {

    /** Refuses a required value that is null with {@link NullPointerException}; copies lists, a null list is empty. */
    public FirstCase {
        Objects.requireNonNull(caseRequestId, "caseRequestId");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(claim, "claim");
        Objects.requireNonNull(confirmation, "confirmation");
    }

    /** Starts an empty FirstCase. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from these values. */
    public Builder toBuilder() {
        Builder copy = new Builder();
        copy.caseRequestId = caseRequestId;
        copy.mode = mode;
        copy.claim = claim;
        copy.confirmation = confirmation;
        return copy;
    }

    /** Collects the values of a {@link FirstCase}; {@link #build()} refuses what is required and was not set. */
    public static final class Builder {
        private String caseRequestId;
        private Mode mode;
        private Claim claim;
        private Confirmation confirmation;

        private Builder() {}

        /** Sets caseRequestId: the publisher's id of the request, which becomes the collectionId; same form as in a case request. */
        public Builder caseRequestId(String caseRequestId) {
            this.caseRequestId = caseRequestId;
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

        /** The values as a {@link FirstCase}. */
        public FirstCase build() {
            return new FirstCase(caseRequestId, mode, claim, confirmation);
        }
    }
}
