package dev.recoup.debitura.customer;

import java.util.Optional;
import java.util.UUID;

/**
 * The creditor behind the token; its text form says only the id.
 *
 * @param id Debitura's creditor id
 * @param companyName name
 * @param companyRegistrationNumber register number
 * @param address street and number
 * @param zipCode postal code
 * @param city city
 * @param state region
 * @param country country name
 * @param officeEmail e-mail address
 * @param officePhone telephone
 */
public record CreditorProfile(
        UUID id,
        Optional<String> companyName,
        Optional<String> companyRegistrationNumber,
        Optional<String> address,
        Optional<String> zipCode,
        Optional<String> city,
        Optional<String> state,
        Optional<String> country,
        Optional<String> officeEmail,
        Optional<String> officePhone) {

    @Override
    public String toString() {
        return "CreditorProfile[id=" + id + "]";
    }
}
