package dev.recoup.ingest.journal;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An event in the journal.
 *
 * @param subscription the name of the subscription that it came by
 * @param source in which space its id is unique
 * @param eventId the envelope's id, else one derived from the body
 * @param eventName the event's name as received, where there is one
 * @param environment {@code test} or {@code production}
 * @param mode {@code live} or {@code test}
 * @param purpose {@code event}, or {@code test} where it was marked {@code X-Debitura-Test}
 * @param origin {@code sent}, or {@code replayed} where it was marked {@code X-Debitura-Replay}
 * @param externalTenantId the client, where the event names one
 * @param caseId Debitura's id of the case, where the event names one
 * @param caseReference Debitura's reference of the case, where the event names one
 * @param occurredAt when Debitura says it happened, where that was readable
 * @param receivedAt when it was first received
 * @param lastReceivedAt when it was last received
 * @param times deliveries accepted so far
 * @param topic where it went, or would have gone if it were not a test
 * @param key the record's key there
 * @param publication how far it has come
 * @param discardedAt when an operator gave its record up, where that happened
 * @param correlationId what first caused it
 * @param headers the headers worth keeping
 * @param body the body as received, byte for byte
 */
public record JournalledEvent(
        String subscription,
        String source,
        String eventId,
        Optional<String> eventName,
        String environment,
        String mode,
        String purpose,
        String origin,
        Optional<String> externalTenantId,
        Optional<String> caseId,
        Optional<String> caseReference,
        Optional<Instant> occurredAt,
        Instant receivedAt,
        Instant lastReceivedAt,
        int times,
        String topic,
        String key,
        Publication publication,
        Optional<Instant> discardedAt,
        String correlationId,
        Map<String, String> headers,
        byte[] body) {

    static JournalledEvent of(JournalEntry entry, Optional<ReceivedEvent> received, Publication publication) {
        return new JournalledEvent(
                entry.subscription,
                entry.source,
                entry.eventId,
                Optional.ofNullable(entry.eventName),
                entry.environment,
                entry.mode,
                entry.purpose,
                entry.origin,
                Optional.ofNullable(entry.externalTenantId),
                Optional.ofNullable(entry.caseId),
                Optional.ofNullable(entry.caseReference),
                Optional.ofNullable(entry.occurredAt),
                entry.receivedAt,
                received.map(event -> event.lastReceivedAt).orElse(entry.receivedAt),
                received.map(event -> event.times).orElse(1),
                entry.topic,
                entry.recordKey,
                publication,
                Optional.ofNullable(entry.discardedAt),
                entry.correlationId,
                entry.headers,
                entry.body);
    }
}
