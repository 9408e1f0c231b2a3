package dev.recoup.sandbox.cases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.coverage.Catalogue;
import dev.recoup.sandbox.coverage.CollectionPartner;
import dev.recoup.sandbox.coverage.Jurisdiction;
import dev.recoup.sandbox.coverage.UsState;
import java.util.function.Function;

/** Places and their agencies as both APIs show them. */
final class CoverageViews {

    /** Why a case cannot be taken. */
    static final String NOBODY = "Nobody collects such a claim in the debtor's jurisdiction";

    private final Catalogue catalogue;

    CoverageViews(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The {@code Jurisdiction} of previews. */
    static ObjectNode jurisdiction(Jurisdiction place) {
        return Json.object()
                .put("id", place.id())
                .put("name", place.name())
                .put("countryAlpha2", place.country().alpha2())
                .put("stateAlpha2", place.state().map(UsState::code).orElse(null));
    }

    /**
     * One {@code CoverageItem}.
     *
     * @param more what the API says about an agency beyond its name and conditions
     */
    ObjectNode item(Jurisdiction place, Function<CollectionPartner, ObjectNode> more) {
        ObjectNode view = Json.object()
                .put("jurisdictionId", place.id())
                .put("jurisdiction", place.name())
                .put("country", place.country().name())
                .put("countryId", place.country().id())
                .put("countryAlpha2", place.country().alpha2())
                .put("usStateAlpha2", place.state().map(UsState::code).orElse(null));
        view.set("partners", Json.array(catalogue.offers(place), offer -> {
            ObjectNode entry = Json.object()
                    .put("partnerId", offer.partner().id().toString())
                    .put("partnerName", offer.partner().name())
                    .put("conditions", offer.conditions());
            return entry.setAll(more.apply(offer.partner()));
        }));
        return view;
    }
}
