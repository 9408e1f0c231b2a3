package dev.recoup.sandbox.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A published API as its OpenAPI document describes it: operations, parameters and schemas. */
public final class ApiDocument {

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    private final String name;
    private final JsonNode root;
    private final List<Operation> operations = new ArrayList<>();

    private ApiDocument(String name, JsonNode root) {
        this.name = name;
        this.root = root;
        root.path("paths").properties().forEach(path -> readPath(path.getKey(), path.getValue()));
    }

    /**
     * Reads a document from the class path.
     *
     * @param name short name of the API, used in counters and violations
     * @param resource absolute resource path of the YAML file
     * @param additions the same of files whose paths are added, and which may refer to what the first one defines
     * @throws UncheckedIOException when a resource is missing or unreadable
     */
    public static ApiDocument load(String name, String resource, String... additions) {
        JsonNode root = read(resource);
        for (String addition : additions) {
            ((ObjectNode) root.get("paths")).setAll((ObjectNode) read(addition).get("paths"));
        }
        return new ApiDocument(name, root);
    }

    private static JsonNode read(String resource) {
        try (InputStream stream = ApiDocument.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IOException("There is no resource " + resource);
            }
            return new YAMLMapper().readTree(stream);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns the short name of the API. */
    public String name() {
        return name;
    }

    List<Operation> operations() {
        return operations;
    }

    Schema schema(String schemaName) {
        return Schema.compile(root, root.at("/components/schemas/" + schemaName));
    }

    private void readPath(String path, JsonNode item) {
        for (String method : METHODS) {
            if (item.has(method)) {
                operations.add(readOperation(path, method, item));
            }
        }
    }

    private Operation readOperation(String path, String method, JsonNode item) {
        JsonNode node = item.get(method);
        List<Parameter> parameters = new ArrayList<>();
        item.path("parameters").forEach(parameter -> parameters.add(readParameter(resolve(root, parameter))));
        node.path("parameters").forEach(parameter -> parameters.add(readParameter(resolve(root, parameter))));
        Map<Integer, Optional<Schema>> answers = new HashMap<>();
        node.path("responses")
                .properties()
                .forEach(answer -> answers.put(
                        Integer.valueOf(answer.getKey()),
                        schemaOf(resolve(root, answer.getValue()), "application/json")));
        return new Operation(
                name,
                node.path("operationId").asText(),
                method.toUpperCase(Locale.ROOT),
                path,
                List.copyOf(parameters),
                schemaOf(resolve(root, node.path("requestBody")), "application/json"),
                schemaOf(resolve(root, node.path("requestBody")), "multipart/form-data"),
                Map.copyOf(answers));
    }

    private Parameter readParameter(JsonNode node) {
        return new Parameter(
                node.path("name").asText(),
                Parameter.Place.valueOf(node.path("in").asText().toUpperCase(Locale.ROOT)),
                node.path("required").asBoolean(false) ? Parameter.Presence.REQUIRED : Parameter.Presence.OPTIONAL,
                Schema.compile(root, node.path("schema")));
    }

    private Optional<Schema> schemaOf(JsonNode holder, String mediaType) {
        JsonNode schema = holder.path("content").path(mediaType).path("schema");
        return schema.isMissingNode() ? Optional.empty() : Optional.of(Schema.compile(root, schema));
    }

    /** Follows a {@code $ref} inside {@code document}; other nodes are returned as they are. */
    static JsonNode resolve(JsonNode document, JsonNode node) {
        if (!node.has("$ref")) {
            return node;
        }
        String pointer = node.get("$ref").asText();
        JsonNode target = document.at(pointer.substring(1));
        if (target.isMissingNode()) {
            throw new IllegalArgumentException("The document has nothing at " + pointer);
        }
        return resolve(document, target);
    }
}
