package dev.recoup.events.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.events.EventJson;
import dev.recoup.events.Examples;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaEvolutionTest {
    private static final String LAST_RELEASE = "released/v0.1.0";

    static Stream<String> releasedSchemas() {
        return Examples.schemaNames(LAST_RELEASE).stream();
    }

    @ParameterizedTest
    @MethodSource("releasedSchemas")
    void every_schema_may_replace_that_of_the_last_release(String name) {
        JsonNode released = EventJson.read(
                Examples.bytes(Examples.resource(LAST_RELEASE + "/" + name + ".schema.json")), JsonNode.class);

        assertThat(SchemaEvolution.incompatibilities(released, Examples.schema(name)))
                .isEmpty();
    }

    @Test
    void a_new_optional_field_and_a_new_value_of_an_open_enum_are_compatible() {
        assertThat(changed("case-status", schema -> {
                    property(schema, "state").withArray("x-known-values").add("NEW_STATE");
                    schema.withObject("/properties").putObject("newField").put("type", "string");
                }))
                .isEmpty();
    }

    @Test
    void what_breaks_a_reader_or_a_publisher_is_found() {
        assertThat(changed(
                        "case-request", schema -> schema.withArray("required").add("newField")))
                .containsExactly("/required changed");
        assertThat(changed("case-status", schema -> schema.withArray("required").remove(0)))
                .containsExactly("/required changed");
        assertThat(changed("claim", schema -> schema.withObject("/properties").remove("tag")))
                .containsExactly("/properties/tag is gone");
        assertThat(changed("claim", schema -> property(schema, "tag").put("type", "integer")))
                .containsExactly("/properties/tag/type changed");
        assertThat(changed("claim", schema -> property(schema, "tag").put("maxLength", 10)))
                .containsExactly("/properties/tag/maxLength is tighter");
        assertThat(changed("claim", schema -> property(schema, "dueDate").put("maxLength", 10)))
                .containsExactly("/properties/dueDate/maxLength is tighter");
        assertThat(changed(
                        "debtor",
                        schema -> property(schema, "type").withArray("enum").add("Robot")))
                .containsExactly("/properties/type/enum changed");
        assertThat(changed("case-status", schema -> property(schema, "state")
                        .withArray("x-known-values")
                        .remove(0)))
                .containsExactly("/properties/state/x-known-values lost a value");
        assertThat(changed("claim", schema -> schema.put("additionalProperties", false)))
                .containsExactly("/additionalProperties closes the schema");
        assertThat(changed("case-status", schema -> property(schema, "refusals")
                        .withObject("/items")
                        .put("$ref", "other.schema.json")))
                .containsExactly("/properties/refusals/items/$ref changed");
    }

    private static List<String> changed(String name, Consumer<ObjectNode> change) {
        ObjectNode current = Examples.schema(name).deepCopy();
        change.accept(current);
        return SchemaEvolution.incompatibilities(Examples.schema(name), current);
    }

    private static ObjectNode property(ObjectNode schema, String name) {
        return (ObjectNode) schema.path("properties").path(name);
    }
}
