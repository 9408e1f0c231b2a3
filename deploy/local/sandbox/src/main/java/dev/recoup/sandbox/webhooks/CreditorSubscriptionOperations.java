package dev.recoup.sandbox.webhooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.contract.Answer;
import dev.recoup.sandbox.contract.ApiServer;
import dev.recoup.sandbox.contract.Call;
import dev.recoup.sandbox.contract.Caller;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.contract.OperationHandler;
import dev.recoup.sandbox.time.VirtualClock;
import dev.recoup.sandbox.unknowns.Unknown;
import dev.recoup.sandbox.unknowns.Unknowns;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The Customer API's {@code /webhooks} operations: one creditor's subscriptions and their log (guide 12.3). */
public final class CreditorSubscriptionOperations {

    private final Webhooks webhooks;
    private final SubscriptionDesk desk;
    private final Unknowns unknowns;
    private final CaseCount caseCount;

    /** Counts a creditor's cases. */
    @FunctionalInterface
    public interface CaseCount {

        /** Returns how many cases of a creditor were created at a moment or after it. */
        int since(UUID creditorId, Instant moment);
    }

    /** Prepares the operations on {@code webhooks}. */
    public CreditorSubscriptionOperations(
            Webhooks webhooks, VirtualClock clock, ReceiverRule receivers, Unknowns unknowns, CaseCount caseCount) {
        this.caseCount = caseCount;
        this.webhooks = webhooks;
        this.unknowns = unknowns;
        this.desk = new SubscriptionDesk(webhooks, clock, receivers);
    }

    /** Adds the operations to the Customer API. */
    public void addTo(ApiServer customer) {
        customer.on("createWebhook", admitted(call -> desk.create(subscriber(call), call.body(), 201)))
                .on(
                        "listWebhooks",
                        admitted(call -> Answer.ok(Json.array(webhooks.all(subscriber(call)), SubscriptionDesk::view))))
                .on("getWebhook", admitted(call -> with(call, found -> Answer.ok(SubscriptionDesk.view(found)))))
                .on("updateWebhook", admitted(call -> with(call, found -> update(found, call))))
                .on("deleteWebhook", admitted(call -> with(call, this::delete)))
                .onLater(
                        "testWebhook",
                        call -> isAdmitted(call) ? test(call) : Future.succeededFuture(Answer.empty(401)))
                .alsoAt("testWebhook", "/webhooks/(?<id>[^/:]+):test")
                .on("listWebhookEvents", admitted(this::log))
                .on("replayWebhookEvent", admitted(this::replay))
                .on("countReplayableCases", admitted(call -> with(call, found -> count(call))))
                .alsoAt("countReplayableCases", "/webhooks/(?<id>[^/:]+):replay");
    }

    /** What was once meant to replay: it only counts. */
    private Answer count(Call call) {
        Instant since = Call.instantOf(call.body().get("sinceUtc").asText());
        return Answer.ok(Json.object().put("eventsReplayed", caseCount.since(creditorId(call), since)));
    }

    private OperationHandler admitted(OperationHandler handler) {
        return call -> isAdmitted(call) ? handler.handle(call) : Answer.empty(401);
    }

    private boolean isAdmitted(Call call) {
        return switch (call.caller()) {
            case Caller.Tenant tenant -> unknowns.choose(Unknown.WEBHOOK_TOKENS, true, false);
            case Caller.Creditor creditor -> true;
            case Caller.Partner() -> false;
        };
    }

    private static Subscriber subscriber(Call call) {
        return new Subscriber.Creditor(creditorId(call));
    }

    private static UUID creditorId(Call call) {
        return switch (call.caller()) {
            case Caller.Tenant(UUID creditorId, String tenant) -> creditorId;
            case Caller.Creditor(UUID creditorId) -> creditorId;
            case Caller.Partner() -> throw new IllegalStateException("The gate lets no partner in");
        };
    }

    private Optional<Subscription> find(Call call) {
        return webhooks.find(subscriber(call), UUID.fromString(call.path("id")));
    }

    private Answer with(Call call, Function<Subscription, Answer> action) {
        return find(call).map(action).orElseGet(() -> Answer.notFound("The webhook"));
    }

    private Answer update(Subscription subscription, Call call) {
        return call.body().path("events").isArray()
                ? Answer.fieldErrors(Map.of("Events", List.of("cannot be changed")))
                : desk.update(subscription, call.body());
    }

    private Answer delete(Subscription subscription) {
        webhooks.remove(subscription);
        return Answer.empty(204);
    }

    private Future<Answer> test(Call call) {
        Optional<Subscription> found = find(call);
        if (found.isEmpty()) {
            return Future.succeededFuture(Answer.notFound("The webhook"));
        }
        long begun = System.nanoTime();
        return webhooks.probe(found.get(), madeUp())
                .map(probe -> Answer.ok(result(probe, Duration.ofNanos(System.nanoTime() - begun))));
    }

    private static News madeUp() {
        UUID caseId = UUID.randomUUID();
        ObjectNode data = Json.object()
                .put("caseId", caseId.toString())
                .put("reference", caseId.toString().substring(0, 8).toUpperCase(Locale.ROOT));
        return new News(
                "case.created",
                Audience.ALL,
                Event.Occasion.TEST,
                Optional.empty(),
                data,
                Json.object().put("self", "/cases/" + caseId));
    }

    private static ObjectNode result(Webhooks.Probe probe, Duration took) {
        Outcome outcome = probe.outcome();
        ObjectNode result = Json.object()
                .put("success", outcome.isSuccess())
                .put("httpStatusCode", outcome.answer().orElse(null))
                .put("durationMs", (int) took.toMillis())
                .put("errorMessage", outcome.error().orElse(null))
                .put("errorCategory", outcome.errorCategory().orElse(null));
        return result.set("testPayload", Json.parse(probe.event().body()).orElseThrow());
    }

    private Answer log(Call call) {
        return call.query("caseId")
                .map(caseId -> webhooks.creditorsLog()
                        .of(
                                subscriber(call),
                                UUID.fromString(caseId),
                                call.instant("since").orElse(Instant.MIN)))
                .map(dispatches -> Answer.ok(Json.array(dispatches, CreditorSubscriptionOperations::view)))
                .orElseGet(() -> Answer.empty(400));
    }

    private static ObjectNode view(Dispatch shown) {
        return Json.object()
                .put("id", shown.id.toString())
                .put("subscriptionId", shown.subscription.id.toString())
                .put("caseId", shown.event.caseId().map(UUID::toString).orElse(null))
                .put("eventType", shown.event.name())
                .put("payload", new String(shown.event.body(), StandardCharsets.UTF_8))
                .put("createdAt", Json.timestamp(shown.event.at()))
                .put("deliveredAt", shown.delivered.map(Json::timestamp).orElse(null))
                .put("attemptCount", shown.attempts)
                .put("lastResponseCode", shown.last.flatMap(Outcome::answer).orElse(null))
                .put("lastError", shown.last.flatMap(Outcome::error).orElse(null));
    }

    private Answer replay(Call call) {
        Optional<Dispatch> found = webhooks.creditorsLog().find(subscriber(call), UUID.fromString(call.path("id")));
        found.ifPresent(webhooks::replay);
        return found.map(replayed -> Answer.ok(Json.object()
                        .put("eventId", replayed.id.toString())
                        .put("subscriptionId", replayed.subscription.id.toString())
                        .put("eventType", replayed.event.name())))
                .orElseGet(() -> Answer.empty(404));
    }
}
