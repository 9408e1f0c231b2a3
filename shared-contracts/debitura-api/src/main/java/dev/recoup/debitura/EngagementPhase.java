package dev.recoup.debitura;

import com.fasterxml.jackson.annotation.JsonValue;

/** Phase of a collection partner's engagement (guide 16); no engagement at all is an empty optional, not a phase. */
public enum EngagementPhase implements WireValue {
    /** Out of court. */
    PRE_LEGAL("Pre-legal"),
    /** In court. */
    LEGAL("Legal"),
    /** Enforcing a judgment. */
    ENFORCEMENT("Enforcement"),
    /** A phase that is not known here. */
    UNKNOWN("Unknown");

    private final String text;

    EngagementPhase(String text) {
        this.text = text;
    }

    @Override
    @JsonValue
    public String wireValue() {
        return text;
    }
}
