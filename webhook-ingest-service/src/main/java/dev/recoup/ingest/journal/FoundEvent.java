package dev.recoup.ingest.journal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.recoup.events.Environment;
import java.time.Instant;
import java.util.Optional;

/**
 * What the journal's index card of an event says: everything but headers and body.
 *
 * @param place where it is kept; not shown
 * @param eventId the envelope's id, else one derived from the body
 * @param receivedAt when it was first received
 * @param occurredAt when Debitura says it happened, where that was readable
 * @param subscription the name of the subscription that it came by
 * @param source in which space its id is unique
 * @param eventType the record's {@code ce_type}
 * @param eventName the event's name as received, where there is one
 * @param environment Debitura's environment
 * @param mode {@code live} or {@code test}
 * @param purpose {@code event}, or {@code test} where it was marked {@code X-Debitura-Test}
 * @param origin {@code sent}, or {@code replayed} where it was marked {@code X-Debitura-Replay}
 * @param externalTenantId the client, where the event names one
 * @param caseId Debitura's id of the case, where the event names one
 * @param caseReference Debitura's reference of the case, where the event names one
 * @param topic where it went, or would have gone if it were not a test
 * @param key the record's key there
 * @param correlationId what first caused it
 * @param bytes how large the body is
 * @param discardedAt when an operator gave its record up, where that happened
 */
public record FoundEvent(
        @JsonIgnore Place place,
        String eventId,
        Instant receivedAt,
        Optional<Instant> occurredAt,
        String subscription,
        String source,
        String eventType,
        Optional<String> eventName,
        Environment environment,
        String mode,
        String purpose,
        String origin,
        Optional<String> externalTenantId,
        Optional<String> caseId,
        Optional<String> caseReference,
        String topic,
        String key,
        String correlationId,
        int bytes,
        Optional<Instant> discardedAt) {}
