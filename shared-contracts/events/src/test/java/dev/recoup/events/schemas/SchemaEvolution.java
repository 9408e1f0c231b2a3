package dev.recoup.events.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The rule of docs/schema-evolution.md: what a schema may become without breaking who reads or writes it today. */
final class SchemaEvolution {
    private static final List<String> FIXED =
            List.of("$id", "type", "format", "pattern", "minLength", "minItems", "enum", "const", "$ref");

    private SchemaEvolution() {}

    /** Every incompatible difference; empty when the current schema may replace the released one. */
    static List<String> incompatibilities(JsonNode released, JsonNode current) {
        List<String> found = new ArrayList<>();
        compare(released, current, "", found);
        return found;
    }

    private static void compare(JsonNode released, JsonNode current, String at, List<String> found) {
        for (String keyword : FIXED) {
            if (!released.path(keyword).equals(current.path(keyword))) {
                found.add(at + "/" + keyword + " changed");
            }
        }
        if (current.has("maxLength")
                && (!released.has("maxLength")
                        || current.path("maxLength").intValue()
                                < released.path("maxLength").intValue())) {
            found.add(at + "/maxLength is tighter");
        }
        if (!strings(released.path("required")).equals(strings(current.path("required")))) {
            found.add(at + "/required changed");
        }
        if (!strings(current.path("x-known-values")).containsAll(strings(released.path("x-known-values")))) {
            found.add(at + "/x-known-values lost a value");
        }
        if (!current.path("additionalProperties").isMissingNode()) {
            found.add(at + "/additionalProperties closes the schema");
        }
        released.path("properties").properties().forEach(property -> {
            String place = at + "/properties/" + property.getKey();
            JsonNode now = current.path("properties").path(property.getKey());
            if (now.isMissingNode()) {
                found.add(place + " is gone");
            } else {
                compare(property.getValue(), now, place, found);
            }
        });
        if (released.has("items")) {
            compare(released.path("items"), current.path("items"), at + "/items", found);
        }
    }

    private static Set<String> strings(JsonNode array) {
        Set<String> values = new TreeSet<>();
        array.forEach(value -> values.add(value.textValue()));
        return values;
    }
}
