package dev.recoup.sandbox.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.sandbox.unknowns.Unknown;
import dev.recoup.sandbox.unknowns.Unknowns;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Takes one API's calls from their routing to their answer: idempotency keys under way, ordered troubles, credential,
 * rate, the request's shape, the operation, the answer's shape, and the words in which it is said.
 */
final class Exchange {

    private static final Logger LOG = Logger.getLogger(Exchange.class.getName());

    /** How long a caller is kept waiting for an answer that never comes; longer than any client waits. */
    private static final long SILENCE_MILLISECONDS = 300_000;

    /** Names what made an answer differ from its document on purpose: switches, or a trouble that was ordered. */
    private static final String DEPARTURES = "X-Sandbox-Departures";

    /** Under these names a call's context keeps its operation and, while it is unanswered, its idempotency key. */
    private static final String OPERATION = "operation";

    private static final String KEY = "key";

    private final Vertx vertx;
    private final Gate gate;
    private final Faults faults;
    private final Violations violations;
    private final RateLimits limits;
    private final Unknowns unknowns;
    private final Dialect dialect;
    private final RequestReader reader;
    private final AnswerCheck check;
    private final Unanswered unanswered = new Unanswered();
    private final Map<String, LaterOperationHandler> handlers = new HashMap<>();

    Exchange(
            Vertx vertx,
            ApiDocument document,
            Gate gate,
            Faults faults,
            Violations violations,
            RateLimits limits,
            Unknowns unknowns) {
        this.vertx = vertx;
        this.gate = gate;
        this.faults = faults;
        this.violations = violations;
        this.limits = limits;
        this.unknowns = unknowns;
        this.dialect = new Dialect(unknowns);
        this.reader = new RequestReader(violations, dialect);
        this.check = new AnswerCheck(document, violations);
    }

    /** Says what an operation does; a later handler replaces the earlier one. */
    void on(String operationId, LaterOperationHandler handler) {
        handlers.put(operationId, handler);
    }

    /** Answers a call. */
    void serve(RoutingContext context, Operation operation) {
        context.put(OPERATION, operation.qualifiedId());
        dispatch(context, operation);
    }

    /** Answers a call that failed before its operation began. */
    void fail(RoutingContext context, Operation operation, Throwable failure) {
        if (isHangUp(failure)) {
            hangUp(context);
        } else {
            send(context, defect(operation, failure));
        }
    }

    private static boolean isHangUp(Throwable failure) {
        return failure instanceof SocketException
                || failure instanceof ClosedChannelException
                || failure instanceof VertxException;
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
            case Faults.Status(int status, Optional<JsonNode> body) ->
                sendOrdered(context, body.map(given -> Answer.of(status, given)).orElseGet(() -> trouble(status)));
            case Faults.Latency(long milliseconds) ->
                answer(context, operation)
                        .onSuccess(late -> vertx.setTimer(milliseconds, unused -> send(context, late)));
            case Faults.LostAnswer() -> answer(context, operation).onSuccess(lost -> hangUp(context));
            case Faults.FailedAnswer(int status) ->
                answer(context, operation).onSuccess(denied -> sendOrdered(context, trouble(status)));
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
    private void sendOrdered(RoutingContext context, Answer ordered) {
        context.response().putHeader(DEPARTURES, "trouble");
        send(context, ordered);
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
        RequestReader.Reading reading = reader.read(context, operation, caller);
        return reading.refusal()
                .map(Future::succeededFuture)
                .orElseGet(() -> handle(handler, operation, reading.call()))
                .map(answer -> check.checked(operation, answer));
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

    /** Tells whether nobody waits for an answer. */
    static boolean isOver(RoutingContext context) {
        return context.response().closed() || context.response().ended();
    }

    /** Says an answer, unless the caller has gone. */
    void send(RoutingContext context, Answer answer) {
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
