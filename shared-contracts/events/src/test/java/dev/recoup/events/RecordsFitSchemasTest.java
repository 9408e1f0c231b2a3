package dev.recoup.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.events.actions.ActionKind;
import dev.recoup.events.actions.RequiredAction;
import dev.recoup.events.actions.Unblocks;
import dev.recoup.events.cases.CancelCaseRequest;
import dev.recoup.events.cases.CaseRequest;
import dev.recoup.events.cases.CaseStatus;
import dev.recoup.events.cases.Claim;
import dev.recoup.events.cases.Confirmation;
import dev.recoup.events.cases.Debtor;
import dev.recoup.events.cases.FirstCase;
import dev.recoup.events.cases.FirstCaseOutcome;
import dev.recoup.events.clients.ClientDetails;
import dev.recoup.events.clients.ClientStatus;
import dev.recoup.events.clients.ClientUser;
import dev.recoup.events.clients.Division;
import dev.recoup.events.clients.OnboardingRequest;
import dev.recoup.events.reconcile.ReconcileRequest;
import dev.recoup.events.refusals.Refusal;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordsFitSchemasTest {
    private static final List<Class<? extends Record>> RECORDS = List.of(
            Money.class,
            Refusal.class,
            Debtor.class,
            Claim.class,
            Confirmation.class,
            CaseRequest.class,
            FirstCase.class,
            CancelCaseRequest.class,
            ClientDetails.class,
            ClientUser.class,
            Division.class,
            OnboardingRequest.class,
            ClientStatus.class,
            CaseStatus.class,
            FirstCaseOutcome.class,
            Unblocks.class,
            RequiredAction.class,
            ReconcileRequest.class);

    static Stream<Class<? extends Record>> records() {
        return RECORDS.stream();
    }

    @Test
    void every_schema_has_its_record() {
        Set<String> schemas = new TreeSet<>(Examples.schemaNames("schemas"));
        Set<String> recorded =
                RECORDS.stream().map(RecordsFitSchemasTest::schemaName).collect(Collectors.toSet());
        recorded.add("debitura-event");

        assertThat(schemas).isEqualTo(new TreeSet<>(recorded));
    }

    @ParameterizedTest
    @MethodSource("records")
    void every_component_is_a_property_of_the_same_type_and_the_other_way_round(Class<? extends Record> type) {
        Map<String, String> components = new TreeMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            components.put(jsonName(component), shape(component, unwrap(component.getGenericType())));
        }
        Map<String, String> properties = new TreeMap<>();
        Examples.schema(schemaName(type))
                .path("properties")
                .properties()
                .forEach(property -> properties.put(property.getKey(), shape(property.getValue())));

        assertThat(components).isEqualTo(properties);
    }

    @ParameterizedTest
    @MethodSource("records")
    void exactly_the_components_that_are_never_absent_are_required(Class<? extends Record> type) {
        Set<String> always = Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getType() != Optional.class && component.getType() != boolean.class)
                .map(RecordsFitSchemasTest::jsonName)
                .collect(Collectors.toCollection(TreeSet::new));
        // A publisher may leave out a list; the record then has an empty one.
        if (type == OnboardingRequest.class) {
            always.removeAll(List.of("cases", "divisions"));
        }
        Set<String> required = StreamSupport.stream(
                        Examples.schema(schemaName(type)).path("required").spliterator(), false)
                .map(JsonNode::textValue)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(always).isEqualTo(required);
    }

    @ParameterizedTest
    @MethodSource("records")
    void enums_list_the_values_that_the_schema_lists(Class<? extends Record> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (unwrap(component.getGenericType()) instanceof Class<?> raw
                    && raw.isEnum()
                    && !jsonName(component).equals("isTest")) {
                JsonNode property =
                        Examples.schema(schemaName(type)).path("properties").path(jsonName(component));
                JsonNode values = property.has("enum") ? property.path("enum") : property.path("x-known-values");
                Set<String> listed = new LinkedHashSet<>();
                values.forEach(value -> listed.add(value.textValue()));

                assertThat(wires(raw)).as(component.getName()).isEqualTo(listed);
            }
        }
    }

    @Test
    void an_open_enum_is_never_closed_by_the_schema() {
        JsonNode kind = Examples.schema("required-action").path("properties").path("kind");

        assertThat(kind.has("enum")).isFalse();
        assertThat(kind.path("x-known-values")).hasSize(ActionKind.values().length - 1);
    }

    private static Set<String> wires(Class<?> type) {
        Set<String> wires = new LinkedHashSet<>();
        for (Object constant : type.getEnumConstants()) {
            String name = ((Enum<?>) constant).name();
            if (!name.equals("UNKNOWN")) {
                wires.add(EventJson.mapper().convertValue(constant, String.class));
            }
        }
        return wires;
    }

    private static String schemaName(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(java.util.Locale.ROOT);
    }

    private static String jsonName(RecordComponent component) {
        JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null ? component.getName() : renamed.value();
    }

    private static Type unwrap(Type type) {
        return type instanceof ParameterizedType parameterized && parameterized.getRawType() == Optional.class
                ? parameterized.getActualTypeArguments()[0]
                : type;
    }

    private static String shape(RecordComponent component, Type type) {
        if (type instanceof ParameterizedType list) {
            return "array of " + shape(component, list.getActualTypeArguments()[0]);
        }
        Class<?> raw = (Class<?>) type;
        if (raw == boolean.class || jsonName(component).equals("isTest")) {
            return "boolean";
        }
        if (raw == URI.class) {
            return "string uri";
        }
        if (raw == java.time.Instant.class) {
            return "string date-time";
        }
        if (raw == java.time.LocalDate.class) {
            return "string date";
        }
        return raw.isRecord() && raw != SnapshotVersion.class ? schemaName(raw) : "string";
    }

    private static String shape(JsonNode property) {
        if (property.has("$ref")) {
            return property.path("$ref").textValue().replace(".schema.json", "");
        }
        if (property.path("type").textValue().equals("array")) {
            return "array of " + shape(property.path("items"));
        }
        String format = property.path("format").asText();
        boolean typed =
                Set.of("date", "date-time").contains(format) || format.equals("uri") && !property.has("maxLength");
        return property.path("type").textValue() + (typed ? " " + format : "");
    }
}
