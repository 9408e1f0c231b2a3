package dev.recoup.events.clients;

import java.util.Objects;
import java.util.Optional;

/**
 * The company to be onboarded (guide 6.1).
 *
 * @param name legal name
 * @param country ISO 3166-1 alpha-2 code or full English name
 * @param supportEmail e-mail of the company; one e-mail belongs to one client at Debitura
 * @param registrationNumber company registration number
 * @param address street and number, at most 500 characters
 * @param zipCode postal code, at most 20 characters
 * @param city city, at most 100 characters
 * @param state state or region, at most 100 characters
 * @param supportPhone telephone number with country prefix
 */
public record ClientDetails(
        String name,
        String country,
        String supportEmail,
        Optional<String> registrationNumber,
        Optional<String> address,
        Optional<String> zipCode,
        Optional<String> city,
        Optional<String> state,
        Optional<String> supportPhone) {

    /** Refuses a required value that is null with {@link NullPointerException}; copies lists, a null list is empty. */
    public ClientDetails {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(country, "country");
        Objects.requireNonNull(supportEmail, "supportEmail");
        Objects.requireNonNull(registrationNumber, "registrationNumber");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(zipCode, "zipCode");
        Objects.requireNonNull(city, "city");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(supportPhone, "supportPhone");
    }

    /** Only the type's name, because the values are personal and logs are not. */
    @Override
    public String toString() {
        return "ClientDetails[withheld]";
    }

    /** Starts an empty ClientDetails. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from these values. */
    public Builder toBuilder() {
        Builder copy = new Builder();
        copy.name = name;
        copy.country = country;
        copy.supportEmail = supportEmail;
        copy.registrationNumber = registrationNumber;
        copy.address = address;
        copy.zipCode = zipCode;
        copy.city = city;
        copy.state = state;
        copy.supportPhone = supportPhone;
        return copy;
    }

    /** Collects the values of a {@link ClientDetails}; {@link #build()} refuses what is required and was not set. */
    public static final class Builder {
        private String name;
        private String country;
        private String supportEmail;
        private Optional<String> registrationNumber = Optional.empty();
        private Optional<String> address = Optional.empty();
        private Optional<String> zipCode = Optional.empty();
        private Optional<String> city = Optional.empty();
        private Optional<String> state = Optional.empty();
        private Optional<String> supportPhone = Optional.empty();

        private Builder() {}

        /** Sets name: legal name. */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** Sets country: ISO 3166-1 alpha-2 code or full English name. */
        public Builder country(String country) {
            this.country = country;
            return this;
        }

        /** Sets supportEmail: e-mail of the company; one e-mail belongs to one client at Debitura. */
        public Builder supportEmail(String supportEmail) {
            this.supportEmail = supportEmail;
            return this;
        }

        /** Sets registrationNumber: company registration number. Null leaves it absent. */
        public Builder registrationNumber(String registrationNumber) {
            this.registrationNumber = Optional.ofNullable(registrationNumber);
            return this;
        }

        /** Sets address: street and number, at most 500 characters. Null leaves it absent. */
        public Builder address(String address) {
            this.address = Optional.ofNullable(address);
            return this;
        }

        /** Sets zipCode: postal code, at most 20 characters. Null leaves it absent. */
        public Builder zipCode(String zipCode) {
            this.zipCode = Optional.ofNullable(zipCode);
            return this;
        }

        /** Sets city: city, at most 100 characters. Null leaves it absent. */
        public Builder city(String city) {
            this.city = Optional.ofNullable(city);
            return this;
        }

        /** Sets state: state or region, at most 100 characters. Null leaves it absent. */
        public Builder state(String state) {
            this.state = Optional.ofNullable(state);
            return this;
        }

        /** Sets supportPhone: telephone number with country prefix. Null leaves it absent. */
        public Builder supportPhone(String supportPhone) {
            this.supportPhone = Optional.ofNullable(supportPhone);
            return this;
        }

        /** The values as a {@link ClientDetails}. */
        public ClientDetails build() {
            return new ClientDetails(
                    name, country, supportEmail, registrationNumber, address, zipCode, city, state, supportPhone);
        }
    }
}
