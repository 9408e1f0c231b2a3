package dev.recoup.ingest.routing;

import dev.recoup.events.Topic;
import dev.recoup.events.webhooks.DebituraEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * What a body is about and where it goes.
 *
 * @param topic the topic that carries it
 * @param key the record's key, as {@link Topic#key()} says
 * @param eventId the envelope's id, else an id derived from the body's bytes, so that the same bytes have the same id
 * @param event the event as far as it is known
 * @param eventName the event's name as received, where there is a usable one
 * @param externalTenantId the client, where the event names one
 * @param caseId Debitura's id of the case, where the event names one
 * @param caseReference Debitura's short reference of the case, where the event names one
 * @param occurredAt when Debitura says it happened, where that is readable
 */
public record RoutedEvent(
        Topic topic,
        String key,
        String eventId,
        DebituraEvent event,
        Optional<String> eventName,
        Optional<String> externalTenantId,
        Optional<String> caseId,
        Optional<String> caseReference,
        Optional<Instant> occurredAt) {

    /** Returns what the event is about: the case, else the client, else nothing that can be named. */
    public Optional<String> subject() {
        return caseId.or(() -> externalTenantId);
    }
}
