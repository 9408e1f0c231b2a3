package dev.recoup.onboarding.actions;

import dev.recoup.events.actions.ActionKind;
import dev.recoup.events.actions.ActionState;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A page that was put before a client's user; the client's row lock guards it. */
@Entity
@Table(name = "required_action")
@NamedQuery(
        name = "OpenAction.ofClient", // index required_action_open
        query = "from OpenAction where environment = :environment and externalTenantId = :tenant and state = OPEN")
class OpenAction extends PanacheEntityBase {

    @Id
    @Column(name = "action_id")
    UUID actionId;

    String environment;

    @Column(name = "external_tenant_id")
    String externalTenantId;

    @Enumerated(EnumType.STRING)
    ActionKind kind;

    String url;

    @Enumerated(EnumType.STRING)
    ActionState state;

    long version;

    @Column(name = "correlation_id")
    String correlationId;

    @Column(name = "updated_at")
    Instant updatedAt;

    protected OpenAction() {}

    OpenAction(String environment, String externalTenantId, Wanted wanted, String correlationId, Instant now) {
        this.actionId = UUID.randomUUID();
        this.environment = environment;
        this.externalTenantId = externalTenantId;
        this.kind = wanted.kind();
        this.url = wanted.page().toString();
        this.state = ActionState.OPEN;
        this.version = 1;
        this.correlationId = correlationId;
        this.updatedAt = now;
    }

    static List<OpenAction> ofClient(String environment, String externalTenantId) {
        return getEntityManager()
                .createNamedQuery("OpenAction.ofClient", OpenAction.class)
                .setParameter("environment", environment)
                .setParameter("tenant", externalTenantId)
                .getResultList();
    }

    URI page() {
        return URI.create(url);
    }

    void moveTo(URI page, String newCorrelationId, Instant now) {
        url = page.toString();
        correlationId = newCorrelationId;
        version++;
        updatedAt = now;
    }

    void done(Instant now) {
        state = ActionState.DONE;
        version++;
        updatedAt = now;
    }
}
