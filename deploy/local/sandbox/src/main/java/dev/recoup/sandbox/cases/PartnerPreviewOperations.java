package dev.recoup.sandbox.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.clients.Clients;
import dev.recoup.sandbox.clients.Country;
import dev.recoup.sandbox.contract.Answer;
import dev.recoup.sandbox.contract.ApiServer;
import dev.recoup.sandbox.contract.Call;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.time.VirtualClock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the Referral API tells before there is a case: price, coverage, filter values (guide 9.1 and 17). */
public final class PartnerPreviewOperations {

    private final Cases cases;
    private final Clients clients;
    private final VirtualClock clock;

    /** Prepares the operations. */
    public PartnerPreviewOperations(Cases cases, Clients clients, VirtualClock clock) {
        this.cases = cases;
        this.clients = clients;
        this.clock = clock;
    }

    /** Adds the operations to the Referral API. */
    public void addTo(ApiServer referral) {
        referral.on("previewCase", this::preview)
                .on("listCoverage", call -> Answer.ok(Json.array(covered(), PartnerPreviewOperations::coverage)))
                .on("getFilterOptions", call -> filterOptions());
    }

    private Answer preview(Call call) {
        JsonNode request = call.body();
        Map<String, List<String>> errors = CaseRules.checkPreview(request, clock.now());
        if (!errors.isEmpty()) {
            return Answer.fieldErrors(errors);
        }
        JsonNode debtor = request.get("debtor");
        Country country = CaseRules.country(debtor).orElseThrow();
        ObjectNode view = Json.object();
        view.set("jurisdiction", jurisdiction(country, Json.text(debtor, "stateAlpha2")));
        view.putNull("combinedSigningUrl");
        ArrayNode actions = view.putArray("pendingActions");
        Optional<CollectionPartner> partner = CollectionPartner.forCountry(country.alpha2());
        if (partner.isEmpty()) {
            return Answer.ok(view.put("isEligible", false)
                    .put("ineligibilityReason", "Nobody collects in the debtor's country")
                    .put("requiresKycVerification", false)
                    .putNull("pricingPreview"));
        }
        boolean kyc = partner.get().diligence() == CollectionPartner.Diligence.KYC;
        action(actions, "PoA", partner.get());
        if (kyc) {
            action(actions, "Kyc", partner.get());
        }
        view.set(
                "pricingPreview",
                Quotation.of(request, clock.now())
                        .view(request.get("currencyCode").asText()));
        return Answer.ok(
                view.put("isEligible", true).putNull("ineligibilityReason").put("requiresKycVerification", kyc));
    }

    private static void action(ArrayNode actions, String type, CollectionPartner partner) {
        actions.addObject()
                .put("type", type)
                .put("collectionPartnerId", partner.id().toString())
                .putNull("dueDate");
    }

    static ObjectNode jurisdiction(Country country, Optional<String> state) {
        return Json.object()
                .put("id", country.id())
                .put("name", country.name())
                .put("countryAlpha2", country.alpha2())
                .put(
                        "stateAlpha2",
                        state.filter(given -> country.alpha2().equals("US")).orElse(null));
    }

    static List<Country> covered() {
        return CollectionPartner.all().stream()
                .flatMap(partner -> partner.countries().stream())
                .flatMap(code -> Country.ofCode(code).stream())
                .sorted(Comparator.comparing(Country::name))
                .toList();
    }

    private static ObjectNode coverage(Country country) {
        ObjectNode view = Json.object()
                .put("jurisdictionId", country.id())
                .put("jurisdiction", country.name())
                .put("country", country.name())
                .put("countryId", country.id())
                .put("countryAlpha2", country.alpha2())
                .putNull("usStateAlpha2");
        CollectionPartner.forCountry(country.alpha2()).ifPresent(partner -> view.putArray("partners")
                .addObject()
                .put("partnerId", partner.id().toString())
                .put("partnerName", partner.name())
                .put("conditions", "All cases"));
        return view;
    }

    private Answer filterOptions() {
        List<Country> countries = cases.all().stream()
                .filter(found -> clients.linkOf(found.account()).isPresent())
                .map(CollectionCase::debtorCountry)
                .distinct()
                .sorted(Comparator.comparing(Country::name))
                .toList();
        List<CollectionPartner> zones = CollectionPartner.all().stream()
                .filter(partner -> partner.diligence() == CollectionPartner.Diligence.KYC)
                .sorted(Comparator.comparing(CollectionPartner::name))
                .toList();
        ObjectNode view = Json.object();
        view.set("countries", Json.array(countries, country -> Json.object()
                .put("id", country.id())
                .put("name", country.name())));
        view.set("carveoutPartners", Json.array(zones, partner -> Json.object()
                .put("id", partner.id().toString())
                .put("name", partner.name())));
        return Answer.ok(view);
    }
}
