package dev.recoup.sandbox.contract;

/**
 * One way in which a value differs from the published contract.
 *
 * @param field dotted path of the value, for example {@code debtor.email} or {@code users[0].name}; empty for the whole
 * @param kind how bad it is
 * @param message what is wrong, without the value itself
 */
public record Breach(String field, Kind kind, String message) {

    /** What a breach says about the caller, and with which body it is answered. */
    public enum Kind {
        /** The value could not be read as the declared type; answered with problem details. */
        TYPE,
        /** The value was read, but a correct client never writes so; answered with a field map. */
        SHAPE,
        /** The value was read, but its content breaks a rule such as a length; answered with a field map. */
        RULE
    }

    @Override
    public String toString() {
        return (field.isEmpty() ? "(whole)" : field) + ": " + message;
    }
}
