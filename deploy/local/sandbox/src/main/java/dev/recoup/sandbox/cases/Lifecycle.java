package dev.recoup.sandbox.cases;

import java.util.Arrays;
import java.util.Optional;

/** Where a case stands (guide 16): filters take name or label, answers carry the label. */
public enum Lifecycle {
    /** The collection agreement is not signed. */
    PENDING_CONTRACT_SIGNING("PendingContractSigning", "Pending contract signing"),
    /** Debitura checks the data. */
    PENDING_VERIFICATION_INTERNAL("PendingVerificationInternal", "Pending Verification Internal"),
    /** The collection partner reviews. */
    PENDING_VERIFICATION("PendingVerification", "Pending Verification"),
    /** The creditor must supply something. */
    NEEDS_ADDITIONAL_DETAILS("NeedsAdditionalDetails", "More Info Required"),
    /** Quotes are being collected. */
    LEADS("Leads", "Collecting Quotes"),
    /** Quotes are there. */
    LEADS_QUOTE_GIVEN("LeadsQuoteGiven", "Pending Quote Selection"),
    /** Being collected. */
    ACTIVE("Active", "Active"),
    /** On hold. */
    PAUSED("Paused", "Paused"),
    /** Ended; a close code says how. */
    CLOSED("Closed", "Closed"),
    /** Folded into another case. */
    MERGED("Merged", "Merged");

    private final String wireName;
    private final String label;

    Lifecycle(String wireName, String label) {
        this.wireName = wireName;
        this.label = label;
    }

    /** Returns the name that filters take, for example {@code NeedsAdditionalDetails}. */
    public String wireName() {
        return wireName;
    }

    /** Returns the text that answers carry, for example {@code More Info Required}. */
    public String label() {
        return label;
    }

    /** Tells whether the case may still move; the two others are the end. */
    public boolean isOpen() {
        return this != CLOSED && this != MERGED;
    }

    /** Returns where a case goes that passes the check it is in; empty when it is in none. */
    Optional<Lifecycle> afterCheck() {
        return switch (this) {
            case PENDING_VERIFICATION_INTERNAL -> Optional.of(PENDING_VERIFICATION);
            case PENDING_VERIFICATION -> Optional.of(ACTIVE);
            case PENDING_CONTRACT_SIGNING,
                    NEEDS_ADDITIONAL_DETAILS,
                    LEADS,
                    LEADS_QUOTE_GIVEN,
                    ACTIVE,
                    PAUSED,
                    CLOSED,
                    MERGED -> Optional.empty();
        };
    }

    /** Tells whether offers of agencies are being collected or chosen from. */
    boolean isQuoting() {
        return this == LEADS || this == LEADS_QUOTE_GIVEN;
    }

    /** Finds a lifecycle by name or label, ignoring case. */
    public static Optional<Lifecycle> of(String nameOrLabel) {
        return Arrays.stream(values())
                .filter(lifecycle -> lifecycle.wireName.equalsIgnoreCase(nameOrLabel)
                        || lifecycle.label.equalsIgnoreCase(nameOrLabel))
                .findFirst();
    }
}
