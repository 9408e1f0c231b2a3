package dev.recoup.debitura.customer;

/**
 * A division to create, or everything of a division to replace. Null components are left out of the request.
 *
 * @param companyName name, at most 200 characters, required
 * @param registrationNumber register number, at most 50 characters
 * @param address street and number
 * @param zipCode postal code, at most 50 characters
 * @param state region
 * @param city city, required
 * @param countryCode ISO 3166-1 alpha-2, required
 * @param officeEmail e-mail address, at most 250 characters
 * @param officePhone telephone, at most 50 characters
 */
public record DivisionDetails(
        String companyName,
        String registrationNumber,
        String address,
        String zipCode,
        String state,
        String city,
        String countryCode,
        String officeEmail,
        String officePhone) {

    @Override
    public String toString() {
        return "DivisionDetails[companyName=" + companyName + "]";
    }
}
