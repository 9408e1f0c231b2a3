package dev.recoup.ingest.creditors;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.Table;

/** Where a client stands, as its newest snapshot says. */
@Entity
@Table(name = "client_standing")
@NamedNativeQuery(name = ClientStanding.REMEMBER, query = """
                insert into client_standing
                    (environment, external_tenant_id, state, version_epoch, version_number, updated_at)
                values (:environment, :tenant, :state, :epoch, :number, :updatedAt)
                on conflict (environment, external_tenant_id) do update
                    set state = excluded.state, version_epoch = excluded.version_epoch,
                        version_number = excluded.version_number, updated_at = excluded.updated_at
                    where (client_standing.version_epoch, client_standing.version_number)
                          < (excluded.version_epoch, excluded.version_number)
                """)
@NamedNativeQuery(name = ClientStanding.UNSERVED, query = """
                select external_tenant_id from client_standing client
                where environment = :environment and state = 'READY'
                  and not exists (select from webhook_subscription subscription
                                  where subscription.external_tenant_id = client.external_tenant_id
                                    and subscription.mode = :mode and subscription.state <> 'DELETED')
                order by external_tenant_id limit :limit
                """, resultClass = String.class)
@NamedNativeQuery(name = ClientStanding.LEFT, query = """
                select distinct client.external_tenant_id from client_standing client
                join webhook_subscription subscription
                  on subscription.external_tenant_id = client.external_tenant_id
                where client.environment = :environment and client.state in ('ARCHIVED', 'WITHDRAWN')
                  and subscription.state not in ('DELETING', 'DELETED')
                limit :limit
                """, resultClass = String.class)
class ClientStanding {

    /** Takes over what a snapshot says, unless a later one was there before; served by the primary key. */
    static final String REMEMBER = "ClientStanding.remember";

    /** Finds ready clients without a subscription; served by client_standing_by_state, webhook_subscription_by_client. */
    static final String UNSERVED = "ClientStanding.unserved";

    /** Finds clients that left and still have one; served by client_standing_by_state, webhook_subscription_by_client. */
    static final String LEFT = "ClientStanding.left";

    @EmbeddedId
    Key key;

    String state;

    /**
     * Which client.
     *
     * @param environment {@code test} or {@code production}
     * @param externalTenantId the client
     */
    @Embeddable
    record Key(
            String environment,
            @Column(name = "external_tenant_id") String externalTenantId) {}
}
