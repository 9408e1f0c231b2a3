package dev.recoup.revenue.findings;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Differences between the figures computed here and what Debitura's summary says. A finding never changes a figure: it
 * stands beside it until the two agree again.
 */
@ApplicationScoped
public class Findings implements PanacheRepository<Finding> {

    private static final Logger LOG = Logger.getLogger(Findings.class);

    private final Clock clock;
    private final AtomicLong openFindings;

    Findings(Clock clock, Instance<MeterRegistry> meters) {
        this.clock = clock;
        this.openFindings = new AtomicLong();
        meters.forEach(registry -> registry.gauge("recoup.revenue.findings.open", openFindings));
    }

    /**
     * Makes the open findings of an environment exactly the given ones: new ones are opened, known ones are seen again
     * with their newest figures, and those that are gone are resolved.
     *
     * @param environment Debitura's environment
     * @param compared the stages, by summary name, that could be compared; findings of other stages stay as they are
     * @param differences what differs now
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void settle(String environment, Set<String> compared, List<Difference> differences) {
        Instant now = clock.instant();
        Set<Finding> gone = new HashSet<>(open(environment));
        gone.removeIf(finding -> !compared.contains(finding.stage));
        for (Difference difference : differences) {
            Finding finding = open(environment).stream()
                    .filter(known -> known.kind == difference.kind() && known.stage.equals(difference.stage()))
                    .findFirst()
                    .orElseGet(() -> opened(environment, difference, now));
            finding.ours = difference.ours();
            finding.theirs = difference.theirs();
            finding.detail = difference.detail().orElse(null);
            finding.lastSeen = now;
            gone.remove(finding);
        }
        gone.forEach(finding -> {
            finding.resolvedAt = now;
            LOG.infof("Finding %s in stage %s is resolved", finding.kind, finding.stage);
        });
        openFindings.set(open(environment).size());
    }

    /**
     * The findings of an environment that are still open, oldest first.
     *
     * @param environment Debitura's environment
     * @return never null
     */
    public List<FindingView> openViews(String environment) {
        return open(environment).stream().map(FindingView::of).toList();
    }

    /**
     * The newest findings of an environment, open and resolved.
     *
     * @param environment Debitura's environment
     * @param limit at most so many
     * @return newest first, never null
     */
    public List<FindingView> newest(String environment, int limit) {
        return find("environment", Sort.descending("id"), environment).page(0, limit).list().stream()
                .map(FindingView::of)
                .toList();
    }

    private List<Finding> open(String environment) {
        return list("environment = ?1 and resolvedAt is null", Sort.ascending("id"), environment);
    }

    private Finding opened(String environment, Difference difference, Instant now) {
        Finding finding = new Finding();
        finding.environment = environment;
        finding.kind = difference.kind();
        finding.stage = difference.stage();
        finding.ours = difference.ours();
        finding.theirs = difference.theirs();
        finding.detail = difference.detail().orElse(null);
        finding.firstSeen = now;
        finding.lastSeen = now;
        persist(finding);
        LOG.warnf(
                "Finding %s in stage %s: rows say %s, the summary says %s",
                difference.kind(), difference.stage(), difference.ours(), difference.theirs());
        return finding;
    }
}
