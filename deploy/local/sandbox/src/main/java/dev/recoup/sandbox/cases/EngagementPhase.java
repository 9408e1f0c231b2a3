package dev.recoup.sandbox.cases;

import java.util.Arrays;
import java.util.Optional;

/** How far the agency's work on a case has gone; apart from the lifecycle, and never announced (guide 16). */
public enum EngagementPhase {
    /** The agency writes and calls. */
    PRE_LEGAL("Pre-legal"),
    /** A court is asked. */
    LEGAL("Legal"),
    /** A judgement is carried out. */
    ENFORCEMENT("Enforcement");

    private final String label;

    EngagementPhase(String label) {
        this.label = label;
    }

    /** Returns the text that answers carry. */
    public String label() {
        return label;
    }

    /** Finds a phase by its text. */
    public static Optional<EngagementPhase> of(String label) {
        return Arrays.stream(values())
                .filter(phase -> phase.label.equalsIgnoreCase(label))
                .findFirst();
    }
}
