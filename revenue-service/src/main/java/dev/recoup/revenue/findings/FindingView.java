package dev.recoup.revenue.findings;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * A finding as the read API shows it.
 *
 * @param kind what differs
 * @param stage the summary name of the stage
 * @param ours our figure, computed from transaction rows
 * @param theirs the figure that Debitura's summary gives
 * @param detail what helps to find the reason, for unclassified transactions their statuses as Debitura spells them;
 *     null if there is nothing to say
 * @param firstSeen when the difference was first seen
 * @param lastSeen when it was last seen
 * @param resolvedAt when it was gone; null while it is open
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FindingView(
        FindingKind kind,
        String stage,
        String ours,
        String theirs,
        String detail,
        Instant firstSeen,
        Instant lastSeen,
        Instant resolvedAt) {

    static FindingView of(Finding finding) {
        return new FindingView(
                finding.kind,
                finding.stage,
                finding.ours,
                finding.theirs,
                finding.detail,
                finding.firstSeen,
                finding.lastSeen,
                finding.resolvedAt);
    }
}
