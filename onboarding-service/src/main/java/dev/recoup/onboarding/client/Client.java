package dev.recoup.onboarding.client;

import dev.recoup.events.clients.Attribution;
import dev.recoup.events.clients.KycStatus;
import dev.recoup.events.refusals.Refusal;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * A client of the platform and where it stands with Debitura. Changed only by who holds its row's lock, so that what is
 * published about it leaves in the order in which it became true.
 */
@Entity
@Table(name = "client")
@DynamicUpdate
@NamedNativeQuery(
        name = "Client.createIfMissing", // index client_by_tenant
        query = """
                insert into client (environment, external_tenant_id, state, attribution, kyc_status,
                                    correlation_id, created_at, updated_at)
                values (:environment, :tenant, 'NEW', 'UNDECIDED', 'NOT_REPORTED', :correlation, :now, :now)
                on conflict (environment, external_tenant_id) do nothing
                """)
@NamedNativeQuery(
        name = "Client.findAndLock", // index client_by_tenant
        query = "select * from client where environment = :environment and external_tenant_id = :tenant for update",
        resultClass = Client.class)
@NamedNativeQuery(
        name = "Client.lockAttempt", // primary key
        query = "select * from client where id = :id and attempt = :attempt for update",
        resultClass = Client.class)
@NamedNativeQuery(
        name = "Client.claimForRequest", // index client_request_due
        query = """
                update client
                   set attempt = attempt + 1, lease_until = clock_timestamp() + make_interval(secs => :leaseSeconds)
                 where id = (select id from client
                              where environment = :environment and request_due_at <= :now
                                and (lease_until is null or lease_until < clock_timestamp())
                              order by request_due_at limit 1 for update skip locked)
                returning *
                """,
        resultClass = Client.class)
@NamedNativeQuery(
        name = "Client.claimForRefresh", // index client_refresh_due
        query = """
                update client
                   set attempt = attempt + 1, lease_until = clock_timestamp() + make_interval(secs => :leaseSeconds)
                 where id = (select id from client
                              where environment = :environment and refresh_due_at <= :now
                                and (lease_until is null or lease_until < clock_timestamp())
                              order by refresh_due_at limit 1 for update skip locked)
                returning *
                """,
        resultClass = Client.class)
@NamedNativeQuery(
        name = "Client.readNotReadyAgain", // index client_not_ready
        query = """
                update client
                   set refresh_wanted = refresh_wanted + 1, refresh_due_at = least(refresh_due_at, :now)
                 where id in (select id from client where environment = :environment and state <> 'READY'
                              order by id for update)
                """)
@NamedQuery(
        name = "Client.findByTenant", // index client_by_tenant
        query = "from Client where environment = :environment and externalTenantId = :tenant")
public class Client extends PanacheEntityBase {

    /**
     * An end that is told sooner than this after a link request was made is that of the request before it. No event names
     * its request, and both lifetimes are known: the end of the former is told within an hour of its deadline, hence of
     * any new request, and the new one lives for a day at least (guide 6.6). Half a day leaves either side hours for
     * clocks that differ.
     */
    private static final Duration END_OF_AN_EARLIER_REQUEST = Duration.ofHours(12);

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String environment;

    @Column(name = "external_tenant_id")
    String externalTenantId;

    @Enumerated(EnumType.STRING)
    ClientState state;

    @Column(name = "creditor_id")
    String creditorId;

    @Enumerated(EnumType.STRING)
    Attribution attribution;

    @Column(name = "kyc_status")
    @Enumerated(EnumType.STRING)
    KycStatus kyc;

    @Column(name = "linked_at")
    Instant linkedAt;

    @Column(name = "page_url")
    String pageUrl;

    @Column(name = "return_url")
    String returnUrl;

    @Column(name = "onboarding_request_id")
    String onboardingRequestId;

    @JdbcTypeCode(SqlTypes.JSON)
    String refusals;

    @Column(name = "correlation_id")
    String correlationId;

    long version;

    @Column(name = "link_signal")
    @Enumerated(EnumType.STRING)
    LinkSignal linkSignal;

    @Column(name = "link_signal_at")
    Instant linkSignalAt;

    @Column(name = "link_asked_at")
    Instant linkAskedAt;

    long attempt;

    @Column(name = "lease_until")
    Instant leaseUntil;

    int failures;

    @Column(name = "request_due_at")
    Instant requestDueAt;

    @Column(name = "refresh_wanted")
    long refreshWanted;

    @Column(name = "refresh_done")
    long refreshDone;

    @Column(name = "refresh_due_at")
    Instant refreshDueAt;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    /** For the object-relational mapper. */
    protected Client() {}

    /** The row's key. */
    public long id() {
        return id;
    }

    /** The platform's own id of the client. */
    public String externalTenantId() {
        return externalTenantId;
    }

    /** Where the client stands. */
    public ClientState state() {
        return state;
    }

    /** What first caused the newest work on this client; carried by everything that is published about it. */
    public String correlationId() {
        return correlationId;
    }

    /** The page that the platform must put before its user, return address included; empty when there is nothing to do. */
    public Optional<URI> page() {
        return state.waitsForUser() ? Pages.of(pageUrl, returnUrl) : Optional.empty();
    }

    /** Notes that a request waits to be sent. */
    public void requestWaits(Instant now) {
        requestDueAt = earlier(requestDueAt, now);
    }

    /** Notes the request that the following observation answers. */
    public void answering(String requestId, String newCorrelationId, Optional<String> newReturnUrl) {
        onboardingRequestId = requestId;
        correlationId = newCorrelationId;
        newReturnUrl.ifPresent(url -> returnUrl = url);
        refusals = Refusals.NONE;
    }

    /** Notes why a request was refused, next to a state that it does not touch. */
    public void refused(Optional<String> requestId, List<Refusal> reasons) {
        requestId.ifPresent(known -> onboardingRequestId = known);
        refusals = Refusals.toJson(reasons);
    }

    /** Takes over what Debitura said. */
    public void observe(Observation observation, LinkFacts facts) {
        ClientState before = state;
        state = ClientTransitions.next(state, observation);
        facts.creditorId().ifPresent(known -> creditorId = known);
        if (facts.attribution() != Attribution.UNDECIDED) {
            attribution = facts.attribution();
        }
        if (facts.kyc() != KycStatus.NOT_REPORTED) {
            kyc = facts.kyc();
        }
        facts.linkedAt().ifPresent(known -> linkedAt = known);
        facts.url().ifPresent(known -> pageUrl = known);
        if (before == ClientState.BLOCKED && state != before) {
            refusals = Refusals.NONE;
        }
    }

    /**
     * Notes that Debitura asks the owner of an account for the link.
     *
     * @param page where the owner answers; another one than before belongs to a request that was made just now
     * @param now when Debitura said so
     */
    public void linkAsked(String page, Instant now) {
        if (!page.equals(pageUrl) || state != ClientState.LINK_PENDING) {
            linkAskedAt = now;
        }
    }

    /**
     * Takes over a link webhook, unless a newer one was seen: they arrive in any order, and the newest by Debitura's
     * timestamp holds. The expiry of a request is told up to an hour after its deadline, when a new one may stand in its
     * place already; that one it does not end.
     */
    public void signalled(LinkSignal signal, Instant at) {
        if (linkSignalAt == null || at.isAfter(linkSignalAt)) {
            linkSignal = signal;
            linkSignalAt = at;
            if (signal == LinkSignal.REQUESTED && (linkAskedAt == null || at.isAfter(linkAskedAt))) {
                linkAskedAt = at;
            }
            takeLinkSignal();
        }
    }

    /** Forgets what link webhooks said so far, because the call that begins may make a new link request. */
    public void forgetLinkSignal() {
        linkSignal = LinkSignal.NONE;
    }

    /** Applies a link webhook that overtook the answer to the call which made the link request. */
    public void catchUpWithLinkSignal() {
        if (linkSignal != LinkSignal.NONE) {
            takeLinkSignal();
        }
    }

    /** Whether the last link request that is known of was made before the given time. */
    public boolean wasLastAskedBefore(Instant time) {
        return linkAskedAt != null && linkAskedAt.isBefore(time);
    }

    private void takeLinkSignal() {
        if (!isOfAnEarlierRequest()) {
            state = ClientTransitions.next(state, linkSignal.observation());
        }
    }

    private boolean isOfAnEarlierRequest() {
        return linkSignal == LinkSignal.EXPIRED
                && linkAskedAt != null
                && linkSignalAt.isBefore(linkAskedAt.plus(END_OF_AN_EARLIER_REQUEST));
    }

    /** Counts a reason to read the client again. */
    public void wantRefresh(Instant now) {
        refreshWanted++;
        refreshDueAt = earlier(refreshDueAt, now);
    }

    /** Plans the next look at a client that waits for its user. */
    public void refreshAt(Instant due) {
        refreshDueAt = earlier(refreshDueAt, due);
    }

    /** Ends a call that settled a request; the next one is due at the given time, if one waits. */
    public void requestSettled(Optional<Instant> nextDue) {
        requestDueAt = nextDue.orElse(null);
        failures = 0;
        leaseUntil = null;
    }

    /** Ends a call about a request that has to be repeated; returns how many failed in a row. */
    public int requestFailed() {
        leaseUntil = null;
        return ++failures;
    }

    /** Sets when the waiting request is sent again. */
    public void requestDue(Instant due) {
        requestDueAt = due;
    }

    /** Ends a refresh; repeated at once if more reasons came up meanwhile, else due at the given time, if any. */
    public void refreshed(long answeredWanted, Instant now, Optional<Instant> nextDue) {
        refreshDone = answeredWanted;
        refreshDueAt = refreshWanted > refreshDone ? now : nextDue.orElse(null);
        failures = 0;
        leaseUntil = null;
    }

    /** Ends a refresh that has to be repeated; returns how many calls failed in a row. */
    public int refreshFailed() {
        leaseUntil = null;
        return ++failures;
    }

    /** Sets when the client is read again. */
    public void refreshDue(Instant due) {
        refreshDueAt = due;
    }

    private static Instant earlier(Instant planned, Instant wanted) {
        return planned == null || wanted.isBefore(planned) ? wanted : planned;
    }
}
