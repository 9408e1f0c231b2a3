package dev.recoup.events.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.events.Environment;
import dev.recoup.events.EventJson;
import dev.recoup.events.UnreadableValue;
import dev.recoup.events.refusals.RefusalCode;
import java.util.Optional;

/** What all requests have in common. */
final class Requests {
    private Requests() {}

    static Optional<JsonNode> tree(byte[] body) {
        try {
            return Optional.of(EventJson.read(body, JsonNode.class)).filter(JsonNode::isObject);
        } catch (UnreadableValue notJson) {
            return Optional.empty();
        }
    }

    static void environment(Findings findings, Environment served) {
        findings.text("/environment")
                .filter(given -> !given.equals(served.wire()))
                .ifPresent(given -> findings.refuse(RefusalCode.WRONG_ENVIRONMENT, "/environment"));
    }
}
