package dev.recoup.revenue.findings;

/**
 * One thing on which two sources disagree.
 *
 * @param kind what differs
 * @param stage the summary name of the stage it differs in
 * @param ours the figure computed from transaction rows, as text
 * @param theirs the figure of the other source, as text
 */
public record Difference(FindingKind kind, String stage, String ours, String theirs) {}
