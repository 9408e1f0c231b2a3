package dev.recoup.sandbox.contract;

import dev.recoup.sandbox.unknowns.Unknowns;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Serves one API from its document: routes by it, and holds every request and every answer against it.
 *
 * <p>A breach by the caller is a 400 in one of Debitura's shapes, a breach by the sandbox is a 500; {@link Violations}
 * says which of them count against somebody. An operation that has no handler answers 501.
 */
public final class ApiServer {

    private final Vertx vertx;
    private final ApiDocument document;
    private final Violations violations;
    private final Uploads uploads;
    private final Exchange exchange;
    private final Map<String, String> otherPaths = new HashMap<>();
    private final Map<String, Integer> requests = new TreeMap<>();

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
        this.violations = violations;
        this.uploads = uploads;
        this.exchange = new Exchange(vertx, document, gate, faults, violations, limits, unknowns);
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
        exchange.on(operationId, handler);
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
                400, context -> exchange.send(context, Answer.problem(400, "Bad Request", "The request is malformed")));
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
        if (Exchange.isOver(context)) {
            return;
        }
        switch (context.statusCode()) {
            case 413 -> {
                violations.refused(operation.qualifiedId(), "(whole): is too big");
                exchange.send(
                        context,
                        operation.answers().containsKey(413)
                                ? Answer.error(413, "PayloadTooLarge", "The request is too big")
                                : Answer.problem(400, "Bad Request", "The request is too big"));
            }
            case 400 -> {
                violations.add(operation.qualifiedId(), Side.REQUEST, "(whole): is malformed");
                exchange.send(context, Answer.problem(400, "Bad Request", "The request is malformed"));
            }
            default -> exchange.fail(context, operation, context.failure());
        }
    }

    private void unknown(RoutingContext context) {
        String what = context.request().method() + " is not an operation of the " + document.name() + " API here";
        violations.add(document.name(), Side.REQUEST, what);
        exchange.send(context, Answer.problem(404, "Not Found", what));
    }

    private void serve(RoutingContext context, Operation operation) {
        requests.merge(operation.id(), 1, Integer::sum);
        exchange.serve(context, operation);
    }
}
