package dev.recoup.ingest.support;

import dev.recoup.ingest.journal.JournalledEvent;
import dev.recoup.ingest.journal.Publication;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What support staff see of an event; the members are those of {@link JournalledEvent}, the body also as text. */
record EventAnswer(
        String eventId,
        String subscription,
        String source,
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
        Optional<String> body,
        byte[] bodyBase64) {

    static EventAnswer of(JournalledEvent event) {
        return new EventAnswer(
                event.eventId(),
                event.subscription(),
                event.source(),
                event.eventName(),
                event.environment(),
                event.mode(),
                event.purpose(),
                event.origin(),
                event.externalTenantId(),
                event.caseId(),
                event.caseReference(),
                event.occurredAt(),
                event.receivedAt(),
                event.lastReceivedAt(),
                event.times(),
                event.topic(),
                event.key(),
                event.publication(),
                event.discardedAt(),
                event.correlationId(),
                event.headers(),
                text(event.body()),
                event.body());
    }

    private static Optional<String> text(byte[] body) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }
}
