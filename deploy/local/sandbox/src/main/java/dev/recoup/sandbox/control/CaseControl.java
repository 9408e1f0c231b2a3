package dev.recoup.sandbox.control;

import static dev.recoup.sandbox.control.ControlApi.amount;
import static dev.recoup.sandbox.control.ControlApi.answering;
import static dev.recoup.sandbox.control.ControlApi.required;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.cases.Cases;
import dev.recoup.sandbox.cases.CollectionCase;
import dev.recoup.sandbox.cases.DisputeStatus;
import dev.recoup.sandbox.cases.EngagementPhase;
import dev.recoup.sandbox.cases.ExclusivePeriod;
import dev.recoup.sandbox.cases.Fees;
import dev.recoup.sandbox.cases.Proceedings;
import dev.recoup.sandbox.cases.Quote;
import dev.recoup.sandbox.cases.Validation;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.coverage.Catalogue;
import dev.recoup.sandbox.coverage.CollectionPartner;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

/** The {@code /_sandbox} endpoints for what happens to a case beside its lifecycle. */
public final class CaseControl {

    private final Cases cases;
    private final Proceedings proceedings;
    private final Catalogue catalogue;

    /** Prepares the endpoints. */
    public CaseControl(Cases cases, Proceedings proceedings, Catalogue catalogue) {
        this.cases = cases;
        this.proceedings = proceedings;
        this.catalogue = catalogue;
    }

    /** Adds the endpoints to a router whose bodies are read already. */
    public void addTo(Router router) {
        router.get("/_sandbox/cases/:id/debtor").handler(answering((context, body) -> Json.object()
                .put("debtorId", found(context).debtorId().toString())));
        router.post("/_sandbox/cases/:id/fees").handler(changing(this::charge));
        router.post("/_sandbox/cases/:id/phase")
                .handler(changing((found, body) -> proceedings.enter(
                        found,
                        EngagementPhase.of(required(body, "phase"))
                                .orElseThrow(() -> new IllegalArgumentException("Unknown phase")))));
        router.post("/_sandbox/cases/:id/dispute").handler(changing(this::dispute));
        router.post("/_sandbox/cases/:id/validation").handler(changing(this::want));
        router.post("/_sandbox/cases/:id/exclusive-period").handler(changing(this::changePeriod));
        router.post("/_sandbox/cases/:id/referral-rate")
                .handler(changing((found, body) -> proceedings.agreeReferralRate(
                        found,
                        body.path("percentage").isNull()
                                ? Optional.empty()
                                : Optional.of(amount(body, "percentage")))));
        router.post("/_sandbox/cases/:id/quotes").handler(answering((context, body) -> offer(found(context), body)));
        router.post("/_sandbox/cases/:id/quotes/:quote/accept").handler(answering((context, body) -> {
            CollectionCase found = found(context);
            proceedings.accept(found, UUID.fromString(context.pathParam("quote")));
            return told(found);
        }));
        router.post("/_sandbox/progress").handler(answering((context, body) -> {
            cases.pace(Optional.of(Duration.ofSeconds(body.path("seconds").asLong())));
            return Json.object();
        }));
        router.delete("/_sandbox/progress").handler(answering((context, body) -> {
            cases.pace(Optional.empty());
            return Json.object();
        }));
    }

    private CollectionCase found(RoutingContext context) {
        return cases.find(UUID.fromString(context.pathParam("id")))
                .orElseThrow(() -> new NoSuchElementException("No such case"));
    }

    private Handler<RoutingContext> changing(BiConsumer<CollectionCase, JsonNode> change) {
        return answering((context, body) -> {
            CollectionCase found = found(context);
            change.accept(found, body);
            return told(found);
        });
    }

    private static ObjectNode told(CollectionCase found) {
        return Json.object().put("id", found.id().toString());
    }

    private void charge(CollectionCase found, JsonNode body) {
        proceedings.charge(
                found, new Fees(money(body, "interest"), money(body, "reminders"), money(body, "collection")));
    }

    private static BigDecimal money(JsonNode body, String field) {
        return optional(body, field).orElse(BigDecimal.ZERO).setScale(2);
    }

    private static Optional<BigDecimal> optional(JsonNode body, String field) {
        return body.has(field) ? Optional.of(amount(body, field)) : Optional.empty();
    }

    private void dispute(CollectionCase found, JsonNode body) {
        proceedings.dispute(found, Json.text(body, "status").map(text -> DisputeStatus.of(text)
                .orElseThrow(() -> new IllegalArgumentException("Unknown dispute status"))));
    }

    private void want(CollectionCase found, JsonNode body) {
        List<Validation.Item> items = new ArrayList<>();
        body.path("items")
                .forEach(item -> items.add(
                        new Validation.Item(required(item, "resolutionArea"), required(item, "description"))));
        proceedings.want(found, items);
    }

    private void changePeriod(CollectionCase found, JsonNode body) {
        String what = required(body, "type");
        if (what.equals("Terminated")) {
            proceedings.terminate(found);
            return;
        }
        ExclusivePeriod.Trigger trigger = ExclusivePeriod.Trigger.of(what)
                .orElseThrow(() -> new IllegalArgumentException("Unknown type of extension"));
        proceedings.extend(found, trigger, Duration.ofDays(body.path("days").asLong(30)));
    }

    private ObjectNode offer(CollectionCase found, JsonNode body) {
        CollectionPartner agency = Json.text(body, "partner")
                .map(name -> catalogue
                        .partner(name)
                        .orElseThrow(() -> new NoSuchElementException("No such collection partner")))
                .orElseGet(found::agency);
        EngagementPhase phase = Json.text(body, "phase")
                .map(text -> EngagementPhase.of(text).orElseThrow(() -> new IllegalArgumentException("Unknown phase")))
                .orElse(EngagementPhase.PRE_LEGAL);
        Quote.Terms terms = new Quote.Terms(
                optional(body, "successFeePercentage"),
                optional(body, "hourlyRate"),
                optional(body, "hours"),
                optional(body, "flatFee"),
                phase,
                Json.text(body, "proposal").orElse("Collect the claim"));
        return Json.object()
                .put("quoteId", proceedings.offer(found, agency, terms).id().toString());
    }
}
