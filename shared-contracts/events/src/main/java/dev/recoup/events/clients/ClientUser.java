package dev.recoup.events.clients;

import java.util.Objects;

/**
 * A user of the client (guide 6.1).
 *
 * @param name full name
 * @param email e-mail, belongs to this client only
 * @param isOnboardingUser whether this user signs; exactly one does, and a single user does without saying so
 */
public record ClientUser(String name, String email, boolean isOnboardingUser) {

    /** Refuses a required value that is null with {@link NullPointerException}; copies lists, a null list is empty. */
    public ClientUser {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(email, "email");
    }

    /** Only the type's name, because the values are personal and logs are not. */
    @Override
    public String toString() {
        return "ClientUser[withheld]";
    }

    /** Starts an empty ClientUser. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from these values. */
    public Builder toBuilder() {
        Builder copy = new Builder();
        copy.name = name;
        copy.email = email;
        copy.isOnboardingUser = isOnboardingUser;
        return copy;
    }

    /** Collects the values of a {@link ClientUser}; {@link #build()} refuses what is required and was not set. */
    public static final class Builder {
        private String name;
        private String email;
        private boolean isOnboardingUser;

        private Builder() {}

        /** Sets name: full name. */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** Sets email: e-mail, belongs to this client only. */
        public Builder email(String email) {
            this.email = email;
            return this;
        }

        /** Sets isOnboardingUser: whether this user signs; exactly one does, and a single user does without saying so. */
        public Builder isOnboardingUser(boolean isOnboardingUser) {
            this.isOnboardingUser = isOnboardingUser;
            return this;
        }

        /** The values as a {@link ClientUser}. */
        public ClientUser build() {
            return new ClientUser(name, email, isOnboardingUser);
        }
    }
}
