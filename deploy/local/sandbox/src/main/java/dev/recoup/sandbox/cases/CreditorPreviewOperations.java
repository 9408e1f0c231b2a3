package dev.recoup.sandbox.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.clients.Account;
import dev.recoup.sandbox.clients.Clients;
import dev.recoup.sandbox.clients.Country;
import dev.recoup.sandbox.clients.Link;
import dev.recoup.sandbox.clients.SigningUrls;
import dev.recoup.sandbox.contract.Answer;
import dev.recoup.sandbox.contract.ApiServer;
import dev.recoup.sandbox.contract.Call;
import dev.recoup.sandbox.contract.Caller;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.coverage.Catalogue;
import dev.recoup.sandbox.coverage.CollectionPartner;
import dev.recoup.sandbox.coverage.DebtorKind;
import dev.recoup.sandbox.coverage.Jurisdiction;
import dev.recoup.sandbox.coverage.UsState;
import dev.recoup.sandbox.pricing.Rates;
import dev.recoup.sandbox.time.VirtualClock;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the Customer API tells before there is a case: price, open signatures, coverage (guide 9.2). */
public final class CreditorPreviewOperations {

    private final Cases cases;
    private final Clients clients;
    private final Catalogue catalogue;
    private final VirtualClock clock;
    private final SigningUrls urls;
    private final Quotations quotations;
    private final CoverageViews coverage;

    /** Prepares the operations. */
    public CreditorPreviewOperations(
            Cases cases, Clients clients, Catalogue catalogue, VirtualClock clock, SigningUrls urls) {
        this.cases = cases;
        this.clients = clients;
        this.catalogue = catalogue;
        this.clock = clock;
        this.urls = urls;
        this.quotations = new Quotations(catalogue);
        this.coverage = new CoverageViews(catalogue);
    }

    /** Adds the operations to the Customer API. */
    public void addTo(ApiServer customer) {
        customer.on("previewCase", this::preview)
                .on(
                        "listCoverage",
                        call -> Answer.ok(Json.array(catalogue.covered(), place -> coverage(place, account(call)))))
                .on("getCoverage", this::coverage)
                .on("checkEligibility", this::eligibility);
    }

    private Account account(Call call) {
        return clients.account(CreditorCaseOperations.creditorOf(call.caller())).orElseThrow();
    }

    private Answer preview(Call call) {
        JsonNode request = call.body();
        Map<String, List<String>> errors = CaseRules.checkPreview(request, clock.now());
        if (!errors.isEmpty()) {
            return Answer.fieldErrors(errors);
        }
        Account account = account(call);
        Optional<CollectionPartner> agency = CaseRules.agency(request, catalogue);
        ObjectNode result = Json.object()
                .put("isEligible", agency.isPresent())
                .put("ineligibilityReason", agency.isPresent() ? null : CoverageViews.NOBODY)
                .put("hasKycOnFile", account.kyc().isPresent());
        result.set(
                "jurisdiction",
                CoverageViews.jurisdiction(
                        CaseRules.place(request.get("debtor")).orElseThrow()));
        ArrayNode actions = result.putArray("requiredActions");
        agency.ifPresentOrElse(
                found -> {
                    addActions(actions, account, found, call.caller());
                    fill(result, request, account, found);
                },
                () -> result.put("requiresKycVerification", false)
                        .putNull("partnerAssignment")
                        .putNull("pricingPreview")
                        .putNull("signingHandoff"));
        ObjectNode answer = Json.object();
        answer.set("result", result);
        return Answer.ok(answer);
    }

    private void fill(ObjectNode result, JsonNode request, Account account, CollectionPartner agency) {
        result.put("requiresKycVerification", catalogue.demands(agency, CollectionPartner.Demand.KYC))
                .putObject("partnerAssignment")
                .put("collectionPartnerId", agency.id().toString())
                .put("partnerName", agency.name())
                .put("partnerCountry", agency.country());
        Quotation quotation = quotations.of(request, Optional.of(account), agency, clock.now());
        result.set("pricingPreview", quotation.view(request.get("currencyCode").asText()));
        clients.linkOf(account)
                .filter(link -> !result.get("requiredActions").isEmpty())
                .map(link -> urls.combined(link, Json.text(request, "returnUrl")))
                .ifPresentOrElse(
                        url -> result.putObject("signingHandoff").put("combinedSigningUrl", url),
                        () -> result.putNull("signingHandoff"));
    }

    private void addActions(ArrayNode actions, Account account, CollectionPartner agency, Caller caller) {
        Optional<Link> link = clients.linkOf(account);
        if (account.agreement() != Account.Agreement.SIGNED) {
            action(actions, "MissingDebtCollectionContract", "Sign the agreement", link.flatMap(urls::onboarding));
        }
        if (cases.lacksKyc(account, agency) && caller instanceof Caller.Tenant) {
            action(actions, "MissingKycVerification", "Give a director's data", link.map(urls::kyc));
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
                .map(place -> Answer.ok(coverage(place, account(call))))
                .orElseGet(() -> Answer.notFound("The jurisdiction"));
    }

    private ObjectNode coverage(Jurisdiction place, Account account) {
        return coverage.item(place, agency -> powerOfAttorney(account));
    }

    /** The power of attorney is signed together with the agreement. */
    private ObjectNode powerOfAttorney(Account account) {
        return Json.object()
                .put("signed", account.agreement() != Account.Agreement.UNSIGNED)
                .put("requiresResigning", account.agreement() == Account.Agreement.OUTDATED)
                .putNull("invalidationReason")
                .putNull("termsUrl")
                .put(
                        "solutionUrl",
                        clients.linkOf(account).flatMap(urls::onboarding).orElse(null));
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
        return eligibility(place.get(), catalogue.route(place.get(), kind.get(), usd), account(call));
    }

    private Answer eligibility(Jurisdiction place, Optional<CollectionPartner> agency, Account account) {
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
            view.set("powerOfAttorneyStatus", powerOfAttorney(account));
            view.putNull("errorMessage");
        } else {
            view.putNull("partner").putNull("powerOfAttorneyStatus").put("errorMessage", CoverageViews.NOBODY);
        }
        return Answer.ok(view);
    }
}
