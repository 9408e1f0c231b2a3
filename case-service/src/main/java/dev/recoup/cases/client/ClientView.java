package dev.recoup.cases.client;

import dev.recoup.cases.claim.PendingContracts;
import dev.recoup.events.Environment;
import dev.recoup.events.SnapshotVersion;
import dev.recoup.events.clients.ClientState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** What onboarding-service last said about a client, and who is submitting for it right now. */
@Entity
@Table(name = "client_view")
public class ClientView {
    @Id
    @Column(name = "external_tenant_id")
    private String externalTenantId;

    private String environment;

    @Enumerated(EnumType.STRING)
    private ClientState state;

    private String version;

    @Column(name = "submission_lease_holder")
    private String submissionLeaseHolder;

    @Column(name = "submission_lease_until")
    private Instant submissionLeaseUntil;

    @Column(name = "updated_at")
    private Instant updatedAt;

    /** For Hibernate. */
    protected ClientView() {}

    /** Takes over a snapshot, unless it is no newer than the one that is known. */
    Verdict take(ClientState state, SnapshotVersion version, Instant now) {
        if (version().filter(known -> !version.isNewerThan(known)).isPresent()) {
            return Verdict.OLD_NEWS;
        }
        this.state = state;
        this.version = version.wire();
        this.updatedAt = now;
        return Verdict.TAKEN;
    }

    /** What became of a snapshot. */
    enum Verdict {
        /** It is the latest now. */
        TAKEN,
        /** A later one was here before. */
        OLD_NEWS
    }

    /**
     * Whether a case of this client may be submitted. A client that signs, or must sign again, has a link, so Debitura
     * takes its cases and keeps them until everything is signed, if the request wants that.
     */
    public boolean takes(PendingContracts choice) {
        return switch (state) {
            case READY -> true;
            case ONBOARDING, RESIGN_REQUIRED -> choice == PendingContracts.SUBMIT_ANYWAY;
            case NEW, LINK_PENDING, DECLINED, EXPIRED, BLOCKED, REFUSED, WITHDRAWN, ARCHIVED, UNKNOWN -> false;
        };
    }

    /** Gives the right to submit to one attempt; {@code until} is on the database's clock. */
    public void lease(String holder, Instant until) {
        submissionLeaseHolder = holder;
        submissionLeaseUntil = until;
    }

    /** Ends the lease, if that attempt still holds it. */
    public void endLease(String holder) {
        if (holder.equals(submissionLeaseHolder)) {
            submissionLeaseHolder = null;
            submissionLeaseUntil = null;
        }
    }

    /** The platform's id of the client. */
    public String externalTenantId() {
        return externalTenantId;
    }

    /** Debitura's environment. */
    public Environment environment() {
        return Environment.fromWire(environment).orElseThrow();
    }

    /** Where the client stands. */
    public ClientState state() {
        return state;
    }

    private Optional<SnapshotVersion> version() {
        return Optional.ofNullable(version).flatMap(SnapshotVersion::fromWire);
    }
}
