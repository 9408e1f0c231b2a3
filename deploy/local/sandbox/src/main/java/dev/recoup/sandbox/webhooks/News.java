package dev.recoup.sandbox.webhooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.UUID;

/**
 * What subscribers are to be told.
 *
 * @param name the event's name, for example {@code client.linked}
 * @param audience which subscriptions it is for
 * @param occasion why it is told
 * @param caseId the case that it is about; empty for clients
 * @param data the envelope's data
 * @param links the envelope's links as paths, informational only
 */
public record News(
        String name,
        Audience audience,
        Event.Occasion occasion,
        Optional<UUID> caseId,
        ObjectNode data,
        ObjectNode links) {}
