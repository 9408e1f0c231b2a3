package dev.recoup.cases.client;

import dev.recoup.events.Environment;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;

/** The clients as far as this service knows them. */
@ApplicationScoped
public class ClientViews implements PanacheRepositoryBase<ClientView, String> {
    private final Clock clock;

    ClientViews(Clock clock) {
        this.clock = clock;
    }

    /** The client with its row locked until the end of the transaction; a client never heard of gets a row. */
    public ClientView lock(String externalTenantId, Environment environment) {
        getEntityManager()
                .createNativeQuery("""
                        insert into client_view (external_tenant_id, environment, state, updated_at)
                        values (:tenant, :environment, 'NEW', :now) on conflict do nothing
                        """)
                .setParameter("tenant", externalTenantId)
                .setParameter("environment", environment.wire())
                .setParameter("now", clock.instant())
                .executeUpdate();
        return findById(externalTenantId, LockModeType.PESSIMISTIC_WRITE);
    }
}
