package dev.recoup.sandbox.clients;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where a creditor wants its money.
 *
 * @param id Debitura's number for it
 * @param details what is known of it, by the names of the Customer API; what is not known is absent
 */
public record BankAccount(int id, Map<String, String> details) {

    /** What can be said of a bank account, beside its number. */
    public static final List<String> FIELDS = List.of(
            "label",
            "scheme",
            "currencyCode",
            "bankCountryCode",
            "accountHolderName",
            "iban",
            "bic",
            "accountNumber",
            "localIdentifier",
            "localIdentifierType",
            "bankName",
            "bankAddress",
            "bankCity",
            "bankZipCode",
            "bankState");

    private static final Set<String> SCHEMES = Set.of("IBAN", "SWIFT", "LOCAL");

    /** Refuses a scheme that there is not. */
    public BankAccount {
        details = Map.copyOf(details);
        if (!SCHEMES.contains(details.getOrDefault("scheme", ""))) {
            throw new IllegalArgumentException("scheme is IBAN, SWIFT or LOCAL");
        }
    }
}
