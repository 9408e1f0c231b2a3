package dev.recoup.debitura.customer;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A division of the creditor.
 *
 * @param id its id
 * @param companyName name
 * @param registrationNumber register number
 * @param address street and number
 * @param zipCode postal code
 * @param state region
 * @param city city
 * @param country country
 * @param officeEmail e-mail address
 * @param officePhone telephone
 * @param isArchived out of use for good
 * @param createdUtc when it was created
 * @param updatedUtc when it last changed
 */
public record Division(
        UUID id,
        Optional<String> companyName,
        Optional<String> registrationNumber,
        Optional<String> address,
        Optional<String> zipCode,
        Optional<String> state,
        Optional<String> city,
        Optional<Country> country,
        Optional<String> officeEmail,
        Optional<String> officePhone,
        @JsonProperty("isArchived") boolean isArchived,
        Instant createdUtc,
        Optional<Instant> updatedUtc) {

    @Override
    public String toString() {
        return "Division[id=" + id + ", isArchived=" + isArchived + "]";
    }

    /**
     * A country.
     *
     * @param id its id
     * @param name its name
     * @param alpha2 ISO 3166-1 alpha-2
     */
    public record Country(int id, Optional<String> name, Optional<String> alpha2) {}
}
