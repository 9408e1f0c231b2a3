package dev.recoup.debitura;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads every error body of guide 22.1, the conflict of guide 6.6 and the 429 of guide 25. */
final class ErrorReader {

    /** Waited when a 429 does not say how long: one segment of the sliding minute. */
    static final Duration UNSTATED_WAIT = Duration.ofSeconds(10);

    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    /** Properties of the other shapes, which name no field even when they are empty. */
    private static final Set<String> NOT_FIELDS = Set.of("businesserrors", "businessrule", "signinghandoff");

    private ErrorReader() {}

    static DebituraError.Answered read(int status, byte[] body, Optional<String> retryAfterHeader) {
        Optional<JsonNode> object = DebituraJson.tree(body).filter(JsonNode::isObject);
        if (status == 429) {
            return new DebituraError.RateLimited(retryAfter(object, retryAfterHeader));
        }
        return object.flatMap(node -> explain(status, node)).orElseGet(() -> new DebituraError.Unexplained(status));
    }

    private static Optional<DebituraError.Answered> explain(int status, JsonNode node) {
        return conflict(status, node)
                .or(() -> businessRules(status, node))
                .or(() -> nestedFields(status, node))
                .or(() -> problem(status, node))
                .or(() -> fields(status, node));
    }

    private static Optional<DebituraError.Answered> conflict(int status, JsonNode node) {
        var conflict = get(node, "conflictResponse").orElse(node);
        var type = text(conflict, "type");
        if (status != 409 || type.isEmpty() || get(conflict, "title").isPresent()) {
            return Optional.empty();
        }
        var url = get(conflict, "data")
                .flatMap(data -> get(data, "onboardingLinks"))
                .flatMap(links -> text(links, "url"));
        return Optional.of(new DebituraError.LinkConflict(DebituraError.ConflictType.of(type.get()), type.get(), url));
    }

    private static Optional<DebituraError.Answered> businessRules(int status, JsonNode node) {
        var errors = new ArrayList<BusinessError>();
        get(node, "businessErrors")
                .filter(JsonNode::isArray)
                .ifPresent(array -> array.forEach(element -> {
                    var type = text(element, "type").orElse("");
                    errors.add(new BusinessError(
                            BusinessError.Type.of(type), type, text(element, "message"), text(element, "solutionUrl")));
                }));
        get(node, "BusinessRule")
                .filter(JsonNode::isArray)
                .ifPresent(array -> array.forEach(message -> errors.add(new BusinessError(
                        BusinessError.Type.UNKNOWN, "BusinessRule", Optional.of(message.asText()), Optional.empty()))));
        if (errors.isEmpty()) {
            return Optional.empty();
        }
        var signing = get(node, "signingHandoff").flatMap(handoff -> text(handoff, "combinedSigningUrl"));
        return Optional.of(new DebituraError.BusinessRules(status, List.copyOf(errors), signing));
    }

    private static Optional<DebituraError.Answered> nestedFields(int status, JsonNode node) {
        return get(node, "validationErrors")
                .or(() -> get(node, "errors"))
                .filter(JsonNode::isObject)
                .flatMap(fields -> fields(status, fields));
    }

    private static Optional<DebituraError.Answered> problem(int status, JsonNode node) {
        var label = text(node, "title").or(() -> text(node, "error"));
        var detail = text(node, "detail").or(() -> text(node, "message"));
        if (label.isEmpty() && detail.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new DebituraError.Problem(status, label, detail));
    }

    private static Optional<DebituraError.Answered> fields(int status, JsonNode node) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            if (NOT_FIELDS.contains(property.getKey().toLowerCase(Locale.ROOT))) {
                continue;
            }
            if (property.getValue().isArray()) {
                var messages = new ArrayList<String>();
                property.getValue().forEach(message -> messages.add(message.asText()));
                fields.put(property.getKey(), List.copyOf(messages));
            } else if (property.getValue().isTextual()) {
                fields.put(property.getKey(), List.of(property.getValue().asText()));
            }
        }
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(new DebituraError.InvalidFields(status, Map.copyOf(fields)));
    }

    private static Duration retryAfter(Optional<JsonNode> body, Optional<String> header) {
        return body.flatMap(node -> get(node, "retryAfter"))
                .map(JsonNode::asText)
                .or(() -> header)
                .flatMap(ErrorReader::seconds)
                .orElse(UNSTATED_WAIT);
    }

    private static Optional<Duration> seconds(String text) {
        try {
            var millis = new BigDecimal(text.trim()).movePointRight(3).setScale(0, java.math.RoundingMode.CEILING);
            if (millis.signum() < 0) {
                return Optional.empty();
            }
            return Optional.of(Duration.ofMillis(
                    millis.min(BigDecimal.valueOf(LONGEST_WAIT.toMillis())).longValueExact()));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode node, String name) {
        return get(node, name).filter(JsonNode::isTextual).map(JsonNode::asText).filter(text -> !text.isBlank());
    }

    private static Optional<JsonNode> get(JsonNode node, String name) {
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            if (property.getKey().equalsIgnoreCase(name) && !property.getValue().isNull()) {
                return Optional.of(property.getValue());
            }
        }
        return Optional.empty();
    }
}
