package dev.recoup.onboarding.linking;

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
import java.time.Instant;

/** An accepted request, kept until Debitura has answered it. */
@Entity
@Table(name = "onboarding_request")
@NamedNativeQuery(
        name = "OnboardingOrder.acceptIfNew", // index onboarding_request_by_id
        query = """
                insert into onboarding_request (environment, onboarding_request_id, client_id, content_hash, request,
                                                state, correlation_id, accepted_at)
                values (:environment, :requestId, :clientId, :hash, :request, 'WAITING', :correlation, :now)
                on conflict (environment, onboarding_request_id) do nothing
                """)
@NamedQuery(
        name = "OnboardingOrder.byRequestId", // index onboarding_request_by_id
        query = "from OnboardingOrder where environment = :environment and onboardingRequestId = :requestId")
@NamedQuery(
        name = "OnboardingOrder.oldestWaiting", // index onboarding_request_waiting
        query = "from OnboardingOrder where clientId = :clientId and state = WAITING order by id limit 1")
class OnboardingOrder extends PanacheEntityBase {

    enum State {
        WAITING,
        ANSWERED,
        REFUSED
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String environment;

    @Column(name = "onboarding_request_id")
    String onboardingRequestId;

    @Column(name = "client_id")
    Long clientId;

    @Column(name = "content_hash")
    String contentHash;

    byte[] request;

    @Enumerated(EnumType.STRING)
    State state;

    int sends;

    @Column(name = "correlation_id")
    String correlationId;

    @Column(name = "accepted_at")
    Instant acceptedAt;

    @Column(name = "settled_at")
    Instant settledAt;

    protected OnboardingOrder() {}

    /** Counts a call that is about to be made; returns its number. */
    int sending() {
        return ++sends;
    }

    /** Ends the order; the request's personal data goes with it. */
    void settle(State end, Instant now) {
        state = end;
        request = null;
        settledAt = now;
    }
}
