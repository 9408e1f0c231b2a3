package dev.recoup.sandbox.contract;

/**
 * One way in which a value differs from the published contract.
 *
 * @param field dotted path of the value, for example {@code debtor.email} or {@code users[0].name}; empty for the whole
 * @param kind whether the value has the wrong type, or the right type but a forbidden content
 * @param message what is wrong, without the value itself
 */
public record Breach(String field, Kind kind, String message) {

    /** The two kinds that Debitura answers with different bodies. */
    public enum Kind {
        /** The value could not be read as the declared type; answered with problem details. */
        TYPE,
        /** The value was read, but breaks a rule such as a length; answered with a field map. */
        RULE
    }

    @Override
    public String toString() {
        return (field.isEmpty() ? "(whole)" : field) + ": " + message;
    }
}
