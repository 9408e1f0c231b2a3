package dev.recoup.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.recoup.events.refusals.Refusal;
import dev.recoup.events.refusals.RefusalCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The published JSON Schemas as a validator that answers in refusal codes; works offline and is safe for threads. */
public final class EventSchemas {
    private static final String BASE = "https://schemas.recoup.dev/v1/";
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.schemaMappers(mappers -> mappers.mapPrefix(BASE, "classpath:schemas/")));
    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build();
    private static final Map<String, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

    // Formats are annotations in JSON Schema 2020-12; patterns, which every validator enforces, stand beside them.
    private static final Set<String> SHAPE_KEYWORDS = Set.of("type", "pattern", "enum", "const");
    private static final Map<String, RefusalCode> MISSING = Map.of(
            "caseRequestId", RefusalCode.REQUEST_ID_MALFORMED,
            "onboardingRequestId", RefusalCode.REQUEST_ID_MALFORMED,
            "environment", RefusalCode.UNKNOWN_ENVIRONMENT,
            "isTest", RefusalCode.MODE_MISSING,
            "users", RefusalCode.USER_MISSING);
    private static final Map<String, RefusalCode> MISSHAPEN = Map.ofEntries(
            Map.entry("caseRequestId", RefusalCode.REQUEST_ID_MALFORMED),
            Map.entry("onboardingRequestId", RefusalCode.REQUEST_ID_MALFORMED),
            Map.entry("environment", RefusalCode.UNKNOWN_ENVIRONMENT),
            Map.entry("isTest", RefusalCode.MODE_MISSING),
            Map.entry("amountToRecover", RefusalCode.AMOUNT_MALFORMED),
            Map.entry("amountToRecoverOver6Months", RefusalCode.AMOUNT_MALFORMED),
            Map.entry("amountToRecoverOver12Months", RefusalCode.AMOUNT_MALFORMED),
            Map.entry("amountToRecoverOver24Months", RefusalCode.AMOUNT_MALFORMED),
            Map.entry("currencyCode", RefusalCode.CURRENCY_UNKNOWN),
            Map.entry("date", RefusalCode.DATE_MALFORMED),
            Map.entry("dueDate", RefusalCode.DATE_MALFORMED),
            Map.entry("at", RefusalCode.DATE_MALFORMED),
            Map.entry("successFeePercentage", RefusalCode.PERCENTAGE_OUT_OF_RANGE),
            Map.entry("returnUrl", RefusalCode.RETURN_URL_MALFORMED),
            Map.entry("creditorDivisionId", RefusalCode.UUID_MALFORMED),
            Map.entry("collectionPartnerId", RefusalCode.UUID_MALFORMED),
            Map.entry("type", RefusalCode.DEBTOR_TYPE_UNKNOWN),
            Map.entry("countryAlpha2", RefusalCode.COUNTRY_UNKNOWN),
            Map.entry("countryCode", RefusalCode.COUNTRY_UNKNOWN),
            Map.entry("email", RefusalCode.EMAIL_MALFORMED),
            Map.entry("supportEmail", RefusalCode.EMAIL_MALFORMED),
            Map.entry("officeEmail", RefusalCode.EMAIL_MALFORMED),
            Map.entry("assignedUserEmail", RefusalCode.EMAIL_MALFORMED));

    private EventSchemas() {}

    /**
     * Checks a value against the schema of its type. Members that are null count as absent.
     *
     * @return every reason why it does not fit, by field; empty when it fits
     */
    public static List<Refusal> check(EventType type, JsonNode value) {
        return check(type.schemaName(), value);
    }

    static List<Refusal> check(String schemaName, JsonNode value) {
        return SCHEMAS
                .computeIfAbsent(
                        schemaName, name -> FACTORY.getSchema(SchemaLocation.of(BASE + name + ".schema.json"), CONFIG))
                .validate(withoutNulls(value))
                .stream()
                .map(EventSchemas::refusal)
                .collect(Collectors.groupingBy(Refusal::field, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(reasons -> reasons.get(0))
                .toList();
    }

    private static Refusal refusal(ValidationMessage message) {
        String keyword = message.getType();
        String pointer = message.getInstanceLocation().toString();
        if (keyword.equals("required")) {
            String missing = message.getProperty();
            return Refusal.of(MISSING.getOrDefault(missing, RefusalCode.FIELD_MISSING), pointer + "/" + missing);
        }
        String field = pointer.substring(pointer.lastIndexOf('/') + 1);
        if (keyword.equals("pattern") && isNegativeAmount(field, message.getInstanceNode())) {
            return Refusal.of(
                    field.equals("amountToRecover")
                            ? RefusalCode.AMOUNT_NOT_POSITIVE
                            : RefusalCode.AGE_BUCKETS_INCONSISTENT,
                    pointer);
        }
        if (SHAPE_KEYWORDS.contains(keyword) && MISSHAPEN.containsKey(field)) {
            return Refusal.of(MISSHAPEN.get(field), pointer);
        }
        return Refusal.of(
                switch (keyword) {
                    case "type" -> pointer.isEmpty() ? RefusalCode.NOT_JSON : RefusalCode.WRONG_TYPE;
                    case "minLength" -> MISSHAPEN.getOrDefault(field, RefusalCode.EMPTY);
                    case "minItems" -> field.equals("users") ? RefusalCode.USER_MISSING : RefusalCode.EMPTY;
                    case "maxLength" ->
                        field.equals("returnUrl") ? RefusalCode.RETURN_URL_MALFORMED : RefusalCode.TOO_LONG;
                    case "enum" -> RefusalCode.VALUE_NOT_ALLOWED;
                    case "pattern" -> RefusalCode.EMPTY;
                    default -> RefusalCode.MALFORMED;
                },
                pointer);
    }

    private static boolean isNegativeAmount(String field, JsonNode value) {
        return MISSHAPEN.get(field) == RefusalCode.AMOUNT_MALFORMED
                && value.asText().startsWith("-")
                && Decimals.WIRE.matcher(value.asText()).matches();
    }

    /** A publisher that writes null for what it does not know means the same as one that leaves it out. */
    private static JsonNode withoutNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties().forEach(member -> {
                if (!member.getValue().isNull()) {
                    copy.set(member.getKey(), withoutNulls(member.getValue()));
                }
            });
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(item -> copy.add(withoutNulls(item)));
            return copy;
        }
        return node;
    }
}
