package dev.recoup.sandbox.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One schema of an OpenAPI 3.0 document, compiled once and applied to many values.
 *
 * <p>Covers what the two documents use: types, formats, lengths, bounds, enums, required and additional properties,
 * {@code nullable}, and references. Two leniencies are the documents' own: a date-time in a request may be a plain
 * date, and a property that refers to an object may be null in an answer although nothing marks it so.
 */
public final class Schema {

    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

    /** Numbers such as 1e999999999 are a few bytes to send and no end of memory to compute with. */
    private static final long WIDEST_SCALE = 1000;

    private enum Type {
        OBJECT,
        ARRAY,
        STRING,
        INTEGER,
        NUMBER,
        BOOLEAN,
        ANY
    }

    private Type type = Type.ANY;
    private String format = "";
    private boolean nullable;
    private boolean reference;
    private int minLength;
    private int maxLength = Integer.MAX_VALUE;
    private int minItems;
    private Optional<BigDecimal> minimum = Optional.empty();
    private Optional<BigDecimal> maximum = Optional.empty();
    private final Set<JsonNode> allowed = new HashSet<>();
    private final Set<String> required = new HashSet<>();
    private final Map<String, Schema> properties = new HashMap<>();
    private boolean closed;
    private Optional<Schema> additional = Optional.empty();
    private Optional<Schema> items = Optional.empty();

    private Schema() {}

    /** Compiles a schema node of {@code document}; throws when it refers to something the document lacks. */
    static Schema compile(JsonNode document, JsonNode node) {
        return compile(document, node, new HashMap<>());
    }

    private static Schema compile(JsonNode document, JsonNode node, Map<String, Schema> known) {
        if (node.has("$ref")) {
            String pointer = node.get("$ref").asText();
            Schema target = known.get(pointer);
            if (target == null) {
                target = new Schema();
                known.put(pointer, target);
                target.fill(document, ApiDocument.resolve(document, node), known);
            }
            Schema reference = target.copy();
            reference.reference = true;
            return reference;
        }
        Schema schema = new Schema();
        schema.fill(document, node, known);
        return schema;
    }

    private Schema copy() {
        Schema copy = new Schema();
        copy.type = type;
        copy.format = format;
        copy.nullable = nullable;
        copy.minLength = minLength;
        copy.maxLength = maxLength;
        copy.minItems = minItems;
        copy.minimum = minimum;
        copy.maximum = maximum;
        copy.allowed.addAll(allowed);
        copy.required.addAll(required);
        copy.properties.putAll(properties);
        copy.closed = closed;
        copy.additional = additional;
        copy.items = items;
        return copy;
    }

    private void fill(JsonNode document, JsonNode node, Map<String, Schema> known) {
        type = switch (node.path("type").asText("")) {
            case "object" -> Type.OBJECT;
            case "array" -> Type.ARRAY;
            case "string" -> Type.STRING;
            case "integer" -> Type.INTEGER;
            case "number" -> Type.NUMBER;
            case "boolean" -> Type.BOOLEAN;
            default -> Type.ANY;
        };
        format = node.path("format").asText("");
        nullable = node.path("nullable").asBoolean(false);
        minLength = node.path("minLength").asInt(0);
        maxLength = node.path("maxLength").asInt(Integer.MAX_VALUE);
        minItems = node.path("minItems").asInt(0);
        minimum = bound(node, "minimum");
        maximum = bound(node, "maximum");
        node.path("enum").forEach(allowed::add);
        node.path("required").forEach(name -> required.add(name.asText()));
        node.path("properties")
                .properties()
                .forEach(property -> properties.put(property.getKey(), compile(document, property.getValue(), known)));
        JsonNode rest = node.path("additionalProperties");
        closed = rest.isBoolean() && !rest.asBoolean();
        additional = rest.isObject() ? Optional.of(compile(document, rest, known)) : Optional.empty();
        items = node.has("items") ? Optional.of(compile(document, node.get("items"), known)) : Optional.empty();
    }

    private static Optional<BigDecimal> bound(JsonNode node, String name) {
        return node.has(name) ? Optional.of(node.get(name).decimalValue()) : Optional.empty();
    }

    /** Returns the declared name of a property, whatever case it is written in; undeclared names stay as they are. */
    String declaredName(String name) {
        return properties.keySet().stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElse(name);
    }

    /** Tells whether a value of this schema repeats a query parameter. */
    boolean isArray() {
        return type == Type.ARRAY;
    }

    /** Returns the schema of an array's items. */
    Schema items() {
        return items.orElseThrow();
    }

    /**
     * Reads a parameter's text as a JSON value of this schema's type; text that does not fit stays text, so that
     * {@link #check} reports it.
     */
    JsonNode read(String text) {
        return switch (type) {
            case INTEGER, NUMBER ->
                Json.parse(text.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .filter(JsonNode::isNumber)
                        .orElseGet(() -> Json.object().textNode(text));
            case BOOLEAN ->
                switch (text.toLowerCase(java.util.Locale.ROOT)) {
                    case "true" -> Json.object().booleanNode(true);
                    case "false" -> Json.object().booleanNode(false);
                    default -> Json.object().textNode(text);
                };
            case OBJECT, ARRAY, STRING, ANY -> Json.object().textNode(text);
        };
    }

    /** Compares a value with this schema; an empty list means that it conforms. */
    List<Breach> check(JsonNode value, Side side) {
        List<Breach> breaches = new ArrayList<>();
        check(value, "", side, breaches);
        return breaches;
    }

    private void check(JsonNode value, String field, Side side, List<Breach> breaches) {
        if (value.isNull()) {
            boolean silentlyNullable = side == Side.ANSWER && reference;
            if (!nullable && !silentlyNullable && type != Type.ANY) {
                breaches.add(new Breach(field, Breach.Kind.SHAPE, "must not be null"));
            }
            return;
        }
        switch (type) {
            case OBJECT -> checkObject(value, field, side, breaches);
            case ARRAY -> checkArray(value, field, side, breaches);
            case STRING -> checkText(value, field, side, breaches);
            case INTEGER -> checkNumber(value, field, breaches, value.isIntegralNumber() && value.canConvertToInt());
            case NUMBER -> checkNumber(value, field, breaches, value.isNumber());
            case BOOLEAN -> wrongType(value.isBoolean(), field, "a boolean", breaches);
            case ANY -> {
                // anything goes
            }
        }
    }

    private static boolean wrongType(boolean fits, String field, String wanted, List<Breach> breaches) {
        if (!fits) {
            breaches.add(new Breach(field, Breach.Kind.TYPE, "is not " + wanted));
        }
        return !fits;
    }

    private void checkObject(JsonNode value, String field, Side side, List<Breach> breaches) {
        if (wrongType(value.isObject(), field, "an object", breaches)) {
            return;
        }
        for (String name : required) {
            if (!value.has(name)) {
                breaches.add(new Breach(join(field, name), Breach.Kind.SHAPE, "is required"));
            }
        }
        value.properties().forEach(entry -> {
            Schema schema = properties.get(entry.getKey());
            if (schema != null) {
                schema.check(entry.getValue(), join(field, entry.getKey()), side, breaches);
            } else if (closed) {
                breaches.add(new Breach(join(field, entry.getKey()), Breach.Kind.SHAPE, "is not a known field"));
            } else {
                additional.ifPresent(rest -> rest.check(entry.getValue(), join(field, entry.getKey()), side, breaches));
            }
        });
    }

    private void checkArray(JsonNode value, String field, Side side, List<Breach> breaches) {
        if (wrongType(value.isArray(), field, "an array", breaches)) {
            return;
        }
        if (value.size() < minItems) {
            breaches.add(new Breach(field, Breach.Kind.RULE, "needs at least " + minItems + " entries"));
        }
        items.ifPresent(schema -> {
            for (int index = 0; index < value.size(); index++) {
                schema.check(value.get(index), field + "[" + index + "]", side, breaches);
            }
        });
    }

    private void checkText(JsonNode value, String field, Side side, List<Breach> breaches) {
        if (wrongType(value.isTextual(), field, "a text", breaches)) {
            return;
        }
        String text = value.asText();
        int length = text.codePointCount(0, text.length());
        if (length < minLength) {
            breaches.add(new Breach(field, Breach.Kind.RULE, "is shorter than " + minLength));
        }
        if (length > maxLength) {
            breaches.add(new Breach(field, Breach.Kind.RULE, "is longer than " + maxLength));
        }
        if (!allowed.isEmpty() && !allowed.contains(value)) {
            breaches.add(new Breach(field, Breach.Kind.TYPE, "is not one of the known values"));
        }
        if (!fitsFormat(text, side)) {
            Breach.Kind kind = format.equals("email") ? Breach.Kind.RULE : Breach.Kind.TYPE;
            breaches.add(new Breach(field, kind, "is not a valid " + format));
        }
    }

    private boolean fitsFormat(String text, Side side) {
        return switch (format) {
            case "uuid" -> UUID_TEXT.matcher(text).matches();
            case "email" -> EMAIL.matcher(text).matches();
            case "date" -> parses(() -> LocalDate.parse(text));
            case "date-time" ->
                switch (side) {
                    case REQUEST -> parses(() -> Call.instantOf(text));
                    case ANSWER -> parses(() -> OffsetDateTime.parse(text));
                };
            case "uri" ->
                parses(() -> {
                    if (!URI.create(text).isAbsolute()) {
                        throw new IllegalArgumentException("relative");
                    }
                });
            default -> true;
        };
    }

    private static boolean parses(Runnable parse) {
        try {
            parse.run();
            return true;
        } catch (DateTimeException | IllegalArgumentException unreadable) {
            return false;
        }
    }

    private void checkNumber(JsonNode value, String field, List<Breach> breaches, boolean fits) {
        String wanted = type == Type.INTEGER ? "a 32-bit whole number" : "a number";
        if (wrongType(fits, field, wanted, breaches)) {
            return;
        }
        BigDecimal number = value.decimalValue();
        if (Math.abs((long) number.scale()) > WIDEST_SCALE) {
            breaches.add(new Breach(field, Breach.Kind.TYPE, "is not a decimal number that can be held"));
            return;
        }
        if (minimum.filter(bound -> number.compareTo(bound) < 0).isPresent()
                || maximum.filter(bound -> number.compareTo(bound) > 0).isPresent()) {
            breaches.add(new Breach(field, Breach.Kind.RULE, "is out of range"));
        }
        if (!allowed.isEmpty() && !allowed.contains(value)) {
            breaches.add(new Breach(field, Breach.Kind.TYPE, "is not one of the known values"));
        }
    }

    private static String join(String field, String name) {
        return field.isEmpty() ? name : field + "." + name;
    }
}
