package dev.recoup.testing.contract;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpMessage;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.HttpDataFactory;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import io.netty.handler.codec.http.multipart.InterfaceHttpPostRequestDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One API as its OpenAPI document describes it, and what that document says about a request or an answer.
 *
 * <p>Operations go by the document's operationId, or by method and path template where it has none.
 */
public final class Contract {

    private static final HttpDataFactory IN_MEMORY = new DefaultHttpDataFactory(false);

    private final String name;
    private final List<Operation> operations;
    private final OpenApiInteractionValidator requests;
    private final OpenApiInteractionValidator answers;

    private Contract(String name, PublishedDocument document) {
        this.name = name;
        this.operations = document.operations().stream()
                .sorted(Comparator.comparingLong(Operation::variables))
                .toList();
        this.requests = validator(document.forRequests());
        this.answers = validator(document.forAnswers());
    }

    private static OpenApiInteractionValidator validator(String document) {
        return OpenApiInteractionValidator.createForInlineApiSpecification(document)
                .withLevelResolver(LevelResolver.create()
                        .withLevel("validation.request.parameter.query.unexpected", ValidationReport.Level.IGNORE)
                        .build())
                .build();
    }

    /**
     * The Referral Partner API.
     *
     * @return the contract of the document that the product is built on
     */
    public static Contract referral() {
        return ofResource("referral", "/contract/referral-partner-api.yaml");
    }

    /**
     * The Customer API.
     *
     * @return the contract of the document that the product is built on
     */
    public static Contract customer() {
        return ofResource("customer", "/contract/customer-api.yaml");
    }

    private static Contract ofResource(String name, String resource) {
        InputStream content = Contract.class.getResourceAsStream(resource);
        if (content == null) {
            throw new IllegalStateException(resource + " is not on the class path");
        }
        return new Contract(name, PublishedDocument.read(content));
    }

    /**
     * An API by a document from elsewhere, such as the official one.
     *
     * @param name how the API is called in violations
     * @param document an OpenAPI 3.0 document in JSON or YAML
     * @return its contract
     * @throws UncheckedIOException when the file cannot be read
     */
    public static Contract of(String name, Path document) {
        try {
            return new Contract(name, PublishedDocument.read(Files.newInputStream(document)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(document + " cannot be read", unreadable);
        }
    }

    /**
     * How the API is called in violations.
     *
     * @return a short name
     */
    public String name() {
        return name;
    }

    /**
     * All operations of the document.
     *
     * @return their names, each after the API's and a dot
     */
    public TreeSet<String> operations() {
        return operations.stream()
                .map(operation -> qualified(operation.name()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Which operation a request calls, or its method and path when there is no such operation. */
    String operationOf(FullHttpRequest request) {
        return qualified(called(request)
                .map(Operation::name)
                .orElseGet(() -> request.method() + " " + new QueryStringDecoder(request.uri()).rawPath()));
    }

    private Optional<Operation> called(FullHttpRequest request) {
        String path = new QueryStringDecoder(request.uri()).rawPath();
        return operations.stream()
                .filter(operation -> operation.isCalledBy(request.method().name(), path))
                .findFirst();
    }

    private String qualified(String operation) {
        return name + "." + operation;
    }

    /** What is wrong with a request; empty when the document allows it. */
    List<String> breachesOf(FullHttpRequest request) {
        QueryStringDecoder target = new QueryStringDecoder(request.uri());
        SimpleRequest.Builder read = new SimpleRequest.Builder(request.method().name(), target.rawPath());
        target.parameters().forEach(read::withQueryParam);
        request.headers()
                .names()
                .forEach(header -> read.withHeader(header, request.headers().getAll(header)));
        bodyOf(request).ifPresent(read::withBody);
        return Stream.of(
                        messages(requests.validateRequest(read.build())),
                        unknownQueriesOf(request),
                        unknownPartsOf(request))
                .flatMap(Function.identity())
                .toList();
    }

    /** The validator lets them pass. */
    private Stream<String> unknownQueriesOf(FullHttpRequest request) {
        Set<String> given = new QueryStringDecoder(request.uri()).parameters().keySet();
        return called(request).stream()
                .flatMap(operation ->
                        given.stream().filter(query -> !operation.queries().contains(query)))
                .map(query -> "the query parameter '" + query + "' is not known");
    }

    /** The validator does not look into multipart bodies. */
    private Stream<String> unknownPartsOf(FullHttpRequest request) {
        if (!HttpPostRequestDecoder.isMultipart(request)) {
            return Stream.empty();
        }
        Set<String> known = called(request).map(Operation::parts).orElse(Set.of());
        InterfaceHttpPostRequestDecoder body = new HttpPostMultipartRequestDecoder(IN_MEMORY, request);
        try {
            List<String> unknown = body.getBodyHttpDatas().stream()
                    .map(InterfaceHttpData::getName)
                    .filter(part -> !known.contains(part))
                    .map(part -> "the part '" + part + "' is not among " + known)
                    .toList();
            return unknown.stream();
        } finally {
            body.destroy();
        }
    }

    /** What is wrong with the answer to a request; empty when the document, or any API of this kind, allows it. */
    List<String> breachesOf(FullHttpRequest request, FullHttpResponse answer) {
        List<String> breaches =
                breachesOfDocument(answers, new QueryStringDecoder(request.uri()).rawPath(), method(request), answer);
        return breaches.isEmpty() || AnswersOfAnyOperation.allow(answer) ? List.of() : breaches;
    }

    static List<String> breachesOfDocument(
            OpenApiInteractionValidator document, String path, Method method, FullHttpResponse answer) {
        SimpleResponse.Builder read =
                SimpleResponse.Builder.status(answer.status().code());
        answer.headers()
                .names()
                .forEach(header -> read.withHeader(header, answer.headers().getAll(header)));
        bodyOf(answer).ifPresent(read::withBody);
        return messages(document.validateResponse(path, method, read.build()))
                .map(message -> answer.status().code() + " " + message)
                .toList();
    }

    private static Method method(FullHttpRequest request) {
        return Arrays.stream(Method.values())
                .filter(method -> method.name().equals(request.method().name()))
                .findFirst()
                .orElse(Method.GET);
    }

    private static Optional<byte[]> bodyOf(FullHttpMessage message) {
        return message.content().isReadable() ? Optional.of(ByteBufUtil.getBytes(message.content())) : Optional.empty();
    }

    private static Stream<String> messages(ValidationReport report) {
        return report.getMessages().stream()
                .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
                .map(message -> message.getKey() + ": " + message.getMessage()
                        + (message.getAdditionalInfo().isEmpty() ? "" : " " + message.getAdditionalInfo()));
    }
}
