package dev.recoup.testing.contract;

/**
 * A request or an answer that the published document does not allow.
 *
 * @param operation the operation as {@link Contract} names it, or the method and path of one that does not exist
 * @param side who broke the contract
 * @param what the rule that was broken and where; values that the document names may occur, such as an unknown constant
 */
public record Violation(String operation, Side side, String what) {

    /** Who broke the contract. */
    public enum Side {
        /** The client, by what it asked. */
        REQUEST,
        /** The API, by what it answered. */
        ANSWER
    }

    @Override
    public String toString() {
        return side + " of " + operation + ": " + what;
    }
}
