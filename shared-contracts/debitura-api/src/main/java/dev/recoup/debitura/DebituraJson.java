package dev.recoup.debitura;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * JSON as Debitura speaks it. Reading is tolerant: unknown properties are ignored, names match in any letter case,
 * unknown enum texts become {@code UNKNOWN}, times without zone are UTC. Numbers become {@code BigDecimal}.
 */
final class DebituraJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addModule(tolerance())
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .serializationInclusion(JsonInclude.Include.NON_ABSENT)
            .build();

    private static final Map<JavaType, Set<String>> PROPERTIES = new ConcurrentHashMap<>();

    private DebituraJson() {}

    static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static JavaType type(Class<?> type) {
        return MAPPER.constructType(type);
    }

    static JavaType listOf(Class<?> element) {
        return MAPPER.getTypeFactory().constructCollectionType(java.util.List.class, element);
    }

    /** The value, or nothing if the bytes are not JSON of this type. */
    static <T> Optional<T> read(byte[] json, JavaType type) {
        try {
            return Optional.ofNullable(MAPPER.readValue(json, type));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * What an operation answers. A page, an error or anything else that merely came with a success status is nothing: an
     * object has to share a property with the type, and must not carry the marks of an error that the type does not have.
     */
    static <T> Optional<T> answer(byte[] json, JavaType type) {
        return tree(json).filter(node -> isOf(type, node)).flatMap(_ -> read(json, type));
    }

    /** Whether bytes that came with a success status, where nothing is expected, say that it was none. */
    static boolean isNoAnswer(byte[] body) {
        var text = new String(body, 0, Math.min(body.length, 64), StandardCharsets.UTF_8).stripLeading();
        return text.startsWith("<")
                || tree(body)
                        .filter(JsonNode::isObject)
                        .filter(node -> isError(node, Set.of()))
                        .isPresent();
    }

    private static boolean isOf(JavaType type, JsonNode node) {
        if (type.isCollectionLikeType()) {
            return node.isArray();
        }
        var known = PROPERTIES.computeIfAbsent(type, DebituraJson::properties);
        return node.isObject()
                && node.properties().stream().anyMatch(property -> known.contains(lower(property.getKey())))
                && !isError(node, known);
    }

    /** Marks of the error shapes of guide 22.1: business errors, a legacy label, a problem's title and status. */
    private static boolean isError(JsonNode node, Set<String> known) {
        var foreign = node.properties().stream()
                .filter(property -> !isEmpty(property.getValue()))
                .map(property -> lower(property.getKey()))
                .filter(name -> !known.contains(name))
                .collect(Collectors.toSet());
        return foreign.contains("businesserrors")
                || foreign.contains("error")
                || (foreign.contains("title") && (foreign.contains("status") || known.contains("status")));
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isContainerNode()
                ? value.isEmpty()
                : value.isNull() || value.asText().isBlank();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static Set<String> properties(JavaType type) {
        return MAPPER.getDeserializationConfig().introspect(type).findProperties().stream()
                .flatMap(property -> Stream.concat(
                        Stream.of(property.getName()),
                        property.findAliases().stream().map(PropertyName::getSimpleName)))
                .map(DebituraJson::lower)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The tree, or nothing if the bytes are not JSON. */
    static Optional<JsonNode> tree(byte[] json) {
        try {
            return Optional.ofNullable(MAPPER.readTree(json)).filter(node -> !node.isMissingNode());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static SimpleModule tolerance() {
        return new SimpleModule("debitura-tolerance")
                .addDeserializer(Instant.class, new UtcInstant())
                .addDeserializer(LocalDate.class, new Day())
                .addDeserializer(Told.class, new ToldEnum(null))
                .setDeserializerModifier(new BeanDeserializerModifier() {
                    @Override
                    @SuppressWarnings({"unchecked", "rawtypes"})
                    public JsonDeserializer<?> modifyEnumDeserializer(
                            DeserializationConfig config,
                            JavaType type,
                            BeanDescription description,
                            JsonDeserializer<?> usual) {
                        return WireValue.class.isAssignableFrom(type.getRawClass())
                                ? new WireEnum(type.getRawClass())
                                : usual;
                    }
                });
    }

    private static final class WireEnum<E extends Enum<E>> extends StdScalarDeserializer<E> {

        private final Class<E> type;
        private final E unknown;

        WireEnum(Class<E> type) {
            super(type);
            this.type = type;
            this.unknown = Arrays.stream(type.getEnumConstants())
                    .filter(constant -> constant.name().equals("UNKNOWN"))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public E deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken().isScalarValue()) {
                return WireText.read(type, parser.getText()).orElse(unknown);
            }
            parser.skipChildren();
            return unknown;
        }
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static final class ToldEnum extends StdScalarDeserializer<Told> implements ContextualDeserializer {

        private final WireEnum<?> values;

        ToldEnum(WireEnum<?> values) {
            super(Told.class);
            this.values = values;
        }

        @Override
        public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
            return new ToldEnum(
                    new WireEnum(context.getContextualType().containedType(0).getRawClass()));
        }

        @Override
        public Told deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var text = parser.currentToken().isScalarValue()
                    ? parser.getText()
                    : parser.currentToken().asString();
            return new Told(values.deserialize(parser, context), text);
        }
    }

    private static final class UtcInstant extends StdScalarDeserializer<Instant> {

        UtcInstant() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var text = parser.getText().trim();
            if (text.isEmpty()) {
                return null;
            }
            try {
                if (text.length() == "yyyy-MM-dd".length()) {
                    return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
                }
                return switch (DateTimeFormatter.ISO_DATE_TIME.parseBest(
                        text.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from)) {
                    case OffsetDateTime zoned -> zoned.toInstant();
                    case LocalDateTime zoneless -> zoneless.toInstant(ZoneOffset.UTC);
                    default -> throw new DateTimeException("neither zoned nor local");
                };
            } catch (DateTimeException unreadable) {
                throw context.weirdStringException(text, Instant.class, "not a date-time");
            }
        }
    }

    private static final class Day extends StdScalarDeserializer<LocalDate> {

        Day() {
            super(LocalDate.class);
        }

        @Override
        public LocalDate deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var text = parser.getText().trim();
            try {
                return text.isEmpty() ? null : LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
            } catch (DateTimeException unreadable) {
                throw context.weirdStringException(text, LocalDate.class, "not a date");
            }
        }
    }
}
