package dev.recoup.sandbox.cases;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.clients.Clients;
import dev.recoup.sandbox.clients.Country;
import dev.recoup.sandbox.contract.Answer;
import dev.recoup.sandbox.contract.ApiServer;
import dev.recoup.sandbox.contract.Call;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.coverage.Catalogue;
import dev.recoup.sandbox.coverage.CollectionPartner;
import dev.recoup.sandbox.coverage.CollectionPartner.Demand;
import dev.recoup.sandbox.coverage.Zone;
import dev.recoup.sandbox.signing.Route;
import dev.recoup.sandbox.time.VirtualClock;
import dev.recoup.sandbox.unknowns.Unknowns;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the Referral API tells before there is a case: price, coverage, filter values (guide 9.1 and 17). */
public final class PartnerPreviewOperations {

    private final Cases cases;
    private final Clients clients;
    private final Catalogue catalogue;
    private final Previews previews;
    private final CoverageViews coverage;

    /** Prepares the operations. */
    public PartnerPreviewOperations(
            Cases cases, Clients clients, Catalogue catalogue, VirtualClock clock, Unknowns unknowns) {
        this.cases = cases;
        this.clients = clients;
        this.catalogue = catalogue;
        this.previews = new Previews(catalogue, clock, unknowns);
        this.coverage = new CoverageViews(catalogue);
    }

    /** Adds the operations to the Referral API. */
    public void addTo(ApiServer referral) {
        referral.on("previewCase", this::preview)
                .on(
                        "listCoverage",
                        call -> Answer.ok(Json.array(
                                catalogue.covered(), place -> coverage.item(place, agency -> Json.object()))))
                .on("getFilterOptions", call -> filterOptions());
    }

    private Answer preview(Call call) {
        return switch (previews.of(call.body(), Optional.empty())) {
            case Preview.Malformed(var errors) -> Answer.fieldErrors(errors);
            case Preview.Uncovered(ObjectNode view) -> Answer.ok(expecting(view, Json.array()));
            case Preview.Covered(ObjectNode view, Route route) -> Answer.ok(expecting(view, actions(route)));
        };
    }

    private static ObjectNode expecting(ObjectNode view, ArrayNode actions) {
        view.set("pendingActions", actions);
        return view.putNull("combinedSigningUrl");
    }

    private ArrayNode actions(Route route) {
        ArrayNode actions = Json.array();
        if (catalogue.demands(route.agency(), Demand.POWER_OF_ATTORNEY)) {
            action(actions, "PoA", route.agency());
        }
        if (catalogue
                .zone(route.country())
                .filter(zone -> zone.appendix() == Zone.Appendix.NEEDED)
                .isPresent()) {
            action(actions, "Jpa", route.agency());
        }
        if (catalogue.demands(route.agency(), Demand.KYC)) {
            action(actions, "Kyc", route.agency());
        }
        return actions;
    }

    private static void action(ArrayNode actions, String type, CollectionPartner partner) {
        actions.addObject()
                .put("type", type)
                .put("collectionPartnerId", partner.id().toString())
                .putNull("dueDate");
    }

    private Answer filterOptions() {
        List<Country> countries = cases.all().stream()
                .filter(found -> clients.linkOf(found.account()).isPresent())
                .map(CollectionCase::debtorCountry)
                .distinct()
                .sorted(Comparator.comparing(Country::name))
                .toList();
        List<CollectionPartner> zones = catalogue.zones().stream()
                .map(Zone::partner)
                .filter(partner -> catalogue.status(partner) == CollectionPartner.Status.ACTIVE)
                .distinct()
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
