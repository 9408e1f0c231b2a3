package dev.recoup.events.actions;

import java.util.Objects;

/**
 * Something that goes on when the action is done.
 *
 * @param kind client or case
 * @param id its id of that kind
 */
public record Unblocks(UnblockedKind kind, String id) {

    /** Refuses a required value that is null with {@link NullPointerException}; copies lists, a null list is empty. */
    public Unblocks {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
    }

    /** Starts an empty Unblocks. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from these values. */
    public Builder toBuilder() {
        Builder copy = new Builder();
        copy.kind = kind;
        copy.id = id;
        return copy;
    }

    /** Collects the values of a {@link Unblocks}; {@link #build()} refuses what is required and was not set. */
    public static final class Builder {
        private UnblockedKind kind;
        private String id;

        private Builder() {}

        /** Sets kind: client or case. */
        public Builder kind(UnblockedKind kind) {
            this.kind = kind;
            return this;
        }

        /** Sets id: its id of that kind. */
        public Builder id(String id) {
            this.id = id;
            return this;
        }

        /** The values as a {@link Unblocks}. */
        public Unblocks build() {
            return new Unblocks(kind, id);
        }
    }
}
