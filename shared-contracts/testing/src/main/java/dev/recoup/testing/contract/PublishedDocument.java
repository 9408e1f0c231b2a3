package dev.recoup.testing.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An OpenAPI document, read as strictly as its publisher means it. Two things OpenAPI 3.0 has no words for, or the
 * publisher does not use them, are said here once:
 *
 * <ul>
 *   <li>a reference to another schema cannot be marked nullable, although the API answers null where there is no such
 *       object;
 *   <li>a date-time may be sent as a plain date, or without an offset.
 * </ul>
 */
final class PublishedDocument {

    private static final ObjectMapper YAML = new YAMLMapper();
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final String SCHEMAS = "#/components/schemas/";
    private static final String OR_NULL = ".orNull";
    private static final String DATE_OR_TIME =
            "^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:\\d{2})?)?$";

    private final JsonNode root;

    private PublishedDocument(JsonNode root) {
        this.root = root;
    }

    /** Reads a document in YAML or JSON. */
    static PublishedDocument read(InputStream content) {
        try (content) {
            return new PublishedDocument(YAML.readTree(content));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The OpenAPI document cannot be read", unreadable);
        }
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        root.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(entry -> METHODS.contains(entry.getKey()))
                .forEach(entry -> operations.add(Operation.of(
                        entry.getKey(),
                        path.getKey(),
                        queriesOf(path.getValue(), entry.getValue()),
                        entry.getValue()))));
        return operations;
    }

    private Set<String> queriesOf(JsonNode path, JsonNode operation) {
        Set<String> names = new TreeSet<>();
        for (JsonNode parameters : List.of(path.path("parameters"), operation.path("parameters"))) {
            parameters.forEach(parameter -> {
                JsonNode resolved = parameter.has("$ref")
                        ? root.at(parameter.path("$ref").asText().substring(1))
                        : parameter;
                if (resolved.path("in").asText().equals("query")) {
                    names.add(resolved.path("name").asText());
                }
            });
        }
        return names;
    }

    /** The document to hold requests against, as text. */
    String forRequests() {
        JsonNode copy = root.deepCopy();
        copy.findParents("format").forEach(PublishedDocument::acceptPlainDates);
        copy.path("paths").forEach(path -> path.forEach(operation -> demandCredentials(copy, operation)));
        return copy.toString();
    }

    private static void acceptPlainDates(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.path("format").asText().equals("date-time")) {
            object.remove("format");
            object.put("pattern", DATE_OR_TIME);
        }
    }

    /** The validator looks at the credentials that an operation names itself. */
    private static void demandCredentials(JsonNode document, JsonNode operation) {
        if (operation instanceof ObjectNode object && !object.has("security") && document.has("security")) {
            object.set("security", document.get("security"));
        }
    }

    /** The document to hold answers against, as text. */
    String forAnswers() {
        JsonNode copy = root.deepCopy();
        if (copy.at("/components/schemas") instanceof ObjectNode schemas) {
            Map<String, ObjectNode> nullable = new TreeMap<>();
            schemas.properties().forEach(entry -> nullable.put(entry.getKey() + OR_NULL, orNull(entry.getValue())));
            nullable.forEach(schemas::set);
        }
        referToNullableTwins(copy);
        return copy.toString();
    }

    private static void referToNullableTwins(JsonNode node) {
        node.path("properties").forEach(PublishedDocument::referToTheNullableTwin);
        node.forEach(PublishedDocument::referToNullableTwins);
    }

    private static ObjectNode orNull(JsonNode schema) {
        ObjectNode twin = schema.deepCopy();
        twin.put("nullable", true);
        if (twin.path("enum") instanceof ArrayNode constants) {
            constants.addNull();
        }
        return twin;
    }

    private static void referToTheNullableTwin(JsonNode property) {
        if (property instanceof ObjectNode object
                && object.path("$ref").asText().startsWith(SCHEMAS)) {
            object.put("$ref", object.path("$ref").asText() + OR_NULL);
        }
    }
}
