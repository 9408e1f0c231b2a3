package dev.recoup.ingest.correlation;

import dev.recoup.events.Environment;
import dev.recoup.events.SnapshotVersion;
import dev.recoup.events.cases.CaseStatus;
import dev.recoup.events.clients.ClientStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * A correlation id seen in a snapshot.
 *
 * @param environment Debitura's environment
 * @param kind {@code client} or {@code case}
 * @param subject the client's external tenant id, or Debitura's id of the case
 * @param correlationId what first caused it
 * @param version of the snapshot
 * @param at when the snapshot was made
 */
record Sighting(
        Environment environment,
        String kind,
        String subject,
        String correlationId,
        SnapshotVersion version,
        Instant at) {

    static Sighting of(ClientStatus client) {
        return new Sighting(
                client.environment(),
                "client",
                client.externalTenantId(),
                client.correlationId(),
                client.version(),
                client.updatedAt());
    }

    /** Empty as long as there is no case at Debitura, since no webhook can name it then. */
    static Optional<Sighting> of(CaseStatus status) {
        return status.caseId()
                .map(caseId -> new Sighting(
                        status.environment(),
                        "case",
                        caseId,
                        status.correlationId(),
                        status.version(),
                        status.updatedAt()));
    }
}
