package dev.recoup.events.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.events.EventJson;
import java.util.Map;
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
     * @throws dev.recoup.events.UnreadableValue when the body is not JSON
     */
    public static DebituraEnvelope read(byte[] body) {
        JsonNode root = EventJson.read(body, JsonNode.class);
        return new DebituraEnvelope(
                text(root, "id"),
                text(root, "event"),
                text(root, "timestamp"),
                member(root, "data").flatMap(data -> text(data, "externalTenantId")),
                member(root, "data").flatMap(data -> text(data, "caseId")),
                member(root, "data").flatMap(data -> text(data, "reference")));
    }

    /** The event, {@link DebituraEvent#OTHER} when it is unknown or unnamed. */
    public DebituraEvent kind() {
        return event.map(DebituraEvent::named).orElse(DebituraEvent.OTHER);
    }

    private static Optional<String> text(JsonNode node, String name) {
        return member(node, name)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(value -> !value.isBlank());
    }

    private static Optional<JsonNode> member(JsonNode node, String name) {
        return node.properties().stream()
                .filter(member -> member.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
