package dev.recoup.events.clients;

import dev.recoup.events.Environment;
import dev.recoup.events.cases.FirstCase;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Command of a platform service: make this company a client at Debitura, with its users, divisions and, if it has them, first cases.
 *
 * @param onboardingRequestId the publisher's id of the request; 1 to 100 of letters, digits and {@code . _ : -}
 * @param environment the Debitura environment it is meant for
 * @param externalTenantId the platform's id of the client, for ever and case-sensitive, at most 255 characters
 * @param client the company
 * @param users at least one
 * @param divisions brands or legal entities to set up with it
 * @param cases cases to send along
 * @param returnUrl absolute http or https URL to which the user returns after signing
 */
public record OnboardingRequest(
        String onboardingRequestId,
        Environment environment,
        String externalTenantId,
        ClientDetails client,
        List<ClientUser> users,
        List<Division> divisions,
        List<FirstCase> cases,
        Optional<String> returnUrl) {

    /** Refuses a required value that is null with {@link NullPointerException}; copies lists, a null list is empty. */
    public OnboardingRequest {
        Objects.requireNonNull(onboardingRequestId, "onboardingRequestId");
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(externalTenantId, "externalTenantId");
        Objects.requireNonNull(client, "client");
        users = users == null ? List.of() : List.copyOf(users);
        divisions = divisions == null ? List.of() : List.copyOf(divisions);
        cases = cases == null ? List.of() : List.copyOf(cases);
        Objects.requireNonNull(returnUrl, "returnUrl");
    }

    /** Starts an empty OnboardingRequest. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from these values. */
    public Builder toBuilder() {
        Builder copy = new Builder();
        copy.onboardingRequestId = onboardingRequestId;
        copy.environment = environment;
        copy.externalTenantId = externalTenantId;
        copy.client = client;
        copy.users = users;
        copy.divisions = divisions;
        copy.cases = cases;
        copy.returnUrl = returnUrl;
        return copy;
    }

    /** Collects the values of a {@link OnboardingRequest}; {@link #build()} refuses what is required and was not set. */
    public static final class Builder {
        private String onboardingRequestId;
        private Environment environment;
        private String externalTenantId;
        private ClientDetails client;
        private List<ClientUser> users = List.of();
        private List<Division> divisions = List.of();
        private List<FirstCase> cases = List.of();
        private Optional<String> returnUrl = Optional.empty();

        private Builder() {}

        /** Sets onboardingRequestId: the publisher's id of the request; 1 to 100 of letters, digits and {@code . _ : -}. */
        public Builder onboardingRequestId(String onboardingRequestId) {
            this.onboardingRequestId = onboardingRequestId;
            return this;
        }

        /** Sets environment: the Debitura environment it is meant for. */
        public Builder environment(Environment environment) {
            this.environment = environment;
            return this;
        }

        /** Sets externalTenantId: the platform's id of the client, for ever and case-sensitive, at most 255 characters. */
        public Builder externalTenantId(String externalTenantId) {
            this.externalTenantId = externalTenantId;
            return this;
        }

        /** Sets client: the company. */
        public Builder client(ClientDetails client) {
            this.client = client;
            return this;
        }

        /** Sets users: at least one. */
        public Builder users(List<ClientUser> users) {
            this.users = List.copyOf(users);
            return this;
        }

        /** Sets divisions: brands or legal entities to set up with it. */
        public Builder divisions(List<Division> divisions) {
            this.divisions = List.copyOf(divisions);
            return this;
        }

        /** Sets cases: cases to send along. */
        public Builder cases(List<FirstCase> cases) {
            this.cases = List.copyOf(cases);
            return this;
        }

        /** Sets returnUrl: absolute http or https URL to which the user returns after signing. Null leaves it absent. */
        public Builder returnUrl(String returnUrl) {
            this.returnUrl = Optional.ofNullable(returnUrl);
            return this;
        }

        /** The values as a {@link OnboardingRequest}. */
        public OnboardingRequest build() {
            return new OnboardingRequest(
                    onboardingRequestId, environment, externalTenantId, client, users, divisions, cases, returnUrl);
        }
    }
}
