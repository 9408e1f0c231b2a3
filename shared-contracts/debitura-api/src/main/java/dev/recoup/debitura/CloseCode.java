package dev.recoup.debitura;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/** Why a case was closed (guide 16). Only two codes mean that money was recovered. */
public enum CloseCode implements WireValue {
    /** Paid in full. */
    PAID("Paid", Recovery.RECOVERED),
    /** Paid in part. */
    PARTIALLY_PAID("Partially paid", Recovery.RECOVERED),
    /** The debtor is insolvent. */
    DEBTOR_INSOLVENT("Debtor Insolvent/Bankrupt", Recovery.NOT_RECOVERED),
    /** The debtor cannot be found. */
    DEBTOR_UNTRACEABLE("Debtor Untraceable", Recovery.NOT_RECOVERED),
    /** Disputed, and the client declined legal action. */
    DISPUTED_LEGAL_ACTION_DECLINED("Disputed – Legal Action Declined by Client", Recovery.NOT_RECOVERED),
    /** The client withdrew it. */
    WITHDRAWN_BY_CLIENT("Withdrawn by Client", Recovery.NOT_RECOVERED),
    /** Pre-legal means are exhausted. */
    PRE_LEGAL_EXHAUSTED("Pre-Legal Exhausted – No Payment", Recovery.NOT_RECOVERED),
    /** Too old to be claimed. */
    STATUTE_OF_LIMITATIONS_EXPIRED("Statute of Limitations Expired", Recovery.NOT_RECOVERED),
    /** The client rejected a settlement. */
    SETTLEMENT_REJECTED("Settlement Rejected by Client", Recovery.NOT_RECOVERED),
    /** The client does not answer. */
    UNRESPONSIVE_CLIENT("Unresponsive Client", Recovery.NOT_RECOVERED),
    /** Not worth pursuing. */
    UNECONOMICAL("Uneconomical to Pursue", Recovery.NOT_RECOVERED),
    /** Another reason. */
    OTHER("Other", Recovery.NOT_RECOVERED),
    /** Never started. */
    NEVER_STARTED("Case never started", Recovery.NOT_RECOVERED),
    /** Never started, closed by Debitura; a withdrawn client ends so. */
    NEVER_STARTED_INTERNAL("Case never started - Internal", Recovery.NOT_RECOVERED),
    /** The data of the case was not usable. */
    INVALID_CASE_DATA("Invalid Case Data", Recovery.NOT_RECOVERED),
    /** No partner quoted. */
    NO_QUOTES_RECEIVED("No Quotes Received", Recovery.NOT_RECOVERED),
    /** No quote was accepted in time. */
    QUOTES_EXPIRED("Quotes Expired – Not Accepted", Recovery.NOT_RECOVERED),
    /** A code that is not known here. */
    UNKNOWN("Unknown", Recovery.UNKNOWN);

    /** Whether a close code means that money came in. */
    public enum Recovery {
        /** Money was recovered, in full or in part. */
        RECOVERED,
        /** No money was recovered. */
        NOT_RECOVERED,
        /** The code does not tell. */
        UNKNOWN
    }

    private final String label;
    private final Recovery recovery;

    CloseCode(String label, Recovery recovery) {
        this.label = label;
        this.recovery = recovery;
    }

    /**
     * Reads a close code; dashes of any kind are alike.
     *
     * @param text the label in any letter case, null allowed
     * @return the code, {@link #UNKNOWN} for everything else
     */
    public static CloseCode of(String text) {
        return WireText.read(CloseCode.class, text).orElse(UNKNOWN);
    }

    @Override
    @JsonValue
    public String wireValue() {
        return label;
    }

    @Override
    public List<String> alsoReadAs() {
        return List.of(name());
    }

    /**
     * Whether this ending means recovered money.
     *
     * @return the recovery, never null
     */
    public Recovery recovery() {
        return recovery;
    }
}
