package dev.recoup.events.cases;

import java.util.Objects;
import java.util.Optional;

/**
 * Who owes the money (guide 8); personal data, never logged.
 *
 * @param type company or person
 * @param name company name, or full name of the person
 * @param contactPerson whom to talk to at a company
 * @param companyRegistrationNumber VAT, organisation or similar number
 * @param address street and number
 * @param zipCode postal code
 * @param city city
 * @param state region as free text; ignored by Debitura for US debtors
 * @param stateAlpha2 US state: two letters, {@code US-CA} or its English name
 * @param countryAlpha2 ISO 3166-1 alpha-2 code, the preferred way to name the country
 * @param country exact English country name; loses against countryAlpha2
 * @param email e-mail address
 * @param phone telephone number with country prefix
 */
public record Debtor(
        DebtorType type,
        String name,
        Optional<String> contactPerson,
        Optional<String> companyRegistrationNumber,
        String address,
        Optional<String> zipCode,
        String city,
        Optional<String> state,
        Optional<String> stateAlpha2,
        Optional<String> countryAlpha2,
        Optional<String> country,
        Optional<String> email,
        Optional<String> phone) {

    /** Refuses a required value that is null with {@link NullPointerException}; copies lists, a null list is empty. */
    public Debtor {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(contactPerson, "contactPerson");
        Objects.requireNonNull(companyRegistrationNumber, "companyRegistrationNumber");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(zipCode, "zipCode");
        Objects.requireNonNull(city, "city");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(stateAlpha2, "stateAlpha2");
        Objects.requireNonNull(countryAlpha2, "countryAlpha2");
        Objects.requireNonNull(country, "country");
        Objects.requireNonNull(email, "email");
        Objects.requireNonNull(phone, "phone");
    }

    /** Only the type's name, because the values are personal and logs are not. */
    @Override
    public String toString() {
        return "Debtor[withheld]";
    }

    /** Starts an empty Debtor. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from these values. */
    public Builder toBuilder() {
        Builder copy = new Builder();
        copy.type = type;
        copy.name = name;
        copy.contactPerson = contactPerson;
        copy.companyRegistrationNumber = companyRegistrationNumber;
        copy.address = address;
        copy.zipCode = zipCode;
        copy.city = city;
        copy.state = state;
        copy.stateAlpha2 = stateAlpha2;
        copy.countryAlpha2 = countryAlpha2;
        copy.country = country;
        copy.email = email;
        copy.phone = phone;
        return copy;
    }

    /** Collects the values of a {@link Debtor}; {@link #build()} refuses what is required and was not set. */
    public static final class Builder {
        private DebtorType type;
        private String name;
        private Optional<String> contactPerson = Optional.empty();
        private Optional<String> companyRegistrationNumber = Optional.empty();
        private String address;
        private Optional<String> zipCode = Optional.empty();
        private String city;
        private Optional<String> state = Optional.empty();
        private Optional<String> stateAlpha2 = Optional.empty();
        private Optional<String> countryAlpha2 = Optional.empty();
        private Optional<String> country = Optional.empty();
        private Optional<String> email = Optional.empty();
        private Optional<String> phone = Optional.empty();

        private Builder() {}

        /** Sets type: company or person. */
        public Builder type(DebtorType type) {
            this.type = type;
            return this;
        }

        /** Sets name: company name, or full name of the person. */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** Sets contactPerson: whom to talk to at a company. Null leaves it absent. */
        public Builder contactPerson(String contactPerson) {
            this.contactPerson = Optional.ofNullable(contactPerson);
            return this;
        }

        /** Sets companyRegistrationNumber: VAT, organisation or similar number. Null leaves it absent. */
        public Builder companyRegistrationNumber(String companyRegistrationNumber) {
            this.companyRegistrationNumber = Optional.ofNullable(companyRegistrationNumber);
            return this;
        }

        /** Sets address: street and number. */
        public Builder address(String address) {
            this.address = address;
            return this;
        }

        /** Sets zipCode: postal code. Null leaves it absent. */
        public Builder zipCode(String zipCode) {
            this.zipCode = Optional.ofNullable(zipCode);
            return this;
        }

        /** Sets city: city. */
        public Builder city(String city) {
            this.city = city;
            return this;
        }

        /** Sets state: region as free text; ignored by Debitura for US debtors. Null leaves it absent. */
        public Builder state(String state) {
            this.state = Optional.ofNullable(state);
            return this;
        }

        /** Sets stateAlpha2: US state: two letters, {@code US-CA} or its English name. Null leaves it absent. */
        public Builder stateAlpha2(String stateAlpha2) {
            this.stateAlpha2 = Optional.ofNullable(stateAlpha2);
            return this;
        }

        /** Sets countryAlpha2: ISO 3166-1 alpha-2 code, the preferred way to name the country. Null leaves it absent. */
        public Builder countryAlpha2(String countryAlpha2) {
            this.countryAlpha2 = Optional.ofNullable(countryAlpha2);
            return this;
        }

        /** Sets country: exact English country name; loses against countryAlpha2. Null leaves it absent. */
        public Builder country(String country) {
            this.country = Optional.ofNullable(country);
            return this;
        }

        /** Sets email: e-mail address. Null leaves it absent. */
        public Builder email(String email) {
            this.email = Optional.ofNullable(email);
            return this;
        }

        /** Sets phone: telephone number with country prefix. Null leaves it absent. */
        public Builder phone(String phone) {
            this.phone = Optional.ofNullable(phone);
            return this;
        }

        /** The values as a {@link Debtor}. */
        public Debtor build() {
            return new Debtor(
                    type,
                    name,
                    contactPerson,
                    companyRegistrationNumber,
                    address,
                    zipCode,
                    city,
                    state,
                    stateAlpha2,
                    countryAlpha2,
                    country,
                    email,
                    phone);
        }
    }
}
