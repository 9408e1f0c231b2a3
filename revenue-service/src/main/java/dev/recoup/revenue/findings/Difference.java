package dev.recoup.revenue.findings;

import java.util.Optional;

/**
 * One thing on which two sources disagree.
 *
 * @param kind what differs
 * @param stage the summary name of the stage it differs in
 * @param ours the figure computed from transaction rows, as text
 * @param theirs the figure of the other source, as text
 * @param detail what helps to find the reason
 */
public record Difference(FindingKind kind, String stage, String ours, String theirs, Optional<String> detail) {

    /**
     * Two figures that differ.
     *
     * @param kind what differs
     * @param stage the summary name of the stage it differs in
     * @param ours the figure computed from transaction rows, as text
     * @param theirs the figure of the other source, as text
     */
    public Difference(FindingKind kind, String stage, String ours, String theirs) {
        this(kind, stage, ours, theirs, Optional.empty());
    }
}
