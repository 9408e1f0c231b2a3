package dev.recoup.sandbox.cases;

import java.util.Arrays;
import java.util.Optional;

/** What is known of the debtor's view of a claim (guide 16). */
public enum DisputeStatus {
    /** The debtor disputes it. */
    DISPUTED("Yes, the claim is disputed"),
    /** The debtor does not. */
    UNDISPUTED("No, the claim is not disputed"),
    /** Nobody knows. */
    UNCLEAR("Don't Know");

    private final String label;

    DisputeStatus(String label) {
        this.label = label;
    }

    /** Returns the text that answers carry. */
    public String label() {
        return label;
    }

    /** Finds a status by its text. */
    public static Optional<DisputeStatus> of(String label) {
        return Arrays.stream(values())
                .filter(status -> status.label.equalsIgnoreCase(label))
                .findFirst();
    }
}
