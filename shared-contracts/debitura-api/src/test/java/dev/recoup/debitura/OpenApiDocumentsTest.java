package dev.recoup.debitura;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.recoup.debitura.customer.AdvanceTestCase;
import dev.recoup.debitura.customer.AdvancedTestCase;
import dev.recoup.debitura.customer.AgreementStatus;
import dev.recoup.debitura.customer.CaseFile;
import dev.recoup.debitura.customer.CasePayment;
import dev.recoup.debitura.customer.ChatMessage;
import dev.recoup.debitura.customer.ContractStatus;
import dev.recoup.debitura.customer.CreditorProfile;
import dev.recoup.debitura.customer.CustomerCasePage;
import dev.recoup.debitura.customer.CustomerCoverage;
import dev.recoup.debitura.customer.CustomerPreview;
import dev.recoup.debitura.customer.DeliveryRecord;
import dev.recoup.debitura.customer.DivisionDetails;
import dev.recoup.debitura.customer.DivisionPage;
import dev.recoup.debitura.customer.Eligibility;
import dev.recoup.debitura.customer.EligibilityQuestion;
import dev.recoup.debitura.customer.ExclusivePeriod;
import dev.recoup.debitura.customer.FireTestEvent;
import dev.recoup.debitura.customer.FiredTestEvent;
import dev.recoup.debitura.customer.PaymentPage;
import dev.recoup.debitura.customer.QuoteDetail;
import dev.recoup.debitura.customer.QuoteRequestDetail;
import dev.recoup.debitura.customer.QuoteRequests;
import dev.recoup.debitura.customer.Quotes;
import dev.recoup.debitura.customer.Replayed;
import dev.recoup.debitura.customer.SendChat;
import dev.recoup.debitura.customer.TaskPage;
import dev.recoup.debitura.customer.TeamPage;
import dev.recoup.debitura.customer.Timeline;
import dev.recoup.debitura.customer.Validation;
import dev.recoup.debitura.customer.WebhookTestResult;
import dev.recoup.debitura.referral.CasePage;
import dev.recoup.debitura.referral.CasePreview;
import dev.recoup.debitura.referral.ClientPage;
import dev.recoup.debitura.referral.Coverage;
import dev.recoup.debitura.referral.CreateClient;
import dev.recoup.debitura.referral.CreateWebhook;
import dev.recoup.debitura.referral.Deletability;
import dev.recoup.debitura.referral.FilterOptions;
import dev.recoup.debitura.referral.FiredEvent;
import dev.recoup.debitura.referral.LinkedClient;
import dev.recoup.debitura.referral.PartnerProfile;
import dev.recoup.debitura.referral.ReferralCase;
import dev.recoup.debitura.referral.RevenueStage;
import dev.recoup.debitura.referral.SubmitKyc;
import dev.recoup.debitura.referral.TestEvent;
import dev.recoup.debitura.referral.TransactionPage;
import dev.recoup.debitura.referral.UpdateWebhook;
import dev.recoup.debitura.referral.WebhookSubscription;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the records and the operations, which are written by hand, against the two OpenAPI documents. */
class OpenApiDocumentsTest {

    private static final JsonNode REFERRAL = document("referral-partner-api.yaml");
    private static final JsonNode CUSTOMER = document("customer-api.yaml");

    /** What a document has and the records leave out on purpose. */
    private static final Map<Class<?>, Set<String>> LEFT_OUT = Map.of(
            // deprecated and without effect
            CreateCase.class, Set.of("skipCreationEmails"),
            // what was sent is made up
            WebhookTestResult.class, Set.of("testPayload"));

    /** Headers that the documents describe by other means than parameters. */
    private static final Set<String> FRAMING = Set.of("Authorization", "Content-Type");

    static Stream<Arguments> records() {
        return Stream.of(
                Arguments.of(REFERRAL, "ReferralPartnerResponse", PartnerProfile.class),
                Arguments.of(REFERRAL, "CreateClientRequest", CreateClient.class),
                Arguments.of(REFERRAL, "ClientCreatedResponse", LinkedClient.class),
                Arguments.of(REFERRAL, "GetClientsResponse", ClientPage.class),
                Arguments.of(REFERRAL, "GetCaseDetailResponse", ReferralCase.class),
                Arguments.of(REFERRAL, "TransactionsResponse", TransactionPage.class),
                Arguments.of(REFERRAL, "CreateWebhookRequest", CreateWebhook.class),
                Arguments.of(REFERRAL, "UpdateWebhookRequest", UpdateWebhook.class),
                Arguments.of(REFERRAL, "WebhookDto", WebhookSubscription.class),
                Arguments.of(REFERRAL, "CreateCaseRequest", CreateCase.class),
                Arguments.of(REFERRAL, "InvoiceDto", CollectionCase.class),
                Arguments.of(REFERRAL, "SubmitKycVerificationRequest", SubmitKyc.class),
                Arguments.of(REFERRAL, "KycVerificationDto", LinkedClient.KycVerification.class),
                Arguments.of(REFERRAL, "PreviewCaseRequest", PreviewCase.class),
                Arguments.of(REFERRAL, "PreviewCaseResponse", CasePreview.class),
                Arguments.of(REFERRAL, "CoverageItem", Coverage.class),
                Arguments.of(REFERRAL, "GetFilterOptionsResponse", FilterOptions.class),
                Arguments.of(REFERRAL, "ClientDeletableResponse", Deletability.class),
                Arguments.of(REFERRAL, "TriggerTestWebhookRequest", TestEvent.class),
                Arguments.of(REFERRAL, "TriggerTestWebhookResponse", FiredEvent.class),
                Arguments.of(CUSTOMER, "CreateCaseRequest", CreateCase.class),
                Arguments.of(CUSTOMER, "Case", CollectionCase.class),
                Arguments.of(CUSTOMER, "Payment", CasePayment.class),
                Arguments.of(CUSTOMER, "CaseList", CustomerCasePage.class),
                Arguments.of(CUSTOMER, "PreviewCaseRequest", PreviewCase.class),
                Arguments.of(CUSTOMER, "PreviewResult", CustomerPreview.class),
                Arguments.of(CUSTOMER, "CaseContractStatus", ContractStatus.class),
                Arguments.of(CUSTOMER, "CollectionContractStatus", AgreementStatus.class),
                Arguments.of(CUSTOMER, "CaseTimeline", Timeline.class),
                Arguments.of(CUSTOMER, "Chat", ChatMessage.class),
                Arguments.of(CUSTOMER, "SendChatRequest", SendChat.class),
                Arguments.of(CUSTOMER, "CaseFile", CaseFile.class),
                Arguments.of(CUSTOMER, "CaseValidationStatus", Validation.class),
                Arguments.of(CUSTOMER, "ExclusivePeriod", ExclusivePeriod.class),
                Arguments.of(CUSTOMER, "TaskList", TaskPage.class),
                Arguments.of(CUSTOMER, "PaymentList", PaymentPage.class),
                Arguments.of(CUSTOMER, "UserList", TeamPage.class),
                Arguments.of(CUSTOMER, "CreditorMe", CreditorProfile.class),
                Arguments.of(CUSTOMER, "DivisionList", DivisionPage.class),
                Arguments.of(CUSTOMER, "CreateDivisionRequest", DivisionDetails.class),
                Arguments.of(CUSTOMER, "UpdateDivisionRequest", DivisionDetails.class),
                Arguments.of(CUSTOMER, "CoverageItem", CustomerCoverage.class),
                Arguments.of(CUSTOMER, "CaseEligibilityRequest", EligibilityQuestion.class),
                Arguments.of(CUSTOMER, "CaseEligibilityResponse", Eligibility.class),
                Arguments.of(CUSTOMER, "QuoteRequestList", QuoteRequests.class),
                Arguments.of(CUSTOMER, "QuoteRequestDetail", QuoteRequestDetail.class),
                Arguments.of(CUSTOMER, "QuoteList", Quotes.class),
                Arguments.of(CUSTOMER, "QuoteDetail", QuoteDetail.class),
                Arguments.of(CUSTOMER, "CreateWebhookRequest", CreateWebhook.class),
                Arguments.of(CUSTOMER, "UpdateWebhookRequest", UpdateWebhook.class),
                Arguments.of(CUSTOMER, "Webhook", WebhookSubscription.class),
                Arguments.of(CUSTOMER, "WebhookTestResult", WebhookTestResult.class),
                Arguments.of(CUSTOMER, "WebhookEvent", DeliveryRecord.class),
                Arguments.of(CUSTOMER, "ReplayEventResult", Replayed.class),
                Arguments.of(CUSTOMER, "AdvanceTestCaseRequest", AdvanceTestCase.class),
                Arguments.of(CUSTOMER, "AdvanceTestCaseResponse", AdvancedTestCase.class),
                Arguments.of(CUSTOMER, "FireWebhookRequest", FireTestEvent.class),
                Arguments.of(CUSTOMER, "FireWebhookResponse", FiredTestEvent.class));
    }

    @ParameterizedTest(name = "{1} is {2}")
    @MethodSource("records")
    void every_component_is_a_property_of_the_fitting_type_and_the_other_way_round(
            JsonNode document, String schema, Class<?> type) {
        assertThat(new Comparison(document).differences(schema, type)).isEmpty();
    }

    @Test
    void a_list_of_cases_differs_from_a_case_in_nothing_but_the_potential_revenue() {
        assertThat(new Comparison(REFERRAL).differences("GetCasesResponse", CasePage.class))
                .containsExactly("GetCasesResponse.cases.potentialRevenue is not in the document");
    }

    @Test
    void a_wrong_record_would_be_noticed() {
        record Wrong(String totalResults, int pageSize, int currentPage, int responseCount, String novelty) {}

        assertThat(new Comparison(REFERRAL).differences("PageData", Wrong.class))
                .containsExactlyInAnyOrder(
                        "PageData.totalPages is not in the record",
                        "PageData.novelty is not in the document",
                        "PageData.totalResults is integer in the document and String in the record");
    }

    @Test
    void revenue_stages_stand_in_the_order_of_the_document() {
        var names = REFERRAL.at("/components/schemas/TransactionRevenueStage/x-enum-varnames");

        assertThat(RevenueStage.values())
                .extracting(stage -> stage.name().replace("_", "").toLowerCase(Locale.ROOT))
                .containsExactlyElementsOf(texts(names).stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void all_events_are_those_of_the_document() {
        var events = REFERRAL.at("/components/schemas/CreateWebhookRequest/properties/events/items/x-known-values");

        assertThat(CreateWebhook.ALL_EVENTS).containsExactlyInAnyOrderElementsOf(texts(events));
    }

    static Stream<Arguments> operations() {
        return Stream.of(Map.entry(REFERRAL, ReferralApi.class), Map.entry(CUSTOMER, CustomerApi.class))
                .flatMap(api -> Arrays.stream(api.getValue().getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Path.class))
                        .map(method -> Arguments.of(api.getKey(), method)));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("operations")
    void every_operation_is_in_the_document_with_its_parameters(JsonNode document, Method method) {
        var path = "/" + method.getAnnotation(Path.class).value();
        var verb = Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElseThrow()
                .value()
                .toLowerCase(Locale.ROOT);
        var item = document.path("paths").path(path);
        var operation = item.path(verb);

        assertThat(operation.path("operationId").asText()).isEqualTo(method.getName());
        assertThat(declared(method)).isEqualTo(parameters(document, item, operation));
    }

    @Test
    void every_operation_can_be_called() {
        assertThat(callable(ReferralApi.class, "createAccessToken"))
                .containsExactlyInAnyOrderElementsOf(operationIds(REFERRAL))
                .hasSize(22);
        assertThat(callable(CustomerApi.class)).containsExactlyInAnyOrderElementsOf(operationIds(CUSTOMER));
    }

    private static List<String> callable(Class<?> api, String... elsewhere) {
        var declared = Arrays.stream(api.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Path.class))
                .map(Method::getName);
        return Stream.concat(declared, Arrays.stream(elsewhere)).toList();
    }

    private static List<String> operationIds(JsonNode document) {
        var ids = new ArrayList<String>();
        document.path("paths")
                .forEach(item -> item.forEach(operation -> {
                    if (operation.has("operationId")) {
                        ids.add(operation.path("operationId").asText());
                    }
                }));
        return ids;
    }

    private static Set<String> declared(Method method) {
        var names = new TreeSet<String>();
        for (Annotation[] annotations : method.getParameterAnnotations()) {
            for (Annotation annotation : annotations) {
                switch (annotation) {
                    case PathParam param -> names.add("path " + param.value());
                    case QueryParam param -> names.add("query " + param.value());
                    case HeaderParam param
                    when !FRAMING.contains(param.value()) -> names.add("header " + param.value());
                    default -> {}
                }
            }
        }
        return names;
    }

    private static Set<String> parameters(JsonNode document, JsonNode item, JsonNode operation) {
        var names = new TreeSet<String>();
        Stream.of(item.path("parameters"), operation.path("parameters"))
                .forEach(list -> list.forEach(parameter -> {
                    var resolved = resolve(document, parameter);
                    names.add(resolved.path("in").asText() + " "
                            + resolved.path("name").asText());
                }));
        return names;
    }

    private static JsonNode resolve(JsonNode document, JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static JsonNode document(String name) {
        try (var in = OpenApiDocumentsTest.class.getResourceAsStream("/openapi/" + name)) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Comparison(JsonNode document, List<String> differences) {

        Comparison(JsonNode document) {
            this(document, new ArrayList<>());
        }

        List<String> differences(String schema, Class<?> type) {
            object(schema, document.at("/components/schemas/" + schema), type);
            return differences;
        }

        private void object(String at, JsonNode schema, Class<?> type) {
            var properties = schema.path("properties");
            var leftOut = LEFT_OUT.getOrDefault(type, Set.of());
            var components = new TreeSet<String>();
            for (RecordComponent component : type.getRecordComponents()) {
                var name = name(type, component);
                components.add(name);
                if (properties.has(name)) {
                    value(at + "." + name, properties.get(name), component.getGenericType());
                } else {
                    differences.add(at + "." + name + " is not in the document");
                }
            }
            properties.fieldNames().forEachRemaining(name -> {
                if (!components.contains(name) && !leftOut.contains(name)) {
                    differences.add(at + "." + name + " is not in the record");
                }
            });
        }

        private static String name(Class<?> type, RecordComponent component) {
            try {
                var annotation = type.getDeclaredField(component.getName()).getAnnotation(JsonProperty.class);
                return annotation == null ? component.getName() : annotation.value();
            } catch (NoSuchFieldException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        private void value(String at, JsonNode reference, Type generic) {
            var schema = resolve(document, reference);
            if (generic instanceof ParameterizedType parameterized) {
                var raw = (Class<?>) parameterized.getRawType();
                if (raw == Optional.class || raw == Told.class) {
                    value(at, schema, parameterized.getActualTypeArguments()[0]);
                } else if (raw == List.class && is(schema, "array")) {
                    value(at, schema.path("items"), parameterized.getActualTypeArguments()[0]);
                } else if (raw == Map.class
                        && schema.path("additionalProperties").isObject()) {
                    value(at, schema.path("additionalProperties"), parameterized.getActualTypeArguments()[1]);
                } else {
                    mismatch(at, schema, raw);
                }
                return;
            }
            var type = (Class<?>) generic;
            if (type.isRecord() && is(schema, "object")) {
                object(at, schema, type);
            } else if (type.isEnum() && is(schema, "string")) {
                constants(at, schema, type);
            } else if (!fits(schema, type)) {
                mismatch(at, schema, type);
            }
        }

        private void constants(String at, JsonNode schema, Class<?> type) {
            var known = new TreeSet<String>();
            schema.path("enum").forEach(text -> known.add(text.asText()));
            schema.path("x-known-values").forEach(text -> known.add(text.asText()));
            for (String text : known) {
                if (!isKnown(type, text)) {
                    differences.add(at + " has the value " + text + " only in the document");
                }
            }
        }

        @SuppressWarnings({"unchecked", "rawtypes"})
        private static boolean isKnown(Class<?> type, String text) {
            Optional<Enum> constant = WireText.read((Class) type, text);
            return constant.filter(value -> !value.name().equals("UNKNOWN")).isPresent();
        }

        private static boolean fits(JsonNode schema, Class<?> type) {
            var format = schema.path("format").asText();
            return switch (schema.path("type").asText()) {
                case "string" ->
                    switch (format) {
                        case "uuid" -> type == UUID.class;
                        case "date-time" -> type == Instant.class || type == LocalDate.class;
                        case "date" -> type == LocalDate.class;
                        default -> type == String.class;
                    };
                case "number" -> type == BigDecimal.class;
                case "integer" -> type == int.class || type == Integer.class;
                case "boolean" -> type == boolean.class || type == Boolean.class;
                default -> false;
            };
        }

        private static boolean is(JsonNode schema, String type) {
            return schema.path("type").asText().equals(type);
        }

        private void mismatch(String at, JsonNode schema, Class<?> type) {
            differences.add(at + " is " + schema.path("type").asText() + " in the document and " + type.getSimpleName()
                    + " in the record");
        }
    }
}
