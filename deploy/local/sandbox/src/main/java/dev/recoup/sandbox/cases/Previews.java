package dev.recoup.sandbox.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.clients.Account;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.coverage.Catalogue;
import dev.recoup.sandbox.coverage.CollectionPartner;
import dev.recoup.sandbox.signing.Route;
import dev.recoup.sandbox.time.VirtualClock;
import dev.recoup.sandbox.unknowns.Unknowns;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says of a claim whether somebody collects it, and for how much (guide 9). */
final class Previews {

    private final Catalogue catalogue;
    private final VirtualClock clock;
    private final Quotations quotations;

    Previews(Catalogue catalogue, VirtualClock clock, Unknowns unknowns) {
        this.catalogue = catalogue;
        this.clock = clock;
        this.quotations = new Quotations(catalogue, unknowns);
    }

    /**
     * Looks at a claim.
     *
     * @param creditor whose claim it would be; empty when the partner asks before there is a client
     */
    Preview of(JsonNode request, Optional<Account> creditor) {
        Map<String, List<String>> errors = CaseRules.checkPreview(request, clock.now());
        return errors.isEmpty()
                ? CaseRules.agency(request, catalogue)
                        .map(agency -> covered(request, creditor, agency))
                        .orElseGet(() -> uncovered(request))
                : new Preview.Malformed(errors);
    }

    private Preview uncovered(JsonNode request) {
        return new Preview.Uncovered(placed(request)
                .put("isEligible", false)
                .put("ineligibilityReason", CoverageViews.NOBODY)
                .put("requiresKycVerification", false)
                .putNull("pricingPreview"));
    }

    private Preview covered(JsonNode request, Optional<Account> creditor, CollectionPartner agency) {
        Route route = Admission.route(request, agency);
        Quotation quotation = quotations.of(request, creditor, agency, clock.now());
        ObjectNode view = placed(request)
                .put("isEligible", true)
                .putNull("ineligibilityReason")
                .put("requiresKycVerification", catalogue.demands(agency, CollectionPartner.Demand.KYC));
        view.set("pricingPreview", quotation.view(request.get("currencyCode").asText()));
        return new Preview.Covered(view, route);
    }

    private static ObjectNode placed(JsonNode request) {
        return Json.object()
                .set(
                        "jurisdiction",
                        CoverageViews.jurisdiction(
                                CaseRules.place(request.get("debtor")).orElseThrow()));
    }
}
