package dev.recoup.events.webhooks;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.recoup.events.EventJson;
import java.util.Optional;

/**
 * The little that is read from a webhook's body (guide 12.1); everything else about a client or a case is asked from
 * Debitura's API. Member names are matched without regard to case.
 *
 * @param id the envelope's id, the key of deduplication
 * @param event the event's name as received
 * @param timestamp when Debitura says it happened, as received
 * @param externalTenantId the client, where the event names one
 * @param caseId Debitura's id of the case, where the event names one
 * @param caseReference Debitura's short reference of the case, where the event names one
 */
@JsonDeserialize(using = EnvelopeReader.class)
public record DebituraEnvelope(
        Optional<String> id,
        Optional<String> event,
        Optional<String> timestamp,
        Optional<String> externalTenantId,
        Optional<String> caseId,
        Optional<String> caseReference) {

    /**
     * Reads a body; members that are absent or not text stay empty.
     *
     * @throws dev.recoup.events.UnreadableValue when the body is not JSON, or has one of these members twice
     */
    public static DebituraEnvelope read(byte[] body) {
        return EventJson.read(body, DebituraEnvelope.class);
    }

    /** The event, {@link DebituraEvent#OTHER} when it is unknown or unnamed. */
    public DebituraEvent kind() {
        return event.map(DebituraEvent::named).orElse(DebituraEvent.OTHER);
    }
}
