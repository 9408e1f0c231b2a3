package dev.recoup.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.recoup.sandbox.cases.Cases;
import dev.recoup.sandbox.cases.CloseCodes;
import dev.recoup.sandbox.cases.CollectionCase;
import dev.recoup.sandbox.cases.Lifecycle;
import dev.recoup.sandbox.clients.Account;
import dev.recoup.sandbox.clients.Clients;
import dev.recoup.sandbox.clients.Country;
import dev.recoup.sandbox.clients.Link;
import dev.recoup.sandbox.contract.Faults;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.contract.RateLimits;
import dev.recoup.sandbox.money.Ledger;
import dev.recoup.sandbox.money.TransactionOperations;
import dev.recoup.sandbox.population.Census;
import dev.recoup.sandbox.population.Population;
import dev.recoup.sandbox.time.VirtualClock;
import dev.recoup.sandbox.unknowns.Behaviour;
import dev.recoup.sandbox.unknowns.Unknown;
import dev.recoup.sandbox.unknowns.Unknowns;
import dev.recoup.sandbox.webhooks.Webhooks;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The {@code /_sandbox} endpoints with which tests and the demo drive the sandbox; no part of Debitura's APIs. A wrong
 * value is a 422 with a sentence, an unknown id a 404.
 */
public final class ControlApi {

    private static final Logger LOG = Logger.getLogger(ControlApi.class.getName());
    private static final int MOST_ANNOUNCED = 5_000;

    /**
     * What the endpoints reach.
     *
     * @param state the whole state, for reading
     * @param clients accounts and links
     * @param cases all cases
     * @param ledger payments and earnings
     * @param transactions the reporting operation, for falsifying its summary
     * @param webhooks subscriptions and events
     * @param faults troubles to come
     * @param limits how many calls are taken
     * @param unknowns how the facts that Debitura leaves open are played
     * @param clock virtual time
     * @param population data in bulk
     * @param reset brings everything back to the start
     */
    public record Reach(
            StateView state,
            Clients clients,
            Cases cases,
            Ledger ledger,
            TransactionOperations transactions,
            Webhooks webhooks,
            Faults faults,
            RateLimits limits,
            Unknowns unknowns,
            VirtualClock clock,
            Population population,
            Runnable reset) {}

    /** What an endpoint does. */
    interface Action {
        ObjectNode run(RoutingContext context, JsonNode body);
    }

    private interface LongAction {
        Future<ObjectNode> run(RoutingContext context, JsonNode body);
    }

    private final Reach reach;

    /** Prepares the endpoints. */
    public ControlApi(Reach reach) {
        this.reach = reach;
    }

    /** Adds the endpoints to a router whose bodies are read already. */
    public void addTo(Router router) {
        new StateControl(reach.state()).addTo(router);
        router.post("/_sandbox/clients").handler(answering((context, body) -> seedClient(body)));
        router.post("/_sandbox/clients/:tenant").handler(answering(this::changeClient));
        router.post("/_sandbox/clients/:tenant/kyc").handler(answering(this::reviewKyc));
        router.delete("/_sandbox/clients/:tenant").handler(answering(this::archiveClient));
        router.post("/_sandbox/accounts").handler(answering((context, body) -> seedAccount(body)));
        router.post("/_sandbox/cases/announce").handler(answering((context, body) -> announce(body)));
        router.post("/_sandbox/cases/:id/lifecycle").handler(answering(this::moveCase));
        new MoneyControl(reach).addTo(router);
        router.post("/_sandbox/deliveries/:eventId/redeliver").handler(answering(this::redeliver));
        new FaultControl(reach.faults(), reach.clock()).addTo(router);
        router.post("/_sandbox/rate-limits").handler(answering((context, body) -> limit(body)));
        router.delete("/_sandbox/rate-limits").handler(answering((context, body) -> {
            reach.limits().set(Optional.empty());
            return Json.object();
        }));
        router.get("/_sandbox/unknowns").handler(answering((context, body) -> unknowns()));
        router.post("/_sandbox/unknowns").handler(answering((context, body) -> decide(body)));
        router.get("/_sandbox/clock").handler(answering((context, body) -> time()));
        router.post("/_sandbox/clock/advance").handler(answering((context, body) -> advance(body)));
        router.post("/_sandbox/seed").handler(answeringLater((context, body) -> populate(body)));
        router.post("/_sandbox/reset").handler(answering((context, body) -> {
            reach.reset().run();
            return Json.object();
        }));
    }

    static Handler<RoutingContext> answering(Action action) {
        return answeringLater((context, body) -> Future.succeededFuture(action.run(context, body)));
    }

    private static Handler<RoutingContext> answeringLater(LongAction action) {
        return context -> {
            try {
                JsonNode body = Optional.ofNullable(context.body().buffer())
                        .map(Buffer::getBytes)
                        .filter(bytes -> bytes.length > 0)
                        .map(bytes -> Json.parse(bytes)
                                .orElseThrow(() -> new IllegalArgumentException("The body is not JSON")))
                        .orElseGet(Json::object);
                action.run(context, body)
                        .onSuccess(answer -> send(context, 200, answer))
                        .onFailure(failure -> refuse(context, failure));
            } catch (RuntimeException failure) {
                refuse(context, failure);
            }
        };
    }

    private static void refuse(RoutingContext context, Throwable failure) {
        switch (failure) {
            case NoSuchElementException unknown -> send(context, 404, problem(unknown.getMessage()));
            case IllegalArgumentException wrong -> send(context, 422, problem(wrong.getMessage()));
            default -> {
                LOG.log(Level.SEVERE, "A control call failed", failure);
                send(context, 500, problem(failure.toString()));
            }
        }
    }

    private static ObjectNode problem(String message) {
        return Json.object().put("problem", message);
    }

    private static void send(RoutingContext context, int status, ObjectNode body) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .end(Buffer.buffer(Json.bytes(body)));
    }

    static String required(JsonNode body, String field) {
        return Json.text(body, field).orElseThrow(() -> new IllegalArgumentException("Give a text for " + field));
    }

    static BigDecimal amount(JsonNode body, String field) {
        JsonNode value = body.path(field);
        try {
            return new BigDecimal(value.asText());
        } catch (NumberFormatException malformed) {
            throw new IllegalArgumentException("Give a decimal string for " + field, malformed);
        }
    }

    static UUID id(RoutingContext context, String name) {
        return UUID.fromString(context.pathParam(name));
    }

    private Account open(JsonNode body, Account.Owner owner) {
        String name = required(body, "name");
        String email = required(body, "email");
        if (reach.clients().isTaken(email)) {
            throw new IllegalArgumentException("The e-mail address belongs to an account already");
        }
        Country country = Country.of(Json.text(body, "country").orElse("DK"))
                .orElseThrow(() -> new IllegalArgumentException("Unknown country"));
        Account.Profile profile = new Account.Profile(name, "", country, "", "", "", "", email, "");
        Account.Agreement agreement =
                body.path("signed").asBoolean(false) ? Account.Agreement.SIGNED : Account.Agreement.UNSIGNED;
        return reach.clients().open(profile, List.of(new Account.User(0, email, name)), agreement, owner);
    }

    private ObjectNode seedClient(JsonNode body) {
        String tenant = required(body, "externalTenantId");
        if (reach.clients().linkOf(tenant).isPresent()) {
            throw new IllegalArgumentException("This tenant is linked already");
        }
        Account account = open(body, Account.Owner.THIS_PARTNER);
        return reach.state().view(reach.clients().link(tenant, account, Link.Attribution.EVERY_CASE));
    }

    /** An account that is at Debitura already, so that onboarding its e-mail address ends in a conflict. */
    private ObjectNode seedAccount(JsonNode body) {
        Account.Owner owner =
                switch (Json.text(body, "linkedTo").orElse("nobody")) {
                    case "nobody" -> Account.Owner.NOBODY;
                    case "other-partner" -> Account.Owner.OTHER_PARTNER;
                    case "agency" -> Account.Owner.AGENCY;
                    default -> throw new IllegalArgumentException("linkedTo is nobody, other-partner or agency");
                };
        return Json.object().put("creditorId", open(body, owner).id().toString());
    }

    private Link link(RoutingContext context) {
        return reach.clients()
                .linkOf(context.pathParam("tenant"))
                .orElseThrow(() -> new NoSuchElementException("No such client"));
    }

    private ObjectNode changeClient(RoutingContext context, JsonNode body) {
        Link link = link(context);
        switch (Json.text(body, "agreement").orElse("unchanged")) {
            case "unchanged" -> {
                // only the standing changes
            }
            case "signed" -> reach.clients().sign(link.account());
            case "outdated" -> reach.clients().invalidateAgreement(link.account(), SigningControl.reason(body));
            default -> throw new IllegalArgumentException("agreement is signed or outdated");
        }
        switch (Json.text(body, "standing").orElse("unchanged")) {
            case "unchanged" -> {
                // only the agreement changes
            }
            case "good" -> reach.clients().stand(link.account(), Account.Standing.GOOD);
            case "blocked" -> reach.clients().stand(link.account(), Account.Standing.BLOCKED);
            default -> throw new IllegalArgumentException("standing is good or blocked");
        }
        return reach.state().view(link);
    }

    private ObjectNode reviewKyc(RoutingContext context, JsonNode body) {
        Link link = link(context);
        String wanted = required(body, "verificationStatus");
        Account.ReviewStatus status = Arrays.stream(Account.ReviewStatus.values())
                .filter(known -> known.wireName().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("verificationStatus is Processing or Completed"));
        reach.clients().review(link.account(), status);
        return reach.state().view(link);
    }

    private ObjectNode archiveClient(RoutingContext context, JsonNode body) {
        reach.clients().end(link(context));
        return Json.object();
    }

    private CollectionCase found(RoutingContext context) {
        return reach.cases().find(id(context, "id")).orElseThrow(() -> new NoSuchElementException("No such case"));
    }

    private ObjectNode moveCase(RoutingContext context, JsonNode body) {
        CollectionCase moved = found(context);
        Lifecycle next =
                Lifecycle.of(required(body, "to")).orElseThrow(() -> new IllegalArgumentException("Unknown lifecycle"));
        if (next == Lifecycle.CLOSED) {
            String code = Json.text(body, "closeCode").orElse(CloseCodes.OTHER);
            if (!CloseCodes.isKnown(code)) {
                throw new IllegalArgumentException("Unknown close code");
            }
            reach.cases().close(moved, code, Json.text(body, "closeComment"));
        } else {
            reach.cases().move(moved, next);
        }
        return reach.state().view(moved);
    }

    private ObjectNode announce(JsonNode body) {
        int count = body.path("count").asInt(0);
        if (count < 1 || count > MOST_ANNOUNCED) {
            throw new IllegalArgumentException("count is a number from 1 to " + MOST_ANNOUNCED);
        }
        return Json.object()
                .set("events", Json.array(reach.cases().announce(count), id -> new TextNode(id.toString())));
    }

    private ObjectNode redeliver(RoutingContext context, JsonNode body) {
        int count = reach.webhooks()
                .redeliver(id(context, "eventId"))
                .orElseThrow(() -> new NoSuchElementException("No such event"));
        return Json.object().put("deliveries", count);
    }

    /** Windows that are not named keep Debitura's own limits. */
    private ObjectNode limit(JsonNode body) {
        RateLimits.Limits documented = RateLimits.Limits.DOCUMENTED;
        RateLimits.Limits limits = new RateLimits.Limits(
                body.path("perMinute").asInt(documented.perMinute()),
                body.path("perHour").asInt(documented.perHour()),
                body.path("perDay").asInt(documented.perDay()));
        reach.limits().set(Optional.of(limits));
        return Json.object()
                .put("perMinute", limits.perMinute())
                .put("perHour", limits.perHour())
                .put("perDay", limits.perDay());
    }

    private ObjectNode unknowns() {
        ObjectNode view = Json.object();
        for (Unknown unknown : Unknown.values()) {
            view.put(unknown.title(), reach.unknowns().of(unknown).name());
        }
        return view;
    }

    /** Takes a letter by name, or under {@code all}; nothing changes when one of them is wrong. */
    private ObjectNode decide(JsonNode body) {
        Map<Unknown, Behaviour> decisions = new EnumMap<>(Unknown.class);
        body.properties().forEach(entry -> {
            Behaviour behaviour = Behaviour.of(entry.getValue().asText());
            List<Unknown> named =
                    entry.getKey().equals("all") ? List.of(Unknown.values()) : List.of(Unknown.of(entry.getKey()));
            named.forEach(unknown -> decisions.put(unknown, behaviour));
        });
        decisions.forEach(reach.unknowns()::set);
        return unknowns();
    }

    private ObjectNode time() {
        return Json.object().put("now", Json.timestamp(reach.clock().now()));
    }

    private ObjectNode advance(JsonNode body) {
        reach.clock().advance(Duration.ofSeconds(body.path("seconds").asLong()));
        return time();
    }

    private Future<ObjectNode> populate(JsonNode body) {
        int payments = body.path("payments").asInt(0);
        Census census = new Census(
                body.path("clients").asInt(0),
                body.path("cases").asInt(0),
                payments,
                body.path("transactions").asInt(payments),
                body.path("seed").asLong(1));
        return reach.population().add(census).map(done -> Json.object()
                .put("clients", census.clients())
                .put("cases", census.cases())
                .put("payments", census.payments())
                .put("transactions", census.transactions())
                .put("seed", census.seed()));
    }
}
