package dev.recoup.debitura.referral;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.recoup.debitura.CreateCase;
import java.util.List;

/**
 * A client to create or to read the state of (guide 6.1). Null components are left out of the request. Personal data:
 * its text form says only the tenant id.
 *
 * @param externalTenantId the platform's key for the client for ever, case-sensitive, 1 to 255 characters
 * @param client the company
 * @param users at least one; with several exactly one is the onboarding user
 * @param cases cases to create with the client, may be empty
 */
public record CreateClient(
        String externalTenantId,
        Details client,
        List<User> users,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<CreateCase> cases) {

    /** Copies the lists; a missing one is empty. */
    public CreateClient {
        users = users == null ? List.of() : List.copyOf(users);
        cases = cases == null ? List.of() : List.copyOf(cases);
    }

    @Override
    public String toString() {
        return "CreateClient[externalTenantId=" + externalTenantId + "]";
    }

    /**
     * The company.
     *
     * @param name legal name, required
     * @param registrationNumber register number
     * @param address street and number, at most 500 characters
     * @param zipCode postal code, at most 20 characters
     * @param city city, at most 100 characters
     * @param state region, at most 100 characters
     * @param country alpha-2 code or full English name, required
     * @param supportEmail e-mail address, required; an existing account is found by it
     * @param supportPhone telephone
     */
    public record Details(
            String name,
            String registrationNumber,
            String address,
            String zipCode,
            String city,
            String state,
            String country,
            String supportEmail,
            String supportPhone) {

        @Override
        public String toString() {
            return "Details[country=" + country + "]";
        }
    }

    /**
     * A user of the client; personal data, without text form.
     *
     * @param name full name, required
     * @param email e-mail address, required; an existing account is found by it
     * @param isOnboardingUser true for the one who signs
     */
    public record User(
            String name,
            String email,
            @JsonProperty("isOnboardingUser") boolean isOnboardingUser) {

        @Override
        public String toString() {
            return "User[]";
        }
    }
}
