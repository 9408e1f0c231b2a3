package dev.recoup.events.clients;

import java.util.Objects;
import java.util.Optional;

/**
 * A brand or legal entity inside one client (guide 7).
 *
 * @param companyName name, at most 200 characters
 * @param city city
 * @param countryCode ISO 3166-1 alpha-2 code
 * @param registrationNumber registration number
 * @param address street and number
 * @param zipCode postal code
 * @param state state or region
 * @param officeEmail e-mail
 * @param officePhone telephone number with country prefix
 */
public record Division(
        String companyName,
        String city,
        String countryCode,
        Optional<String> registrationNumber,
        Optional<String> address,
        Optional<String> zipCode,
        Optional<String> state,
        Optional<String> officeEmail,
        Optional<String> officePhone) {

    /** Refuses a required value that is null with {@link NullPointerException}; copies lists, a null list is empty. */
    public Division {
        Objects.requireNonNull(companyName, "companyName");
        Objects.requireNonNull(city, "city");
        Objects.requireNonNull(countryCode, "countryCode");
        Objects.requireNonNull(registrationNumber, "registrationNumber");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(zipCode, "zipCode");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(officeEmail, "officeEmail");
        Objects.requireNonNull(officePhone, "officePhone");
    }

    /** Only the type's name, because the values are personal and logs are not. */
    @Override
    public String toString() {
        return "Division[withheld]";
    }

    /** Starts an empty Division. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from these values. */
    public Builder toBuilder() {
        Builder copy = new Builder();
        copy.companyName = companyName;
        copy.city = city;
        copy.countryCode = countryCode;
        copy.registrationNumber = registrationNumber;
        copy.address = address;
        copy.zipCode = zipCode;
        copy.state = state;
        copy.officeEmail = officeEmail;
        copy.officePhone = officePhone;
        return copy;
    }

    /** Collects the values of a {@link Division}; {@link #build()} refuses what is required and was not set. */
    public static final class Builder {
        private String companyName;
        private String city;
        private String countryCode;
        private Optional<String> registrationNumber = Optional.empty();
        private Optional<String> address = Optional.empty();
        private Optional<String> zipCode = Optional.empty();
        private Optional<String> state = Optional.empty();
        private Optional<String> officeEmail = Optional.empty();
        private Optional<String> officePhone = Optional.empty();

        private Builder() {}

        /** Sets companyName: name, at most 200 characters. */
        public Builder companyName(String companyName) {
            this.companyName = companyName;
            return this;
        }

        /** Sets city: city. */
        public Builder city(String city) {
            this.city = city;
            return this;
        }

        /** Sets countryCode: ISO 3166-1 alpha-2 code. */
        public Builder countryCode(String countryCode) {
            this.countryCode = countryCode;
            return this;
        }

        /** Sets registrationNumber: registration number. Null leaves it absent. */
        public Builder registrationNumber(String registrationNumber) {
            this.registrationNumber = Optional.ofNullable(registrationNumber);
            return this;
        }

        /** Sets address: street and number. Null leaves it absent. */
        public Builder address(String address) {
            this.address = Optional.ofNullable(address);
            return this;
        }

        /** Sets zipCode: postal code. Null leaves it absent. */
        public Builder zipCode(String zipCode) {
            this.zipCode = Optional.ofNullable(zipCode);
            return this;
        }

        /** Sets state: state or region. Null leaves it absent. */
        public Builder state(String state) {
            this.state = Optional.ofNullable(state);
            return this;
        }

        /** Sets officeEmail: e-mail. Null leaves it absent. */
        public Builder officeEmail(String officeEmail) {
            this.officeEmail = Optional.ofNullable(officeEmail);
            return this;
        }

        /** Sets officePhone: telephone number with country prefix. Null leaves it absent. */
        public Builder officePhone(String officePhone) {
            this.officePhone = Optional.ofNullable(officePhone);
            return this;
        }

        /** The values as a {@link Division}. */
        public Division build() {
            return new Division(
                    companyName,
                    city,
                    countryCode,
                    registrationNumber,
                    address,
                    zipCode,
                    state,
                    officeEmail,
                    officePhone);
        }
    }
}
