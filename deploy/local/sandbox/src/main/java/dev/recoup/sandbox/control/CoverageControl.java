package dev.recoup.sandbox.control;

import static dev.recoup.sandbox.control.ControlApi.amount;
import static dev.recoup.sandbox.control.ControlApi.answering;
import static dev.recoup.sandbox.control.ControlApi.required;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.clients.Clients;
import dev.recoup.sandbox.clients.Country;
import dev.recoup.sandbox.clients.Link;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.coverage.Catalogue;
import dev.recoup.sandbox.coverage.CollectionPartner;
import dev.recoup.sandbox.coverage.CollectionPartner.Demand;
import dev.recoup.sandbox.coverage.CollectionPartner.Status;
import dev.recoup.sandbox.coverage.Zone;
import dev.recoup.sandbox.pricing.Tiers;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/** The {@code /_sandbox} endpoints for agencies, pricing zones and agreed prices. */
public final class CoverageControl {

    private static final String FEE = "successFeePercentage";

    private final Catalogue catalogue;
    private final Clients clients;

    /** Prepares the endpoints. */
    public CoverageControl(Catalogue catalogue, Clients clients) {
        this.catalogue = catalogue;
        this.clients = clients;
    }

    /** Adds the endpoints to a router whose bodies are read already. */
    public void addTo(Router router) {
        router.get("/_sandbox/partners").handler(answering((context, body) -> partners()));
        router.post("/_sandbox/partners/:partner").handler(answering(this::changePartner));
        router.get("/_sandbox/zones").handler(answering((context, body) -> zones()));
        router.post("/_sandbox/zones/:country").handler(answering(this::changeZone));
        router.delete("/_sandbox/zones/:country").handler(answering((context, body) -> {
            catalogue.endZone(country(context));
            return zones();
        }));
        router.post("/_sandbox/prices/creditors/:tenant").handler(answering(this::agreeWithCreditor));
        router.post("/_sandbox/prices/referral-partner").handler(answering((context, body) -> {
            catalogue.agreed().partner(fee(body));
            return Json.object().put(FEE, text(catalogue.agreed().ofPartner()));
        }));
    }

    private ObjectNode partners() {
        ObjectNode view = Json.object();
        view.set("partners", Json.array(catalogue.partners(), this::view));
        return view;
    }

    private ObjectNode view(CollectionPartner partner) {
        return Json.object()
                .put("id", partner.id().toString())
                .put("name", partner.name())
                .put("country", partner.country())
                .put("needsPowerOfAttorney", catalogue.demands(partner, Demand.POWER_OF_ATTORNEY))
                .put("needsKyc", catalogue.demands(partner, Demand.KYC))
                .put("isActive", catalogue.status(partner) == Status.ACTIVE)
                .put(FEE, text(catalogue.agreed().ofAgency(partner.id())));
    }

    private CollectionPartner partner(String idOrName) {
        return catalogue.partner(idOrName).orElseThrow(() -> new NoSuchElementException("No such collection partner"));
    }

    private ObjectNode changePartner(RoutingContext context, JsonNode body) {
        CollectionPartner partner = partner(context.pathParam("partner"));
        Set<Demand> demands = EnumSet.noneOf(Demand.class);
        demands.addAll(catalogue.demands(partner));
        change(body, "needsPowerOfAttorney", Demand.POWER_OF_ATTORNEY, demands);
        change(body, "needsKyc", Demand.KYC, demands);
        catalogue.demand(partner, demands);
        if (body.has("isActive")) {
            catalogue.status(partner, body.get("isActive").asBoolean() ? Status.ACTIVE : Status.INACTIVE);
        }
        if (body.has(FEE)) {
            catalogue.agreed().agency(partner.id(), fee(body));
        }
        return view(partner);
    }

    private static void change(JsonNode body, String field, Demand demand, Set<Demand> demands) {
        if (body.path(field).asBoolean(false)) {
            demands.add(demand);
        } else if (body.has(field)) {
            demands.remove(demand);
        }
    }

    private ObjectNode zones() {
        ObjectNode view = Json.object();
        view.set("zones", Json.array(catalogue.zones(), CoverageControl::view));
        return view;
    }

    private static ObjectNode view(Zone zone) {
        ObjectNode view = Json.object()
                .put("country", zone.country())
                .put("partner", zone.partner().name())
                .put("needsAppendix", zone.appendix() == Zone.Appendix.NEEDED);
        view.set("tiers", Json.array(zone.tiers().list(), tier -> Json.object()
                .put("fromUsd", tier.fromUsd().toPlainString())
                .put("percentage", tier.young().toPlainString())
                .put("percentageOver180Days", tier.old().toPlainString())));
        return view;
    }

    private static String country(RoutingContext context) {
        return Country.ofCode(context.pathParam("country"))
                .map(Country::alpha2)
                .orElseThrow(() -> new NoSuchElementException("No such country"));
    }

    private ObjectNode changeZone(RoutingContext context, JsonNode body) {
        String country = country(context);
        Zone.Appendix appendix =
                body.path("needsAppendix").asBoolean(false) ? Zone.Appendix.NEEDED : Zone.Appendix.NONE;
        List<Tiers.Tier> tiers = new ArrayList<>();
        body.path("tiers").forEach(tier -> tiers.add(tier(tier)));
        Zone zone = new Zone(country, partner(required(body, "partner")), new Tiers(tiers), appendix);
        catalogue.zone(zone);
        return view(zone);
    }

    private static Tiers.Tier tier(JsonNode body) {
        BigDecimal young = amount(body, "percentage");
        BigDecimal old = body.has("percentageOver180Days") ? amount(body, "percentageOver180Days") : young;
        return new Tiers.Tier(amount(body, "fromUsd"), young, old);
    }

    private ObjectNode agreeWithCreditor(RoutingContext context, JsonNode body) {
        Link link = clients.linkOf(context.pathParam("tenant"))
                .orElseThrow(() -> new NoSuchElementException("No such client"));
        catalogue.agreed().creditor(link.account().id(), fee(body));
        return Json.object()
                .put(FEE, text(catalogue.agreed().ofCreditor(link.account().id())));
    }

    private static Optional<BigDecimal> fee(JsonNode body) {
        return body.path(FEE).isNull() ? Optional.empty() : Optional.of(amount(body, FEE));
    }

    private static String text(Optional<BigDecimal> fee) {
        return fee.map(BigDecimal::toPlainString).orElse(null);
    }
}
