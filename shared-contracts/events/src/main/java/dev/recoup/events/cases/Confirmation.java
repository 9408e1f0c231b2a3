package dev.recoup.events.cases;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;

/**
 * The user's consent to a legal and financial act, given on the previewed price (guide 8).
 *
 * @param by who confirmed: an id of the user at the platform, not a name
 * @param at when
 * @param successFeePercentage the total success fee that was shown, in percent of what is recovered, 0 to 100
 */
public record Confirmation(String by, Instant at, BigDecimal successFeePercentage) {

    /** Refuses a required value that is null with {@link NullPointerException}; copies lists, a null list is empty. */
    public Confirmation {
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(successFeePercentage, "successFeePercentage");
    }

    /** Starts an empty Confirmation. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from these values. */
    public Builder toBuilder() {
        Builder copy = new Builder();
        copy.by = by;
        copy.at = at;
        copy.successFeePercentage = successFeePercentage;
        return copy;
    }

    /** Collects the values of a {@link Confirmation}; {@link #build()} refuses what is required and was not set. */
    public static final class Builder {
        private String by;
        private Instant at;
        private BigDecimal successFeePercentage;

        private Builder() {}

        /** Sets by: who confirmed: an id of the user at the platform, not a name. */
        public Builder by(String by) {
            this.by = by;
            return this;
        }

        /** Sets at: when. */
        public Builder at(Instant at) {
            this.at = at;
            return this;
        }

        /** Sets successFeePercentage: the total success fee that was shown, in percent of what is recovered, 0 to 100. */
        public Builder successFeePercentage(BigDecimal successFeePercentage) {
            this.successFeePercentage = successFeePercentage;
            return this;
        }

        /** The values as a {@link Confirmation}. */
        public Confirmation build() {
            return new Confirmation(by, at, successFeePercentage);
        }
    }
}
