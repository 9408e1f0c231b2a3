package dev.recoup.sandbox.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.unknowns.Unknown;
import dev.recoup.sandbox.unknowns.Unknowns;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.FileUpload;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Serves one API from its document: routes by it, and holds every request and every answer against it.
 *
 * <p>A breach by the caller is a 400 in one of Debitura's shapes, a breach by the sandbox is a 500; {@link Violations}
 * says which of them count against somebody. An operation that has no handler answers 501.
 */
public final class ApiServer {

    private static final Logger LOG = Logger.getLogger(ApiServer.class.getName());

    /** Statuses that any operation may answer although few list them: model binding, credentials, rate, the sandbox. */
    private static final Set<Integer> UNLISTED = Set.of(400, 401, 429, 501);

    /** How long a caller is kept waiting for an answer that never comes; longer than any client waits. */
    private static final long SILENCE_MILLISECONDS = 300_000;

    /** Names what made an answer differ from its document on purpose: switches, or a trouble that was ordered. */
    private static final String DEPARTURES = "X-Sandbox-Departures";

    /** Under these names a call's context keeps its operation and, while it is unanswered, its idempotency key. */
    private static final String OPERATION = "operation";

    private static final String KEY = "key";

    private final Vertx vertx;
    private final ApiDocument document;
    private final Gate gate;
    private final Faults faults;
    private final Violations violations;
    private final RateLimits limits;
    private final Uploads uploads;
    private final Unknowns unknowns;
    private final Dialect dialect;
    private final Unanswered unanswered = new Unanswered();
    private final Map<String, LaterOperationHandler> handlers = new HashMap<>();
    private final Map<String, String> otherPaths = new HashMap<>();
    private final Map<String, Integer> requests = new TreeMap<>();
    private final Schema fieldErrors;
    private final Schema problemDetails;

    /** Prepares the API of {@code document}; handlers are added before {@link #router} is called. */
    public ApiServer(
            Vertx vertx,
            ApiDocument document,
            Gate gate,
            Faults faults,
            Violations violations,
            RateLimits limits,
            Uploads uploads,
            Unknowns unknowns) {
        this.vertx = vertx;
        this.document = document;
        this.gate = gate;
        this.faults = faults;
        this.violations = violations;
        this.limits = limits;
        this.uploads = uploads;
        this.unknowns = unknowns;
        this.dialect = new Dialect(unknowns);
        this.fieldErrors = document.schema("FieldErrors");
        this.problemDetails = document.schema("ProblemDetails");
    }

    /**
     * Says what an operation does; a later handler of the same operation replaces the earlier one.
     *
     * @throws IllegalArgumentException when the document has no such operation
     */
    public ApiServer on(String operationId, OperationHandler handler) {
        return onLater(operationId, call -> Future.succeededFuture(handler.handle(call)));
    }

    /**
     * Says what an operation does that has to wait for something; a later handler replaces the earlier one.
     *
     * @throws IllegalArgumentException when the document has no such operation
     */
    public ApiServer onLater(String operationId, LaterOperationHandler handler) {
        if (document.operations().stream().noneMatch(operation -> operation.id().equals(operationId))) {
            throw new IllegalArgumentException("The " + document.name() + " API has no operation " + operationId);
        }
        handlers.put(operationId, handler);
        return this;
    }

    /**
     * Serves an operation under a second path, too.
     *
     * @param pattern regular expression of the path, with the operation's path parameters as named groups
     */
    public ApiServer alsoAt(String operationId, String pattern) {
        otherPaths.put(operationId, pattern);
        return this;
    }

    /** Returns the short name of the API. */
    public String name() {
        return document.name();
    }

    /** Returns how often each operation was called, by operationId, refused calls included. */
    public Map<String, Integer> requests() {
        return requests;
    }

    /** Builds the routes: every operation of the document, literal paths before templates. */
    public Router router() {
        Router router = Router.router(vertx);
        List<Operation> operations = new ArrayList<>(document.operations());
        operations.sort(Comparator.comparingLong(operation ->
                operation.path().chars().filter(character -> character == '{').count()));
        for (Operation operation : operations) {
            HttpMethod method = HttpMethod.valueOf(operation.method());
            handle(router.route(method, operation.path().replaceAll("\\{([^}]+)}", ":$1")), operation);
            Optional.ofNullable(otherPaths.get(operation.id()))
                    .ifPresent(pattern -> handle(router.routeWithRegex(method, pattern), operation));
        }
        router.route().last().handler(this::unknown);
        router.errorHandler(
                400, context -> send(context, Answer.problem(400, "Bad Request", "The request is malformed")));
        return router;
    }

    private void handle(Route route, Operation operation) {
        if (operation.requestForm().isPresent()) {
            route.handler(Bodies.form(uploads));
        } else if (!Set.of("GET", "DELETE").contains(operation.method())) {
            route.handler(Bodies.text());
        }
        route.handler(context -> serve(context, operation)).failureHandler(context -> unreadable(context, operation));
    }

    /** The body is too big or malformed, or the caller hung up in the middle of it. */
    private void unreadable(RoutingContext context, Operation operation) {
        if (isOver(context)) {
            return;
        }
        switch (context.statusCode()) {
            case 413 -> {
                violations.refused(operation.qualifiedId(), "(whole): is too big");
                send(
                        context,
                        operation.answers().containsKey(413)
                                ? Answer.error(413, "PayloadTooLarge", "The request is too big")
                                : Answer.problem(400, "Bad Request", "The request is too big"));
            }
            case 400 -> {
                violations.add(operation.qualifiedId(), Side.REQUEST, "(whole): is malformed");
                send(context, Answer.problem(400, "Bad Request", "The request is malformed"));
            }
            default -> {
                if (isHangUp(context.failure())) {
                    hangUp(context);
                } else {
                    send(context, defect(operation, context.failure()));
                }
            }
        }
    }

    private static boolean isHangUp(Throwable failure) {
        return failure instanceof SocketException
                || failure instanceof ClosedChannelException
                || failure instanceof VertxException;
    }

    private void unknown(RoutingContext context) {
        String what = context.request().method() + " is not an operation of the " + document.name() + " API here";
        violations.add(document.name(), Side.REQUEST, what);
        send(context, Answer.problem(404, "Not Found", what));
    }

    private void serve(RoutingContext context, Operation operation) {
        requests.merge(operation.id(), 1, Integer::sum);
        context.put(OPERATION, operation.qualifiedId());
        dispatch(context, operation);
    }

    private void dispatch(RoutingContext context, Operation operation) {
        Optional<String> key = key(context.request().headers(), operation);
        if (key.filter(unanswered::has).isPresent()) {
            hold(context, operation, key.get());
            return;
        }
        key.ifPresent(free -> {
            unanswered.begin(free);
            context.put(KEY, free);
        });
        perform(context, operation);
    }

    /** Returns the idempotency key of a call as its credential's own. */
    private static Optional<String> key(MultiMap headers, Operation operation) {
        return operation.declares(Parameter.Place.HEADER, "Idempotency-Key")
                ? Optional.ofNullable(headers.get("Idempotency-Key"))
                        .map(text -> headers.get("Authorization") + headers.get("XApiKey") + " " + text)
                : Optional.empty();
    }

    /** The first call under the key has not been answered yet. */
    private void hold(RoutingContext context, Operation operation, String key) {
        switch (unknowns.of(Unknown.KEY_IN_USE)) {
            case A -> unanswered.after(key, () -> dispatch(context, operation));
            case B ->
                send(
                        context,
                        unknowns.choose(
                                Unknown.KEY_IN_USE_STATUS,
                                Answer.error(409, "Conflict", "The first request with this key is still running"),
                                Answer.businessError(
                                        "IdempotencyKeyInUse", "The first request with this key is still running")));
        }
    }

    private void end(RoutingContext context) {
        Optional.ofNullable(context.<String>remove(KEY)).ifPresent(unanswered::end);
    }

    private void perform(RoutingContext context, Operation operation) {
        Optional<Faults.Fault> fault = faults.take(operation.qualifiedId(), operation.id(), operation.api());
        if (fault.isEmpty()) {
            respond(context, operation);
            return;
        }
        switch (fault.get()) {
            case Faults.Status(int status) -> sendOrdered(context, status);
            case Faults.Latency(long milliseconds) ->
                answer(context, operation)
                        .onSuccess(late -> vertx.setTimer(milliseconds, unused -> send(context, late)));
            case Faults.LostAnswer() -> answer(context, operation).onSuccess(lost -> hangUp(context));
            case Faults.FailedAnswer(int status) ->
                answer(context, operation).onSuccess(denied -> sendOrdered(context, status));
            case Faults.Drop() -> hangUp(context);
            case Faults.Duplicate() ->
                answer(context, operation)
                        .compose(first -> answer(context, operation))
                        .onSuccess(second -> send(context, second));
            case Faults.Reorder(Backlog backlog) -> backlog.hold(vertx, () -> respond(context, operation));
            case Faults.Silence() -> vertx.setTimer(SILENCE_MILLISECONDS, unused -> hangUp(context));
        }
    }

    private Future<Answer> respond(RoutingContext context, Operation operation) {
        return answer(context, operation).onSuccess(answer -> send(context, answer));
    }

    private void hangUp(RoutingContext context) {
        end(context);
        context.request().connection().close();
    }

    /** Says that the answer is what was ordered, so that nobody holds it against the document. */
    private void sendOrdered(RoutingContext context, int status) {
        context.response().putHeader(DEPARTURES, "trouble");
        send(context, trouble(status));
    }

    private static Answer trouble(int status) {
        if (status == 429) {
            return RateLimits.refusal(Duration.ofSeconds(1));
        }
        if (status == 401) {
            return Answer.empty(401);
        }
        return Answer.of(status, Json.object().set("businessErrors", Json.array()));
    }

    /** Never fails: a defect is an answer, too. */
    private Future<Answer> answer(RoutingContext context, Operation operation) {
        Gate.Passage passage = gate.check(context.request().headers());
        Optional<Duration> wait = limits.take(credential(passage));
        if (wait.isPresent()) {
            return Future.succeededFuture(RateLimits.refusal(wait.get()));
        }
        return switch (passage) {
            case Gate.Admitted(Caller caller) -> answer(context, operation, caller);
            case Gate.Refused() -> Future.succeededFuture(Answer.empty(401));
            case Gate.Misplaced(String reason) -> {
                violations.add(operation.qualifiedId(), Side.REQUEST, reason);
                yield Future.succeededFuture(Answer.empty(401));
            }
        };
    }

    private Future<Answer> answer(RoutingContext context, Operation operation, Caller caller) {
        LaterOperationHandler handler = handlers.get(operation.id());
        if (handler == null) {
            String what = "The sandbox does not play the operation " + operation.qualifiedId();
            violations.add(operation.qualifiedId(), Side.ANSWER, what);
            return Future.succeededFuture(Answer.problem(501, "Not Implemented", what));
        }
        Reading reading = read(context, operation, caller);
        return reading.refusal()
                .map(Future::succeededFuture)
                .orElseGet(() -> handle(handler, operation, reading.call()))
                .map(answer -> checked(operation, answer));
    }

    private String credential(Gate.Passage passage) {
        return switch (passage) {
            case Gate.Admitted(Caller.Partner()) -> "partner";
            case Gate.Admitted(Caller.Tenant(var creditorId, String tenant)) ->
                unknowns.choose(Unknown.TOKEN_RATE, "partner", creditorId.toString());
            case Gate.Admitted(Caller.Creditor(var creditorId)) -> creditorId.toString();
            case Gate.Refused refused -> "nobody";
            case Gate.Misplaced misplaced -> "nobody";
        };
    }

    private Future<Answer> handle(LaterOperationHandler handler, Operation operation, Call call) {
        try {
            return handler.handle(call).otherwise(defect -> defect(operation, defect));
        } catch (RuntimeException defect) {
            return Future.succeededFuture(defect(operation, defect));
        }
    }

    private Answer defect(Operation operation, Throwable defect) {
        LOG.log(Level.SEVERE, operation.qualifiedId() + " failed", defect);
        violations.add(
                operation.qualifiedId(),
                Side.ANSWER,
                "failed with " + defect.getClass().getSimpleName());
        return Answer.of(500, Json.object().set("businessErrors", Json.array()));
    }

    private record Reading(Call call, Optional<Answer> refusal) {}

    private record Body(byte[] raw, JsonNode value, Map<String, Upload> uploads) {

        static final Body NONE = new Body(new byte[0], MissingNode.getInstance(), Map.of());
    }

    private Reading read(RoutingContext context, Operation operation, Caller caller) {
        List<Breach> breaches = new ArrayList<>();
        checkParameters(context, operation, breaches);
        Body body = operation
                .requestBody()
                .map(schema -> json(context, operation, schema, breaches))
                .or(() -> operation.requestForm().map(schema -> form(context, schema, breaches)))
                .orElse(Body.NONE);
        Call call = new Call(
                caller,
                context.pathParams(),
                context.queryParams(),
                context.request().headers(),
                body.raw(),
                body.value(),
                body.uploads());
        if (breaches.isEmpty()) {
            return new Reading(call, Optional.empty());
        }
        if (breaches.stream().allMatch(breach -> breach.kind() == Breach.Kind.RULE)) {
            violations.refused(operation.qualifiedId(), breaches.toString());
        } else {
            violations.add(operation.qualifiedId(), Side.REQUEST, breaches.toString());
        }
        return new Reading(call, Optional.of(refusal(breaches)));
    }

    private Body json(RoutingContext context, Operation operation, Schema schema, List<Breach> breaches) {
        byte[] raw = Optional.ofNullable(context.body().buffer())
                .map(Buffer::getBytes)
                .orElse(new byte[0]);
        Optional<JsonNode> parsed =
                Json.parse(raw).map(sent -> dialect.understand(operation.qualifiedId(), schema, sent));
        if (!isJson(context.request().getHeader("Content-Type"))) {
            breaches.add(new Breach("", Breach.Kind.TYPE, "the content type is not JSON"));
        } else if (parsed.isEmpty()) {
            breaches.add(new Breach("", Breach.Kind.TYPE, "the body is not one JSON value"));
        } else {
            breaches.addAll(schema.check(parsed.get(), Side.REQUEST));
        }
        return new Body(raw, parsed.orElse(MissingNode.getInstance()), Map.of());
    }

    private static Body form(RoutingContext context, Schema schema, List<Breach> breaches) {
        String type =
                Optional.ofNullable(context.request().getHeader("Content-Type")).orElse("");
        if (!type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            breaches.add(new Breach("", Breach.Kind.TYPE, "the content type is not that of a form"));
            return Body.NONE;
        }
        ObjectNode fields = Json.object();
        context.request().formAttributes().forEach((name, text) -> fields.put(schema.declaredName(name), text));
        Map<String, Upload> uploads = new TreeMap<>();
        ObjectNode parts = fields.deepCopy();
        for (FileUpload upload : context.fileUploads()) {
            String name = schema.declaredName(upload.name());
            uploads.put(name, new Upload(Path.of(upload.uploadedFileName()), upload.fileName(), upload.size()));
            parts.put(name, "");
        }
        breaches.addAll(schema.check(parts, Side.REQUEST));
        return new Body(new byte[0], fields, uploads);
    }

    private static boolean isJson(String contentType) {
        return contentType != null
                && (contentType.startsWith("application/json")
                        || contentType.startsWith("text/json")
                        || contentType.matches("application/[^;]+\\+json.*"));
    }

    private static void checkParameters(RoutingContext context, Operation operation, List<Breach> breaches) {
        for (Parameter parameter : operation.parameters()) {
            List<String> texts =
                    switch (parameter.place()) {
                        case PATH -> List.of(context.pathParam(parameter.name()));
                        case QUERY -> context.queryParam(parameter.name());
                        case HEADER -> context.request().headers().getAll(parameter.name());
                    };
            if (texts.isEmpty() && parameter.presence() == Parameter.Presence.REQUIRED) {
                breaches.add(new Breach(parameter.name(), Breach.Kind.SHAPE, "is required"));
            }
            Schema schema = parameter.schema().isArray() ? parameter.schema().items() : parameter.schema();
            for (String text : texts) {
                schema.check(schema.read(text), Side.REQUEST)
                        .forEach(breach -> breaches.add(ownDoing(parameter, breach)));
            }
        }
        for (String name : context.queryParams().names()) {
            if (!operation.declares(Parameter.Place.QUERY, name)) {
                breaches.add(new Breach(name, Breach.Kind.SHAPE, "is not a known query parameter"));
            }
        }
    }

    /** Parameters are written by the client itself, not by its users. */
    private static Breach ownDoing(Parameter parameter, Breach breach) {
        Breach.Kind kind = breach.kind() == Breach.Kind.RULE ? Breach.Kind.SHAPE : breach.kind();
        return new Breach(parameter.name(), kind, breach.message());
    }

    private static Answer refusal(List<Breach> breaches) {
        if (breaches.stream().anyMatch(breach -> breach.kind() == Breach.Kind.TYPE)) {
            return Answer.problem(400, "One or more validation errors occurred.", breaches.toString());
        }
        Map<String, List<String>> errors = new LinkedHashMap<>();
        breaches.forEach(breach -> errors.computeIfAbsent(breach.field(), unused -> new ArrayList<>())
                .add(breach.message()));
        return Answer.fieldErrors(errors);
    }

    private Answer checked(Operation operation, Answer answer) {
        List<Breach> breaches = breachesOf(operation, answer);
        if (breaches.isEmpty()) {
            return answer;
        }
        violations.add(operation.qualifiedId(), Side.ANSWER, answer.status() + " " + breaches);
        return Answer.error(500, "ContractBroken", "The sandbox's own answer breaks the contract: " + breaches);
    }

    private List<Breach> breachesOf(Operation operation, Answer answer) {
        Optional<Schema> schema = operation.answers().getOrDefault(answer.status(), Optional.empty());
        if (!operation.answers().containsKey(answer.status())) {
            return UNLISTED.contains(answer.status()) || answer.status() >= 500
                    ? List.of()
                    : List.of(new Breach("", Breach.Kind.TYPE, "the status is not documented"));
        }
        if (answer.body().isEmpty()) {
            return schema.isEmpty() || answer.status() == 401
                    ? List.of()
                    : List.of(new Breach("", Breach.Kind.TYPE, "the documented body is missing"));
        }
        if (answer.status() == 400 && isBindingRefusal(answer.body().get())) {
            return List.of();
        }
        return schema.map(documented -> documented.check(answer.body().get(), Side.ANSWER))
                .orElseGet(() -> List.of(new Breach("", Breach.Kind.TYPE, "a body is not documented")));
    }

    /** Model binding answers before an operation begins, in shapes that few operations list (guide 22.1). */
    private boolean isBindingRefusal(JsonNode body) {
        return fieldErrors.check(body, Side.ANSWER).isEmpty()
                || problemDetails.check(body, Side.ANSWER).isEmpty();
    }

    private static boolean isOver(RoutingContext context) {
        return context.response().closed() || context.response().ended();
    }

    private void send(RoutingContext context, Answer answer) {
        end(context);
        if (isOver(context)) {
            return;
        }
        HttpServerResponse response = context.response();
        Dialect.Spoken spoken = dialect.speak(context.get(OPERATION, ""), answer);
        response.setStatusCode(spoken.status());
        spoken.headers().forEach(response::putHeader);
        if (!spoken.departures().isEmpty()) {
            response.putHeader(
                    DEPARTURES, spoken.departures().stream().map(Unknown::title).collect(Collectors.joining(",")));
        }
        spoken.body()
                .ifPresentOrElse(
                        body -> response.putHeader("Content-Type", "application/json; charset=utf-8")
                                .end(Buffer.buffer(Json.bytes(body))),
                        response::end);
    }
}
