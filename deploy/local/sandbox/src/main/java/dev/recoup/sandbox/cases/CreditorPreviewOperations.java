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
import dev.recoup.sandbox.pricing.Rates;
import dev.recoup.sandbox.time.VirtualClock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the Customer API tells before there is a case: price, open signatures, coverage (guide 9.2). */
public final class CreditorPreviewOperations {

    private static final String NOBODY = "Nobody collects in the debtor's country";

    private final Clients clients;
    private final VirtualClock clock;
    private final SigningUrls urls;

    /** Prepares the operations. */
    public CreditorPreviewOperations(Clients clients, VirtualClock clock, SigningUrls urls) {
        this.clients = clients;
        this.clock = clock;
        this.urls = urls;
    }

    /** Adds the operations to the Customer API. */
    public void addTo(ApiServer customer) {
        customer.on("previewCase", this::preview)
                .on(
                        "listCoverage",
                        call -> Answer.ok(Json.array(
                                PartnerPreviewOperations.covered(), country -> coverage(country, account(call)))))
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
        JsonNode debtor = request.get("debtor");
        Country country = CaseRules.country(debtor).orElseThrow();
        Optional<CollectionPartner> partner = CollectionPartner.forCountry(country.alpha2());
        ObjectNode result = Json.object()
                .put("isEligible", partner.isPresent())
                .put("ineligibilityReason", partner.isPresent() ? null : NOBODY)
                .put("hasKycOnFile", account.kyc().isPresent());
        result.set("jurisdiction", PartnerPreviewOperations.jurisdiction(country, Json.text(debtor, "stateAlpha2")));
        ArrayNode actions = result.putArray("requiredActions");
        if (partner.isEmpty()) {
            result.put("requiresKycVerification", false)
                    .putNull("partnerAssignment")
                    .putNull("pricingPreview")
                    .putNull("signingHandoff");
        } else {
            assign(result, partner.get(), country);
            result.set(
                    "pricingPreview",
                    Quotation.of(request, clock.now())
                            .view(request.get("currencyCode").asText()));
            addActions(actions, account, partner.get(), call.caller());
            Optional<String> combined = clients.linkOf(account)
                    .filter(link -> !actions.isEmpty())
                    .map(link -> urls.combined(link, Json.text(request, "returnUrl")));
            combined.ifPresentOrElse(
                    url -> result.putObject("signingHandoff").put("combinedSigningUrl", url),
                    () -> result.putNull("signingHandoff"));
        }
        ObjectNode answer = Json.object();
        answer.set("result", result);
        return Answer.ok(answer);
    }

    private static void assign(ObjectNode result, CollectionPartner partner, Country country) {
        result.put("requiresKycVerification", partner.diligence() == CollectionPartner.Diligence.KYC)
                .putObject("partnerAssignment")
                .put("collectionPartnerId", partner.id().toString())
                .put("partnerName", partner.name())
                .put("partnerCountry", country.alpha2());
    }

    private void addActions(ArrayNode actions, Account account, CollectionPartner partner, Caller caller) {
        Optional<Link> link = clients.linkOf(account);
        if (account.agreement() != Account.Agreement.SIGNED) {
            action(actions, "MissingDebtCollectionContract", "Sign the agreement", link.flatMap(urls::onboarding));
        }
        if (Cases.lacksKyc(account, partner) && caller instanceof Caller.Tenant) {
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
        return PartnerPreviewOperations.covered().stream()
                .filter(country -> Integer.toString(country.id()).equals(call.path("id")))
                .findFirst()
                .map(country -> Answer.ok(coverage(country, account(call))))
                .orElseGet(() -> Answer.notFound("The jurisdiction"));
    }

    private ObjectNode coverage(Country country, Account account) {
        ObjectNode view = Json.object()
                .put("jurisdiction", country.name())
                .put("jurisdictionId", country.id())
                .put("country", country.name())
                .put("countryId", country.id())
                .put("countryAlpha2", country.alpha2())
                .putNull("usStateAlpha2");
        ArrayNode partners = view.putArray("partners");
        CollectionPartner.forCountry(country.alpha2()).ifPresent(partner -> {
            ObjectNode entry = Json.object()
                    .put("partnerId", partner.id().toString())
                    .put("partnerName", partner.name())
                    .put("conditions", "All cases");
            partners.add(entry.setAll(powerOfAttorney(account)));
        });
        return view;
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
        String type = body.get("debtorType").asText();
        Map<String, List<String>> errors = new LinkedHashMap<>();
        if (country.isEmpty()) {
            errors.put("countryAlpha2", List.of("Not a known country"));
        }
        if (country.filter(found -> found.alpha2().equals("US")).isPresent()
                && Json.text(body, "stateAlpha2").isEmpty()) {
            errors.put("stateAlpha2", List.of("Is required for debtors in the United States"));
        }
        if (!type.equalsIgnoreCase("Company") && !type.equalsIgnoreCase("Private")) {
            errors.put("debtorType", List.of("Is Company or Private"));
        }
        if (Rates.toUsd(body.get("currencyCode").asText()).isEmpty()) {
            errors.put("currencyCode", List.of("Not a known currency"));
        }
        return errors.isEmpty() ? eligibility(country.get(), account(call)) : Answer.fieldErrors(errors);
    }

    private Answer eligibility(Country country, Account account) {
        Optional<CollectionPartner> partner = CollectionPartner.forCountry(country.alpha2());
        ObjectNode view = Json.object().put("isEligible", partner.isPresent());
        view.putObject("jurisdiction")
                .put("id", country.id())
                .put("name", country.name())
                .put("country", country.name())
                .put("countryAlpha2", country.alpha2())
                .putNull("usStateAlpha2");
        if (partner.isPresent()) {
            view.putObject("partner")
                    .put("id", partner.get().id().toString())
                    .put("name", partner.get().name());
            view.set("powerOfAttorneyStatus", powerOfAttorney(account));
            view.putNull("errorMessage");
        } else {
            view.putNull("partner").putNull("powerOfAttorneyStatus").put("errorMessage", NOBODY);
        }
        return Answer.ok(view);
    }
}
