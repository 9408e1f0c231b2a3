package dev.recoup.ingest.subscriptions;

import dev.recoup.debitura.referral.WebhookSubscription;
import dev.recoup.events.Mode;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.CurrentTimestamp;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.SourceType;
import org.hibernate.generator.EventType;
import org.hibernate.type.SqlTypes;

/**
 * A subscription that this service keeps at Debitura. Changed only by who holds its row's lock; what Debitura is to be
 * told is written here first.
 */
@Entity
@Table(name = "webhook_subscription")
@DynamicUpdate
@NamedNativeQuery(name = ManagedSubscription.LOCK, query = """
                select * from webhook_subscription where environment = :environment and name = :name for update
                """, resultClass = ManagedSubscription.class)
@NamedNativeQuery(name = ManagedSubscription.LOCK_ATTEMPT, query = """
                select * from webhook_subscription where name = :name and attempt = :attempt for update
                """, resultClass = ManagedSubscription.class)
@NamedNativeQuery(name = ManagedSubscription.CLAIM, query = """
                update webhook_subscription
                   set attempt = attempt + 1, lease_until = clock_timestamp() + make_interval(secs => :leaseSeconds),
                       secret_lost_at = case when lease_until is not null and state in ('INTENDED', 'ROTATING')
                                             then coalesce(secret_lost_at, :now) else secret_lost_at end,
                       lost_secret_until = case when lease_until is not null and state in ('INTENDED', 'ROTATING')
                                                then null else lost_secret_until end
                 where name = (select name from webhook_subscription
                                where environment = :environment and due_at <= :now
                                  and (lease_until is null or lease_until < clock_timestamp())
                                order by kind desc, due_at limit 1 for update skip locked)
                returning *
                """, resultClass = ManagedSubscription.class)
@NamedNativeQuery(name = ManagedSubscription.CHANGED, query = """
                select * from webhook_subscription
                 where environment = :environment and changed_at > :since
                 order by changed_at
                """, resultClass = ManagedSubscription.class)
@NamedNativeQuery(name = ManagedSubscription.NEXT_POLL, query = """
                select coalesce(external_tenant_id, '') from webhook_subscription
                 where kind = :kind and environment = :environment and poll_due_at <= :now
                 order by poll_due_at limit 1
                """, resultClass = String.class)
@NamedNativeQuery(name = ManagedSubscription.OF_PARTNER, query = """
                select * from webhook_subscription
                 where environment = :environment and kind = 'referral' and state <> 'DELETED'
                 order by name for update
                """, resultClass = ManagedSubscription.class)
@NamedNativeQuery(name = ManagedSubscription.OF_CLIENT, query = """
                select * from webhook_subscription
                 where environment = :environment and external_tenant_id = :tenant and state <> 'DELETED'
                 order by name for update
                """, resultClass = ManagedSubscription.class)
@NamedNativeQuery(name = ManagedSubscription.OUTDATED_KEY, query = """
                select * from webhook_subscription
                 where split_part(secret, '.', 2) <> :current or split_part(previous_secret, '.', 2) <> :current
                 order by name limit 50 for update skip locked
                """, resultClass = ManagedSubscription.class)
@NamedNativeQuery(name = ManagedSubscription.OVER, query = """
                select * from webhook_subscription
                 where environment = :environment and (previous_until < :now or accepted_until < :now)
                 order by name limit 50 for update skip locked
                """, resultClass = ManagedSubscription.class)
class ManagedSubscription {

    /** Finds and locks one; served by the primary key. */
    static final String LOCK = "ManagedSubscription.lock";

    /** Finds and locks one if no later attempt has begun; served by the primary key. */
    static final String LOCK_ATTEMPT = "ManagedSubscription.lockAttempt";

    /**
     * Takes one on that Debitura is to be told something about, the partner's first; served by webhook_subscription_due.
     * Whoever had it and died may have had a secret made that nobody knows.
     */
    static final String CLAIM = "ManagedSubscription.claim";

    /** Finds what changed lately; served by webhook_subscription_by_change. */
    static final String CHANGED = "ManagedSubscription.changed";

    /** Finds the owner whose list is to be read next at Debitura; served by webhook_subscription_poll_due. */
    static final String NEXT_POLL = "ManagedSubscription.nextPoll";

    /** Finds and locks all of the partner; served by webhook_subscription_poll_due. */
    static final String OF_PARTNER = "ManagedSubscription.ofPartner";

    /** Finds and locks all of one client; served by webhook_subscription_by_client. */
    static final String OF_CLIENT = "ManagedSubscription.ofClient";

    /** Finds what is not encrypted with the current key; reads the whole table, once an hour. */
    static final String OUTDATED_KEY = "ManagedSubscription.outdatedKey";

    /** Finds what is no longer accepted; reads the whole table, once a minute. */
    static final String OVER = "ManagedSubscription.over";

    /**
     * What Debitura has tried for this long is lost when it stops: eight attempts in 91 minutes, a tenth more by jitter,
     * ten seconds for each answer (guide 13).
     */
    static final Duration RETRIES = Duration.ofMinutes(102);

    @Id
    String name;

    String environment;

    String kind;

    @Enumerated(EnumType.STRING)
    Origin origin;

    String mode;

    @Column(name = "external_tenant_id")
    String externalTenantId;

    String url;

    @Column(name = "asked_url")
    String askedUrl;

    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> events = new ArrayList<>();

    @Enumerated(EnumType.STRING)
    SubscriptionState state;

    @Enumerated(EnumType.STRING)
    @Column(name = "wanted_activity")
    Activity wanted = Activity.ON;

    @Enumerated(EnumType.STRING)
    @Column(name = "asked_activity")
    Activity askedActivity;

    @Column(name = "debitura_id")
    UUID debituraId;

    String secret;

    @Column(name = "previous_secret")
    String previousSecret;

    @Column(name = "previous_until")
    Instant previousUntil;

    @Column(name = "rotation_grace")
    Long rotationGraceSeconds;

    @Column(name = "accepted_until")
    Instant acceptedUntil;

    @Column(name = "missed_since")
    Instant missedSince;

    @Column(name = "secret_lost_at")
    Instant secretLostAt;

    @Column(name = "lost_secret_until")
    Instant lostSecretUntil;

    @Column(name = "refused_since")
    Instant refusedSince;

    long asked;

    long answered;

    long refused;

    @Column(name = "due_at")
    Instant dueAt;

    long attempt;

    int failures;

    @Column(name = "lease_until")
    Instant leaseUntil;

    String trouble;

    @Column(name = "poll_due_at")
    Instant pollDueAt;

    @Column(name = "polled_at")
    Instant polledAt;

    @Enumerated(EnumType.STRING)
    @Column(name = "seen_activity")
    Activity seen;

    @Column(name = "disabled_reason")
    String disabledReason;

    @Column(name = "on_since")
    Instant onSince;

    @Column(name = "good_at")
    Instant goodAt;

    String drift;

    int resumptions;

    @Column(name = "resumed_at")
    Instant resumedAt;

    @Column(name = "created_at")
    Instant createdAt;

    @CurrentTimestamp(
            event = {EventType.INSERT, EventType.UPDATE},
            source = SourceType.DB)
    @Column(name = "changed_at")
    Instant changedAt;

    /** For Hibernate. */
    ManagedSubscription() {}

    Owner owner() {
        return externalTenantId == null ? new Owner.Partner() : new Owner.Client(externalTenantId);
    }

    void belongTo(Owner owner) {
        switch (owner) {
            case Owner.Partner() -> {
                kind = "referral";
                externalTenantId = null;
            }
            case Owner.Client(String tenant) -> {
                kind = "creditor";
                externalTenantId = tenant;
            }
        }
    }

    Mode mode() {
        return Mode.fromWire(mode).orElseThrow();
    }

    /**
     * Begins anew under this name, in the mode that it has: what was signed with the secret it had is still on its way,
     * and the row says of which mode that is.
     */
    void intend(Wish wish, Instant now) {
        origin = wish.origin();
        url = wish.url();
        askedUrl = null;
        askedActivity = null;
        events = new ArrayList<>(wish.events());
        wanted = Activity.ON;
        debituraId = null;
        acceptedUntil = null;
        drift = null;
        disabledReason = null;
        seen = null;
        ask(SubscriptionState.INTENDED, now);
    }

    /** Where deliveries are to go once Debitura was told everything. */
    String target() {
        return askedUrl == null ? url : askedUrl;
    }

    /**
     * Writes down that deliveries are to go somewhere else. What Debitura may have, or is being told at this moment, is
     * still known by the URL that stands.
     */
    void move(String target, Instant now) {
        askedUrl = target;
        ask(state == SubscriptionState.INTENDED ? SubscriptionState.INTENDED : SubscriptionState.CHANGING, now);
    }

    /** Writes down that Debitura is to be told something. */
    void ask(SubscriptionState intention, Instant due) {
        state = intention;
        asked++;
        failures = 0;
        trouble = null;
        dueAt = due;
    }

    /** Takes over what Debitura answered; the state follows unless something else was asked for meanwhile. */
    void hold(Task task, WebhookSubscription answer, Optional<String> newSecret, Duration grace, Instant now) {
        debituraId = answer.id();
        see(Activity.of(answer.isActive()), now);
        disabledReason = answer.disabledReason().orElse(null);
        newSecret.ifPresent(encrypted -> replaceSecret(encrypted, now.plus(grace)));
        takeOverWhatWasTold(task);
        drift = null;
        conclude(task);
        if (asked == task.asked()) {
            settle(now);
        } else {
            dueAt = now;
        }
    }

    /** Takes over whether it is on at Debitura. */
    void see(Activity there, Instant now) {
        if (there == Activity.ON && seen != Activity.ON) {
            onSince = now;
        }
        seen = there;
    }

    /** What was asked for meanwhile is still to be told. */
    private void takeOverWhatWasTold(Task task) {
        if (askedUrl != null && task.askedUrl().equals(Optional.of(askedUrl))) {
            url = askedUrl;
            askedUrl = null;
        }
        if (askedActivity != null && task.askedActivity().equals(Optional.of(askedActivity))) {
            wanted = askedActivity;
            askedActivity = null;
        }
    }

    private void replaceSecret(String encrypted, Instant previousGoodUntil) {
        if (secret != null) {
            previousSecret = secret;
            previousUntil = previousGoodUntil;
        }
        secret = encrypted;
        rotationGraceSeconds = null;
    }

    /** Sets the state that follows from what is wanted and what was last seen. */
    void settle(Instant now) {
        pollDueAt = pollDueAt == null ? now : pollDueAt;
        dueAt = null;
        if (askedUrl != null || askedActivity != null || wanted == Activity.OFF && seen == Activity.ON) {
            state = SubscriptionState.CHANGING;
            dueAt = now;
        } else if (wanted == Activity.OFF) {
            state = SubscriptionState.PAUSED;
            noteMissed(now);
        } else if (seen == Activity.ON) {
            state = SubscriptionState.ACTIVE;
            goodAt = now;
        } else {
            switchedOff(now, now);
        }
    }

    /** It was found switched off though it is wanted on. */
    void switchedOff(Instant now, Instant resumeAt) {
        state = SubscriptionState.DISABLED;
        seen = Activity.OFF;
        noteMissed(lastGood(now));
        dueAt = resumeAt;
    }

    /** An attempt found that it is no longer at Debitura; what was asked for meanwhile counts. */
    void vanished(Task task, Instant now) {
        conclude(task);
        if (asked == task.asked()) {
            vanished(now);
        } else {
            noteMissed(lastGood(now));
            debituraId = null;
            dueAt = now;
        }
    }

    /** It is no longer at Debitura, and nobody here deleted it. */
    void vanished(Instant now) {
        noteMissed(lastGood(now));
        debituraId = null;
        seen = null;
        switch (origin) {
            case DECLARED, CLIENT -> {
                wanted = askedActivity == null ? wanted : askedActivity;
                askedActivity = null;
                ask(SubscriptionState.INTENDED, now);
            }
            case OPERATOR -> {
                state = SubscriptionState.MISSING;
                answered = asked;
                dueAt = null;
            }
        }
    }

    /** Of what was under way when it was last good, nobody knows whether it still comes. */
    private void noteMissed(Instant lastGood) {
        missedSince = missedSince == null ? lastGood.minus(RETRIES) : missedSince;
    }

    private Instant lastGood(Instant now) {
        return goodAt == null ? now : goodAt;
    }

    /** Debitura may have made a secret that nobody here knows, and sign with that one from now on. */
    void loseSecret(Instant now) {
        secretLostAt = secretLostAt == null ? now : secretLostAt;
        lostSecretUntil = null;
    }

    /**
     * The secret is known again. What was signed with another one meanwhile was refused; what is signed with one that got
     * lost still will be, as long as Debitura goes on with it.
     *
     * @param lostSecretGoneBy when that is surely over
     */
    void knowSecret(Instant lostSecretGoneBy) {
        if (refusedSince != null) {
            noteMissed(refusedSince);
            refusedSince = null;
        }
        if (secretLostAt != null && lostSecretUntil == null) {
            noteMissed(secretLostAt);
            lostSecretUntil = lostSecretGoneBy;
        }
    }

    /** Counts as missed, once it is over, what a lost secret may have signed since the others were told last. */
    void outliveLostSecret(Instant now) {
        if (lostSecretUntil != null && !now.isBefore(lostSecretUntil)) {
            noteMissed(secretLostAt);
            secretLostAt = null;
            lostSecretUntil = null;
        }
    }

    /** Debitura no longer has it, as was wanted; from now on it tells this name nothing. */
    void deleted(Task task, Instant acceptUntil, Instant now) {
        conclude(task);
        if (asked == task.asked()) {
            state = SubscriptionState.DELETED;
            acceptedUntil = acceptUntil;
            debituraId = null;
            dueAt = null;
            pollDueAt = null;
            noteMissed(now);
            seen = null;
        }
    }

    /** Debitura will not have it so, and repeating would change nothing: what was there before the wish stands. */
    void refused(Task task, String why, Instant now) {
        conclude(task);
        if (asked == task.asked() && state == SubscriptionState.CHANGING) {
            askedUrl = null;
            askedActivity = null;
            wanted = seen == Activity.ON ? Activity.ON : wanted;
            settle(now);
        } else if (asked == task.asked()) {
            state = SubscriptionState.REFUSED;
            dueAt = null;
        }
        trouble = why;
        refused = task.asked();
    }

    /** Debitura could not be told; it is tried again. */
    void postponed(Task task, String why, Instant next) {
        waits(task, why, next);
        failures++;
    }

    /** It is not the time to tell Debitura; that says nothing of how soon to try after a failure. */
    void waits(Task task, String why, Instant next) {
        leaseUntil = null;
        trouble = why;
        dueAt = asked == task.asked() ? next : dueAt;
    }

    private void conclude(Task task) {
        answered = Math.max(answered, task.asked());
        leaseUntil = null;
        failures = 0;
        trouble = null;
    }

    /** Returns from when on events may have been missed, once, when it is good again. */
    Optional<Instant> takeMissed() {
        if (state != SubscriptionState.ACTIVE) {
            return Optional.empty();
        }
        Optional<Instant> missed = Optional.ofNullable(missedSince);
        missedSince = null;
        return missed;
    }

    /** Names what differs at Debitura from what was asked for; empty text for nothing. */
    String differences(WebhookSubscription there) {
        List<String> differences = new ArrayList<>();
        if (!there.url().equals(url)) {
            differences.add("url");
        }
        if (!Set.copyOf(there.events()).equals(Set.copyOf(events))) {
            differences.add("events");
        }
        if (there.isTestMode() != (mode() == Mode.TEST)) {
            differences.add("isTestMode");
        }
        if (state == SubscriptionState.PAUSED && there.isActive()) {
            differences.add("isActive");
        }
        return String.join(", ", differences);
    }
}
