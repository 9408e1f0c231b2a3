package dev.recoup.events.webhooks;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes of a body what the envelope holds, token by token: every webhook passes here, and a tree would cost more than
 * all that is wanted of it.
 */
final class EnvelopeReader extends JsonDeserializer<DebituraEnvelope> {

    private static final List<String> OF_THE_ENVELOPE = List.of("id", "event", "timestamp", "data");
    private static final List<String> OF_ITS_DATA = List.of("externalTenantId", "caseId", "reference");

    @Override
    public DebituraEnvelope deserialize(JsonParser json, DeserializationContext context) throws IOException {
        Map<String, Optional<String>> found = new HashMap<>();
        if (json.hasToken(JsonToken.START_OBJECT)) {
            read(json, context, OF_THE_ENVELOPE, found);
        } else {
            json.skipChildren();
        }
        return envelope(found);
    }

    @Override
    public DebituraEnvelope getNullValue(DeserializationContext context) {
        return envelope(Map.of());
    }

    private void read(
            JsonParser json, DeserializationContext context, List<String> names, Map<String, Optional<String>> found)
            throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = canonical(json.currentName(), names);
            JsonToken value = json.nextToken();
            if (name.isEmpty()) {
                json.skipChildren();
            } else if (found.put(name, text(json)) != null) {
                context.reportInputMismatch(this, "a member is there twice");
            } else if (name.equals("data") && value == JsonToken.START_OBJECT) {
                read(json, context, OF_ITS_DATA, found);
            } else {
                json.skipChildren();
            }
        }
    }

    private static String canonical(String name, List<String> names) {
        for (String wanted : names) {
            if (wanted.equalsIgnoreCase(name)) {
                return wanted;
            }
        }
        return "";
    }

    private static Optional<String> text(JsonParser json) throws IOException {
        return json.hasToken(JsonToken.VALUE_STRING)
                ? Optional.of(json.getText()).filter(text -> !text.isBlank())
                : Optional.empty();
    }

    private static DebituraEnvelope envelope(Map<String, Optional<String>> found) {
        return new DebituraEnvelope(
                found.getOrDefault("id", Optional.empty()),
                found.getOrDefault("event", Optional.empty()),
                found.getOrDefault("timestamp", Optional.empty()),
                found.getOrDefault("externalTenantId", Optional.empty()),
                found.getOrDefault("caseId", Optional.empty()),
                found.getOrDefault("reference", Optional.empty()));
    }
}
