package dev.recoup.sandbox.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Serves one API from its document: routes by it, and holds every request and every answer against it.
 *
 * <p>A breach by the caller is a 400 in one of Debitura's shapes; a breach by the sandbox is a 500; both are
 * violations. An operation that has no handler answers 501.
 */
public final class ApiServer {

    private static final Logger LOG = Logger.getLogger(ApiServer.class.getName());

    /** Statuses that any operation may answer although few list them: model binding, credentials, rate, the sandbox. */
    private static final Set<Integer> UNLISTED = Set.of(400, 401, 429, 501);

    private final Vertx vertx;
    private final ApiDocument document;
    private final Gate gate;
    private final Faults faults;
    private final Violations violations;
    private final RateLimits limits;
    private final Map<String, OperationHandler> handlers = new HashMap<>();
    private final Map<String, Integer> requests = new TreeMap<>();
    private final Schema fieldErrors;
    private final Schema problemDetails;

    /** Prepares the API of {@code document}; handlers are added before {@link #router} is called. */
    public ApiServer(
            Vertx vertx, ApiDocument document, Gate gate, Faults faults, Violations violations, RateLimits limits) {
        this.vertx = vertx;
        this.document = document;
        this.gate = gate;
        this.faults = faults;
        this.violations = violations;
        this.limits = limits;
        this.fieldErrors = document.schema("FieldErrors");
        this.problemDetails = document.schema("ProblemDetails");
    }

    /**
     * Says what an operation does; a later handler of the same operation replaces the earlier one.
     *
     * @throws IllegalArgumentException when the document has no such operation
     */
    public ApiServer on(String operationId, OperationHandler handler) {
        if (document.operations().stream().noneMatch(operation -> operation.id().equals(operationId))) {
            throw new IllegalArgumentException("The " + document.name() + " API has no operation " + operationId);
        }
        handlers.put(operationId, handler);
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
        Bodies.readOn(router);
        List<Operation> operations = new ArrayList<>(document.operations());
        operations.sort(Comparator.comparingLong(operation ->
                operation.path().chars().filter(character -> character == '{').count()));
        for (Operation operation : operations) {
            String path = operation.path().replaceAll("\\{([^}]+)}", ":$1");
            router.route(HttpMethod.valueOf(operation.method()), path).handler(context -> serve(context, operation));
        }
        router.route().last().handler(this::unknown);
        return router;
    }

    private void unknown(RoutingContext context) {
        String what = context.request().method() + " is not an operation of the " + document.name() + " API here";
        violations.add(document.name(), Side.REQUEST, what);
        send(context, Answer.problem(404, "Not Found", what));
    }

    private void serve(RoutingContext context, Operation operation) {
        requests.merge(operation.id(), 1, Integer::sum);
        Optional<Faults.Fault> fault = faults.take(operation);
        if (fault.isEmpty()) {
            send(context, answer(context, operation));
            return;
        }
        switch (fault.get()) {
            case Faults.Status(int status) -> send(context, trouble(status));
            case Faults.Latency(long milliseconds) -> {
                Answer late = answer(context, operation);
                vertx.setTimer(milliseconds, unused -> send(context, late));
            }
            case Faults.LostAnswer() -> {
                answer(context, operation);
                context.request().connection().close();
            }
            case Faults.Drop() -> context.request().connection().close();
        }
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

    private Answer answer(RoutingContext context, Operation operation) {
        Gate.Passage passage = gate.check(context.request().headers());
        Optional<Duration> wait = limits.take(credential(passage));
        if (wait.isPresent()) {
            return RateLimits.refusal(wait.get());
        }
        Caller caller;
        switch (passage) {
            case Gate.Admitted(Caller admitted) -> caller = admitted;
            case Gate.Refused() -> {
                return Answer.empty(401);
            }
            case Gate.Misplaced(String reason) -> {
                violations.add(operation.qualifiedId(), Side.REQUEST, reason);
                return Answer.empty(401);
            }
        }
        OperationHandler handler = handlers.get(operation.id());
        if (handler == null) {
            String what = "The sandbox does not play the operation " + operation.qualifiedId();
            violations.add(operation.qualifiedId(), Side.ANSWER, what);
            return Answer.problem(501, "Not Implemented", what);
        }
        Reading reading = read(context, operation, caller);
        Answer answer = reading.refusal().orElseGet(() -> handle(handler, operation, reading.call()));
        return checked(operation, answer);
    }

    /** Tokens count for the partner that minted them. */
    private static String credential(Gate.Passage passage) {
        return switch (passage) {
            case Gate.Admitted(Caller.Partner()) -> "partner";
            case Gate.Admitted(Caller.Tenant tenant) -> "partner";
            case Gate.Admitted(Caller.Creditor(var creditorId)) -> creditorId.toString();
            case Gate.Refused refused -> "nobody";
            case Gate.Misplaced misplaced -> "nobody";
        };
    }

    private Answer handle(OperationHandler handler, Operation operation, Call call) {
        try {
            return handler.handle(call);
        } catch (RuntimeException defect) {
            LOG.log(Level.SEVERE, operation.qualifiedId() + " failed", defect);
            violations.add(
                    operation.qualifiedId(),
                    Side.ANSWER,
                    "failed with " + defect.getClass().getSimpleName());
            return Answer.of(500, Json.object().set("businessErrors", Json.array()));
        }
    }

    private record Reading(Call call, Optional<Answer> refusal) {}

    private Reading read(RoutingContext context, Operation operation, Caller caller) {
        List<Breach> breaches = new ArrayList<>();
        checkParameters(context, operation, breaches);
        byte[] raw = Optional.ofNullable(context.body().buffer())
                .map(Buffer::getBytes)
                .orElse(new byte[0]);
        JsonNode body = MissingNode.getInstance();
        if (operation.requestBody().isPresent()) {
            Optional<JsonNode> parsed = Json.parse(raw);
            if (!isJson(context.request().getHeader("Content-Type"))) {
                breaches.add(new Breach("", Breach.Kind.TYPE, "the content type is not JSON"));
            } else if (parsed.isEmpty()) {
                breaches.add(new Breach("", Breach.Kind.TYPE, "the body is not one JSON value"));
            } else {
                body = parsed.get();
                breaches.addAll(operation.requestBody().get().check(body, Side.REQUEST));
            }
        }
        Call call = new Call(
                caller,
                context.pathParams(),
                context.queryParams(),
                context.request().headers(),
                raw,
                body);
        if (breaches.isEmpty()) {
            return new Reading(call, Optional.empty());
        }
        violations.add(operation.qualifiedId(), Side.REQUEST, breaches.toString());
        return new Reading(call, Optional.of(refusal(breaches)));
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
                breaches.add(new Breach(parameter.name(), Breach.Kind.RULE, "is required"));
            }
            Schema schema = parameter.schema().isArray() ? parameter.schema().items() : parameter.schema();
            for (String text : texts) {
                schema.check(schema.read(text), Side.REQUEST)
                        .forEach(breach -> breaches.add(new Breach(parameter.name(), breach.kind(), breach.message())));
            }
        }
        for (String name : context.queryParams().names()) {
            if (!operation.declares(Parameter.Place.QUERY, name)) {
                breaches.add(new Breach(name, Breach.Kind.RULE, "is not a known query parameter"));
            }
        }
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
        if (schema.isEmpty()) {
            return List.of(new Breach("", Breach.Kind.TYPE, "a body is not documented"));
        }
        List<Breach> breaches = schema.get().check(answer.body().get(), Side.ANSWER);
        boolean otherShape = answer.status() == 400
                && (fieldErrors.check(answer.body().get(), Side.ANSWER).isEmpty()
                        || problemDetails
                                .check(answer.body().get(), Side.ANSWER)
                                .isEmpty());
        return otherShape ? List.of() : breaches;
    }

    private static void send(RoutingContext context, Answer answer) {
        HttpServerResponse response = context.response();
        if (response.closed() || response.ended()) {
            return;
        }
        response.setStatusCode(answer.status());
        answer.body()
                .ifPresentOrElse(
                        body -> response.putHeader("Content-Type", "application/json; charset=utf-8")
                                .end(Buffer.buffer(Json.bytes(body))),
                        response::end);
    }
}
