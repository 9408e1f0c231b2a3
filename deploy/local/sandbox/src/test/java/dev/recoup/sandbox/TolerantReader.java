package dev.recoup.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.recoup.sandbox.unknowns.Unknown;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads answers as a partner has to who does not know which of the open ways Debitura takes: what departs from the
 * documents is brought back to the documented form, so that a test can speak of the rest.
 */
final class TolerantReader {

    private static final Map<String, String> LIFECYCLES = Map.of(
            "PendingContractSigning", "Pending contract signing",
            "PendingVerificationInternal", "Pending Verification Internal",
            "PendingVerification", "Pending Verification",
            "NeedsAdditionalDetails", "More Info Required",
            "Leads", "Collecting Quotes",
            "LeadsQuoteGiven", "Pending Quote Selection");
    private static final String MOMENT = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?";

    private TolerantReader() {}

    static List<Unknown> departures(RunningSandbox.Reply reply) {
        return reply.headers().firstValue("X-Sandbox-Departures").stream()
                .flatMap(names -> Stream.of(names.split(",")))
                .flatMap(name -> Stream.of(Unknown.values())
                        .filter(unknown -> unknown.title().equals(name)))
                .toList();
    }

    /** The documented status. */
    static int status(RunningSandbox.Reply reply) {
        return departures(reply).contains(Unknown.WEBHOOK_CREATED_STATUS) ? 200 : reply.status();
    }

    /** The documented body. */
    static JsonNode body(RunningSandbox.Reply reply) {
        JsonNode body = reply.sent();
        for (Unknown departure : departures(reply)) {
            body = switch (departure) {
                case RETRY_AFTER_PLACE ->
                    ((ObjectNode) body)
                            .put(
                                    "retryAfter",
                                    new BigDecimal(reply.headers()
                                            .firstValue("Retry-After")
                                            .orElseThrow()));
                case PAGE_KEY -> ((ObjectNode) body).set("page", ((ObjectNode) body).remove("pageData"));
                case SUBSCRIPTION_NAMES -> decapitalised(body);
                case TOKEN_NAMES -> camelCased(body);
                case CONFLICT_SHAPE -> unwrapped(body.get("conflictResponse"));
                case KYC_STATUS_TEXT ->
                    respelt(body, "kycStatus", text -> text.replaceAll("(?<=.)([A-Z])", "_$1")
                            .toLowerCase(Locale.ROOT));
                case ANSWER_LIFECYCLE_TEXT -> respelt(body, "lifecycle", text -> LIFECYCLES.getOrDefault(text, text));
                case TIMESTAMP_ZONE -> zoned(body);
                default -> body;
            };
        }
        return body;
    }

    private static JsonNode decapitalised(JsonNode body) {
        if (body.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            body.forEach(element -> array.add(decapitalised(element)));
            return array;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        body.properties()
                .forEach(entry -> object.set(
                        Character.toLowerCase(entry.getKey().charAt(0))
                                + entry.getKey().substring(1),
                        entry.getValue()));
        return object;
    }

    private static JsonNode camelCased(JsonNode body) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        body.properties().forEach(entry -> {
            StringBuilder name = new StringBuilder();
            for (String word : entry.getKey().split("_")) {
                name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
            }
            object.set(name.toString(), entry.getValue());
        });
        return object;
    }

    private static JsonNode unwrapped(JsonNode conflict) {
        String type = conflict.get("type").asText();
        if (type.equals("AlreadyLinkedToAnotherPartner")) {
            ((ObjectNode) conflict).put("type", "Client" + type);
        }
        if (type.equals("ClientExistsNeedsLinking")) {
            ((ObjectNode) conflict.get("data")).put("isAttributedClient", false);
        }
        return conflict;
    }

    private static JsonNode respelt(JsonNode body, String name, java.util.function.UnaryOperator<String> spelling) {
        body.findParents(name).stream()
                .filter(parent -> parent.get(name).isTextual())
                .forEach(parent -> ((ObjectNode) parent)
                        .put(name, spelling.apply(parent.get(name).asText())));
        return body;
    }

    private static JsonNode zoned(JsonNode body) {
        if (body instanceof ObjectNode object) {
            object.properties().forEach(entry -> {
                if (entry.getValue().asText("").matches(MOMENT)) {
                    entry.setValue(TextNode.valueOf(entry.getValue().asText() + "Z"));
                }
            });
        }
        body.forEach(TolerantReader::zoned);
        return body;
    }
}
