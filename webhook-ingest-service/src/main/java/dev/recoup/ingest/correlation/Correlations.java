package dev.recoup.ingest.correlation;

import dev.recoup.events.Environment;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** The correlation ids of clients and cases, as far as their snapshots were seen. */
@ApplicationScoped
public class Correlations implements PanacheRepositoryBase<Correlation, Correlation.Subject> {

    private static final String NOBODY = "";

    /**
     * Finds what first caused the case, else what first caused the client; empty if neither is known.
     *
     * @param externalTenantId the client, where one is named
     * @param caseId Debitura's id of the case, where one is named
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<String> find(Environment environment, Optional<String> externalTenantId, Optional<String> caseId) {
        return getEntityManager()
                .createNamedQuery(Correlation.FIND, String.class)
                .setParameter("environment", environment.wire())
                .setParameter("caseId", caseId.orElse(NOBODY))
                .setParameter("externalTenantId", externalTenantId.orElse(NOBODY))
                .getResultStream()
                .findFirst();
    }

    /** Remembers what a snapshot says, unless a later one of its subject was seen before. */
    @Transactional(Transactional.TxType.MANDATORY)
    void remember(Sighting sighting) {
        getEntityManager()
                .createNamedQuery(Correlation.REMEMBER)
                .setParameter("environment", sighting.environment().wire())
                .setParameter("kind", sighting.kind())
                .setParameter("subject", sighting.subject())
                .setParameter("correlationId", sighting.correlationId())
                .setParameter("epoch", sighting.version().epoch())
                .setParameter("number", sighting.version().number())
                .setParameter("updatedAt", sighting.at())
                .executeUpdate();
    }
}
