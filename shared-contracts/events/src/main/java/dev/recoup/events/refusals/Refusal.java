package dev.recoup.events.refusals;

import java.util.Objects;

/**
 * One reason why a request was refused, for machines (code, field) and for people (message, whatToDo); repeats no value of the request.
 *
 * @param code which reason of the catalogue
 * @param field JSON pointer into the request; empty for the request as a whole
 * @param message what is wrong, in English, for developers and support
 * @param whatToDo what the publisher can do about it
 */
public record Refusal(RefusalCode code, String field, String message, String whatToDo) {

    /** Refuses a required value that is null with {@link NullPointerException}; copies lists, a null list is empty. */
    public Refusal {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(whatToDo, "whatToDo");
    }

    /** The refusal of that code at that place, with the catalogue's texts. */
    public static Refusal of(RefusalCode code, String field) {
        return new Refusal(code, field, code.message(), code.whatToDo());
    }

    /** Starts an empty Refusal. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from these values. */
    public Builder toBuilder() {
        Builder copy = new Builder();
        copy.code = code;
        copy.field = field;
        copy.message = message;
        copy.whatToDo = whatToDo;
        return copy;
    }

    /** Collects the values of a {@link Refusal}; {@link #build()} refuses what is required and was not set. */
    public static final class Builder {
        private RefusalCode code;
        private String field;
        private String message;
        private String whatToDo;

        private Builder() {}

        /** Sets code: which reason of the catalogue. */
        public Builder code(RefusalCode code) {
            this.code = code;
            return this;
        }

        /** Sets field: JSON pointer into the request; empty for the request as a whole. */
        public Builder field(String field) {
            this.field = field;
            return this;
        }

        /** Sets message: what is wrong, in English, for developers and support. */
        public Builder message(String message) {
            this.message = message;
            return this;
        }

        /** Sets whatToDo: what the publisher can do about it. */
        public Builder whatToDo(String whatToDo) {
            this.whatToDo = whatToDo;
            return this;
        }

        /** The values as a {@link Refusal}. */
        public Refusal build() {
            return new Refusal(code, field, message, whatToDo);
        }
    }
}
