package dev.recoup.sandbox.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.clients.Account;
import dev.recoup.sandbox.clients.Clients;
import dev.recoup.sandbox.clients.Country;
import dev.recoup.sandbox.clients.Doorway;
import dev.recoup.sandbox.clients.Signature;
import dev.recoup.sandbox.contract.Answer;
import dev.recoup.sandbox.contract.ApiServer;
import dev.recoup.sandbox.contract.Call;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.coverage.Catalogue;
import dev.recoup.sandbox.coverage.CollectionPartner;
import dev.recoup.sandbox.coverage.DebtorKind;
import dev.recoup.sandbox.coverage.Jurisdiction;
import dev.recoup.sandbox.coverage.UsState;
import dev.recoup.sandbox.pricing.Rates;
import dev.recoup.sandbox.signing.Paper;
import dev.recoup.sandbox.signing.Paperwork;
import dev.recoup.sandbox.signing.Route;
import dev.recoup.sandbox.time.VirtualClock;
import dev.recoup.sandbox.unknowns.Unknowns;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the Customer API tells before there is a case: price, open signatures, coverage (guide 9.2). */
public final class CreditorPreviewOperations {

    private final Clients clients;
    private final Catalogue catalogue;
    private final Paperwork paperwork;
    private final Previews previews;
    private final CoverageViews coverage;

    /** Prepares the operations. */
    public CreditorPreviewOperations(
            Clients clients, Catalogue catalogue, VirtualClock clock, Paperwork paperwork, Unknowns unknowns) {
        this.clients = clients;
        this.catalogue = catalogue;
        this.paperwork = paperwork;
        this.previews = new Previews(catalogue, clock, unknowns);
        this.coverage = new CoverageViews(catalogue);
    }

    /** Adds the operations to the Customer API. */
    public void addTo(ApiServer customer) {
        customer.on("previewCase", this::preview)
                .on(
                        "listCoverage",
                        call -> Answer.ok(Json.array(catalogue.covered(), place -> coverage(place, door(call)))))
                .on("getCoverage", this::coverage)
                .on("searchCoverage", this::search)
                .alsoAt("searchCoverage", "/coverage/:search")
                .on("checkEligibility", this::eligibility);
    }

    private Account account(Call call) {
        return clients.account(CreditorCaseOperations.creditorOf(call.caller())).orElseThrow();
    }

    private Answer preview(Call call) {
        Doorway door = door(call);
        return switch (previews.of(call.body(), Optional.of(door.signer()))) {
            case Preview.Malformed(var errors) -> Answer.fieldErrors(errors);
            case Preview.Uncovered(ObjectNode view) -> result(door, uncovered(view));
            case Preview.Covered(ObjectNode view, Route route) -> result(door, covered(view, call.body(), door, route));
        };
    }

    private static Answer result(Doorway door, ObjectNode view) {
        view.put("hasKycOnFile", door.signer().kyc().isPresent());
        return Answer.ok(Json.object().set("result", view));
    }

    private static ObjectNode uncovered(ObjectNode view) {
        view.putArray("requiredActions");
        return view.putNull("partnerAssignment").putNull("signingHandoff");
    }

    private ObjectNode covered(ObjectNode view, JsonNode request, Doorway door, Route route) {
        CollectionPartner agency = route.agency();
        view.putObject("partnerAssignment")
                .put("collectionPartnerId", agency.id().toString())
                .put("partnerName", agency.name())
                .put("partnerCountry", agency.country());
        addActions(view.putArray("requiredActions"), door, route);
        if (view.get("requiredActions").isEmpty()) {
            return view.putNull("signingHandoff");
        }
        view.putObject("signingHandoff")
                .put("combinedSigningUrl", paperwork.combined(door, route, Json.text(request, "returnUrl")));
        return view;
    }

    private Doorway door(Call call) {
        return Doorway.of(call.caller(), account(call), clients);
    }

    /** A director's data is asked for in the partner's calls only (guide 10). */
    private void addActions(ArrayNode actions, Doorway door, Route route) {
        for (Paper paper : paperwork.missing(door.signer(), route)) {
            if (door instanceof Doorway.WhiteLabel || !(paper instanceof Paper.Identity)) {
                action(actions, Submission.problemType(paper), Submission.message(paper), paperwork.page(door, paper));
            }
        }
    }

    private static void action(ArrayNode actions, String type, String message, Optional<String> url) {
        actions.addObject()
                .put("type", type)
                .put("message", message)
                .put("solutionUrl", url.orElse(null))
                .put("isBlocking", true);
    }

    private Answer coverage(Call call) {
        return catalogue.covered().stream()
                .filter(place -> Integer.toString(place.id()).equals(call.path("id")))
                .findFirst()
                .map(place -> Answer.ok(coverage(place, door(call))))
                .orElseGet(() -> Answer.notFound("The jurisdiction"));
    }

    private Answer search(Call call) {
        return call.query("q")
                .map(word -> catalogue.covered().stream()
                        .filter(place -> isCalled(place, word))
                        .findFirst()
                        .map(place -> Answer.ok(coverage(place, door(call))))
                        .orElseGet(() -> Answer.notFound("A jurisdiction of this name")))
                .orElseGet(() -> Answer.error(400, "BadRequest", "q is required"));
    }

    private static boolean isCalled(Jurisdiction place, String word) {
        return Stream.concat(
                        Stream.of(place.name()),
                        Stream.of(place.state()
                                .map(UsState::code)
                                .orElse(place.country().alpha2())))
                .anyMatch(word.trim()::equalsIgnoreCase);
    }

    private ObjectNode coverage(Jurisdiction place, Doorway door) {
        return coverage.item(place, agency -> powerOfAttorney(door, agency));
    }

    /** An agency that wants no power of attorney counts as one that has it: nothing is open. */
    private ObjectNode powerOfAttorney(Doorway door, CollectionPartner agency) {
        Optional<Paper> asked = paperwork.powerOfAttorney(agency);
        Optional<Signature> signature = asked.flatMap(paper -> Paperwork.signature(door.signer(), paper));
        Optional<Signature> outdated = signature.filter(given -> !given.isCurrent());
        return Json.object()
                .put("signed", asked.isEmpty() || signature.isPresent())
                .put("requiresResigning", outdated.isPresent())
                .put(
                        "invalidationReason",
                        outdated.map(given -> given.invalidation().wireName()).orElse(null))
                .put(
                        "termsUrl",
                        asked.flatMap(paper -> paperwork.terms(door, paper)).orElse(null))
                .put(
                        "solutionUrl",
                        asked.flatMap(paper -> paperwork.page(door, paper)).orElse(null));
    }

    private Answer eligibility(Call call) {
        JsonNode body = call.body();
        Optional<Country> country = Country.ofCode(body.get("countryAlpha2").asText());
        Optional<Jurisdiction> place = CaseRules.place(body);
        Optional<DebtorKind> kind = DebtorKind.of(body.get("debtorType").asText());
        Optional<BigDecimal> rate = Rates.toUsd(body.get("currencyCode").asText());
        Map<String, List<String>> errors = new LinkedHashMap<>();
        if (country.isEmpty()) {
            errors.put("countryAlpha2", List.of("Not a known country"));
        } else if (place.isEmpty()) {
            errors.put("stateAlpha2", List.of("A state is required for debtors in the United States"));
        }
        if (kind.isEmpty()) {
            errors.put("debtorType", List.of("Is Company or Private"));
        }
        if (rate.isEmpty()) {
            errors.put("currencyCode", List.of("Not a known currency"));
        }
        if (!errors.isEmpty()) {
            return Answer.fieldErrors(errors);
        }
        BigDecimal usd = body.get("amount").decimalValue().multiply(rate.get());
        return eligibility(place.get(), catalogue.route(place.get(), kind.get(), usd), door(call));
    }

    private Answer eligibility(Jurisdiction place, Optional<CollectionPartner> agency, Doorway door) {
        ObjectNode view = Json.object().put("isEligible", agency.isPresent());
        view.putObject("jurisdiction")
                .put("id", place.id())
                .put("name", place.name())
                .put("country", place.country().name())
                .put("countryAlpha2", place.country().alpha2())
                .put("usStateAlpha2", place.state().map(UsState::code).orElse(null));
        if (agency.isPresent()) {
            view.putObject("partner")
                    .put("id", agency.get().id().toString())
                    .put("name", agency.get().name());
            view.set("powerOfAttorneyStatus", powerOfAttorney(door, agency.get()));
            view.putNull("errorMessage");
        } else {
            view.putNull("partner").putNull("powerOfAttorneyStatus").put("errorMessage", CoverageViews.NOBODY);
        }
        return Answer.ok(view);
    }
}
