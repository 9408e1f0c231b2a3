package dev.recoup.debitura;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/** Where a case stands (guide 16). Debitura answers with labels and filters by names; both are understood. */
public enum Lifecycle implements WireValue {
    /** SDCA, PoA or pricing appendix still to be signed. */
    PENDING_CONTRACT_SIGNING("PendingContractSigning", "Pending contract signing"),
    /** Debitura checks the data. */
    PENDING_VERIFICATION_INTERNAL("PendingVerificationInternal", "Pending Verification Internal"),
    /** The collection partner reviews the case. */
    PENDING_VERIFICATION("PendingVerification", "Pending Verification"),
    /** The creditor must supply something. */
    NEEDS_ADDITIONAL_DETAILS("NeedsAdditionalDetails", "More Info Required"),
    /** Quotes are being collected. */
    LEADS("Leads", "Collecting Quotes", "Pending quote by partner"),
    /** Quotes wait for a choice. */
    LEADS_QUOTE_GIVEN("LeadsQuoteGiven", "Pending Quote Selection", "Quote given by partner"),
    /** The case is being collected. */
    ACTIVE("Active"),
    /** On hold; may resume. */
    PAUSED("Paused"),
    /** Ended; the close code says how. */
    CLOSED("Closed"),
    /** Folded into another case. */
    MERGED("Merged"),
    /** Missing, or a state that is not known here. */
    UNKNOWN("Unknown");

    private final String name;
    private final List<String> labels;

    Lifecycle(String name, String... labels) {
        this.name = name;
        this.labels = List.of(labels);
    }

    /**
     * Reads a lifecycle from a webhook, a filter or an answer.
     *
     * @param text name or label in any letter case, null allowed
     * @return the lifecycle, {@link #UNKNOWN} for everything else
     */
    public static Lifecycle of(String text) {
        return WireText.read(Lifecycle.class, text).orElse(UNKNOWN);
    }

    @Override
    @JsonValue
    public String wireValue() {
        return name;
    }

    @Override
    public List<String> alsoReadAs() {
        return labels;
    }

    /**
     * Whether work on the case may still go on; {@link #UNKNOWN} counts as open, so that nobody stops watching it.
     *
     * @return true unless closed or merged
     */
    public boolean isOpen() {
        return this != CLOSED && this != MERGED;
    }
}
