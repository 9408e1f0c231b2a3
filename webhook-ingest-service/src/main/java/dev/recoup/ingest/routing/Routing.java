package dev.recoup.ingest.routing;

import dev.recoup.events.Topic;
import dev.recoup.events.UnreadableValue;
import dev.recoup.events.webhooks.DebituraEnvelope;
import dev.recoup.events.webhooks.DebituraEvent;
import java.util.Optional;

/**
 * Decides where a signed body goes. No body is refused: what cannot be read, is unknown or names nobody goes to
 * {@link Topic#DEBITURA_OTHER_EVENTS}.
 */
public final class Routing {

    private static final DebituraEnvelope UNREADABLE = new DebituraEnvelope(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private Routing() {}

    /**
     * Reads the envelope (guide 12.1) as far as it can be read, and routes by what it says.
     *
     * @param body the body
     * @param onlyTenant the client whose events alone come this way; what Debitura tells single clients names nobody
     *     (guide 12.3)
     */
    public static RoutedEvent of(byte[] body, Optional<String> onlyTenant) {
        DebituraEnvelope envelope = read(body);
        Optional<String> id = envelope.id().filter(UsableText::isUsable);
        Optional<String> tenant =
                envelope.externalTenantId().filter(UsableText::isUsable).or(() -> onlyTenant);
        Optional<String> caseId = envelope.caseId().filter(UsableText::isUsable);
        String eventId = id.orElseGet(() -> BodyId.of(body));
        DebituraEvent event = id.isPresent() ? envelope.kind() : DebituraEvent.OTHER;
        Address address = address(event, tenant, caseId, eventId);
        return new RoutedEvent(
                address.topic,
                address.key,
                eventId,
                event,
                envelope.event().filter(UsableText::isUsable),
                tenant,
                caseId,
                envelope.caseReference().filter(UsableText::isUsable),
                envelope.timestamp().flatMap(Timestamps::read));
    }

    private static Address address(
            DebituraEvent event, Optional<String> tenant, Optional<String> caseId, String eventId) {
        return switch (event.topic()) {
            case DEBITURA_CLIENT_EVENTS ->
                tenant.map(key -> new Address(event.topic(), key)).orElseGet(() -> Address.other(eventId));
            case DEBITURA_CASE_EVENTS ->
                new Address(event.topic(), caseId.or(() -> tenant).orElse(eventId));
            default -> Address.other(eventId);
        };
    }

    private static DebituraEnvelope read(byte[] body) {
        try {
            return DebituraEnvelope.read(body);
        } catch (UnreadableValue notJson) {
            return UNREADABLE;
        }
    }

    private record Address(Topic topic, String key) {

        static Address other(String eventId) {
            return new Address(Topic.DEBITURA_OTHER_EVENTS, eventId);
        }
    }
}
