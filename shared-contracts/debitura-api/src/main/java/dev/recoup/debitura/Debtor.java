package dev.recoup.debitura;

/**
 * Who owes the money (guide 8); sent with a case and answered with it. Personal data: its text form says only the type.
 *
 * @param type company or private person; required when sent
 * @param name name of the company or full name of the person; required when sent
 * @param contactPerson whom to talk to at a company
 * @param companyRegistrationNumber VAT or register number
 * @param address street and number
 * @param zipCode postal code
 * @param city city
 * @param state region as free text
 * @param stateAlpha2 two letters, required for debtors in the US
 * @param countryAlpha2 ISO 3166-1 alpha-2
 * @param country English country name; loses against {@code countryAlpha2}
 * @param email e-mail address
 * @param phone telephone with country prefix
 */
public record Debtor(
        DebtorType type,
        String name,
        String contactPerson,
        String companyRegistrationNumber,
        String address,
        String zipCode,
        String city,
        String state,
        String stateAlpha2,
        String countryAlpha2,
        String country,
        String email,
        String phone) {

    @Override
    public String toString() {
        return "Debtor[type=" + type + "]";
    }
}
