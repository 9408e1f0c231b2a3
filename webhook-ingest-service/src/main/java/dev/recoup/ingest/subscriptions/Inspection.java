package dev.recoup.ingest.subscriptions;

import dev.recoup.debitura.limits.Lane;
import dev.recoup.debitura.referral.WebhookSubscription;
import dev.recoup.ingest.subscriptions.Finding.Changed;
import dev.recoup.ingest.subscriptions.Finding.Doubled;
import dev.recoup.ingest.subscriptions.Finding.OnAgain;
import dev.recoup.ingest.subscriptions.Finding.Remedy;
import dev.recoup.ingest.subscriptions.Finding.SwitchedOff;
import dev.recoup.ingest.subscriptions.Finding.Vanished;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Compares what Debitura has with what was asked for, owner by owner, and has repaired what can be. */
@Singleton
public class Inspection {

    // Reads the whole table, as seldom as recoup.ingest.watchdog.count says: the clients' are counted.
    private static final String STANDINGS = """
            select case kind when 'referral' then name else 'creditors' end,
                   count(*) filter (where state in ('DISABLED', 'MISSING')
                                       or state = 'INTENDED' and missed_since is not null),
                   count(*) filter (where drift is not null),
                   count(*) filter (where trouble is not null)
            from webhook_subscription where state <> 'DELETED' group by 1 order by 1
            """;

    private final ManagedSubscriptions subscriptions;
    private final AtDebitura debitura;
    private final Reconciliation reconciliation;
    private final Upkeep upkeep;
    private final ManagementConfig config;
    private final EntityManager database;
    private final Clock clock;

    @Inject
    Inspection(
            ManagedSubscriptions subscriptions,
            AtDebitura debitura,
            Reconciliation reconciliation,
            Upkeep upkeep,
            ManagementConfig config,
            EntityManager database,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.debitura = debitura;
        this.reconciliation = reconciliation;
        this.upkeep = upkeep;
        this.config = config;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Whose turn it is, and the attempts of those subscriptions about which Debitura was being told nothing before it was
     * asked. Of any other, what it shows may be older than what the row says by the time they are compared.
     */
    private record Round(Owner owner, Map<String, Long> attempts) {

        static Round of(List<ManagedSubscription> due) {
            return new Round(
                    due.getFirst().owner(),
                    due.stream()
                            .filter(row -> row.state.isSettled() && row.leaseUntil == null)
                            .collect(Collectors.toMap(row -> row.name, row -> row.attempt)));
        }
    }

    /**
     * Looks at the partner's subscriptions if it is time, in one replica.
     *
     * @param interval when to look again
     * @return what was found; empty if it is not time
     * @throws dev.recoup.debitura.DebituraException if Debitura cannot be asked; it is then tried after the interval
     */
    public Optional<List<Finding>> lookAtPartners(Duration interval) {
        return look("referral", interval);
    }

    /**
     * Looks at one client's subscriptions if it is time for any; otherwise like {@link #lookAtPartners}.
     *
     * @param interval when to look again
     * @return what was found; empty if it is nobody's time
     */
    public Optional<List<Finding>> lookAtClients(Duration interval) {
        return look("creditor", interval);
    }

    private Optional<List<Finding>> look(String kind, Duration interval) {
        List<ManagedSubscription> due = QuarkusTransaction.requiringNew()
                .call(() -> subscriptions.claimPoll(kind, clock.instant().plus(interval)));
        if (due.isEmpty()) {
            return Optional.empty();
        }
        Round round = Round.of(due);
        Lane lane =
                switch (round.owner()) {
                    case Owner.Partner() -> Lane.REFRESH;
                    case Owner.Client(String _) -> Lane.RECONCILE;
                };
        List<WebhookSubscription> there = lane.call(() -> debitura.all(round.owner()));
        List<Finding> findings = QuarkusTransaction.requiringNew().call(() -> compare(round, there));
        findings.forEach(finding -> deleteSurplus(round.owner(), finding));
        return Optional.of(findings);
    }

    private List<Finding> compare(Round round, List<WebhookSubscription> there) {
        List<Finding> findings = new ArrayList<>();
        subscriptions.ofOwner(round.owner()).stream()
                .filter(row -> row.state.isSettled())
                .filter(row -> Long.valueOf(row.attempt).equals(round.attempts().get(row.name)))
                .forEach(row -> compare(row, there, findings));
        return findings;
    }

    private void compare(ManagedSubscription row, List<WebhookSubscription> there, List<Finding> findings) {
        Instant now = clock.instant();
        row.polledAt = now;
        there.stream()
                .filter(other -> other.url().equals(row.url) && !other.id().equals(row.debituraId))
                .map(other -> new Doubled(row.name, other.id()))
                .forEach(findings::add);
        there.stream()
                .filter(same -> same.id().equals(row.debituraId))
                .findFirst()
                .ifPresentOrElse(found -> compare(row, found, findings, now), () -> {
                    row.vanished(now);
                    upkeep.wakeAfterCommit();
                    findings.add(new Vanished(
                            row.name, row.state == SubscriptionState.MISSING ? Remedy.NONE : Remedy.CREATED_ANEW));
                });
    }

    private void compare(ManagedSubscription row, WebhookSubscription found, List<Finding> findings, Instant now) {
        row.disabledReason = found.disabledReason().orElse(null);
        String differences = row.differences(found);
        if (!differences.isEmpty() && !differences.equals(row.drift)) {
            findings.add(new Changed(row.name, differences));
        }
        row.drift = differences.isEmpty() ? null : differences;
        if (row.state == SubscriptionState.ACTIVE && !found.isActive()) {
            row.switchedOff(now, now.plus(pauseBeforeResuming(row)));
            upkeep.wakeAfterCommit();
            findings.add(new SwitchedOff(row.name, found.disabledReason()));
        } else if (row.state == SubscriptionState.ACTIVE) {
            row.goodAt = now;
            row.outliveLostSecret(now);
            reconciliation.requestIfMissed(row);
            forgiveAfterGoodTimes(row, now);
        } else if (row.state == SubscriptionState.DISABLED && found.isActive()) {
            row.see(Activity.ON, now);
            row.settle(now);
            reconciliation.requestIfMissed(row);
            findings.add(new OnAgain(row.name));
        }
    }

    /** The first time it is switched on at once, and then ever later as long as it does not stay on. */
    private Duration pauseBeforeResuming(ManagedSubscription row) {
        if (row.resumptions == 0) {
            return Duration.ZERO;
        }
        Duration pause = config.resumePause().multipliedBy(1L << Math.min(row.resumptions - 1, 10));
        return pause.compareTo(config.longestResumePause()) < 0 ? pause : config.longestResumePause();
    }

    private void forgiveAfterGoodTimes(ManagedSubscription row, Instant now) {
        if (row.resumedAt != null
                && row.resumedAt.plus(config.longestResumePause()).isBefore(now)) {
            row.resumptions = 0;
            row.resumedAt = null;
        }
    }

    private void deleteSurplus(Owner owner, Finding finding) {
        if (finding instanceof Doubled doubled) {
            debitura.delete(owner, doubled.surplusId());
        }
    }

    /** Returns how the subscriptions stand. */
    public List<Standing> standings() {
        List<?> rows = QuarkusTransaction.requiringNew()
                .call(() ->
                        database.createNativeQuery(STANDINGS, Object[].class).getResultList());
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Standing((String) row[0], number(row[1]), number(row[2]), number(row[3])))
                .toList();
    }

    private static long number(Object count) {
        return ((Number) count).longValue();
    }
}
