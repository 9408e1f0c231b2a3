package dev.recoup.cases.claim;

import dev.recoup.events.Environment;
import dev.recoup.events.actions.ActionKind;
import dev.recoup.events.actions.ActionState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Something a user has to do at a web page before a claim goes on. */
@Entity
@Table(name = "required_action")
class UserAction {
    @Id
    @Column(name = "action_id")
    String actionId;

    String environment;

    @Column(name = "collection_id")
    String collectionId;

    @Column(name = "external_tenant_id")
    String externalTenantId;

    @Enumerated(EnumType.STRING)
    ActionKind kind;

    String url;

    @Enumerated(EnumType.STRING)
    ActionState state;

    long version;

    @Column(name = "opened_at")
    Instant openedAt;

    @Column(name = "closed_at")
    Instant closedAt;

    /** For Hibernate. */
    protected UserAction() {}

    UserAction(Claim claim, Demand demand, Instant now) {
        this.actionId = UUID.randomUUID().toString();
        this.environment = claim.environment().wire();
        this.collectionId = claim.collectionId();
        this.externalTenantId = claim.externalTenantId();
        this.kind = demand.kind();
        this.url = demand.url().toString();
        this.state = ActionState.OPEN;
        this.openedAt = now;
    }

    Environment environment() {
        return Environment.fromWire(environment).orElseThrow();
    }
}
