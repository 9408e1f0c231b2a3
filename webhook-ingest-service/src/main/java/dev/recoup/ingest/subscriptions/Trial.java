package dev.recoup.ingest.subscriptions;

import java.util.Optional;
import java.util.UUID;

/**
 * Which event is to be sent (guide 14). Nothing is needed for a client's own subscription, whose test is made up.
 *
 * @param event its name; {@code client.linked} where there is a client, {@code case.updated} where there is a case
 * @param caseId a case of a linked client
 * @param externalTenantId a linked client
 */
record Trial(Optional<String> event, Optional<UUID> caseId, Optional<String> externalTenantId) {}
