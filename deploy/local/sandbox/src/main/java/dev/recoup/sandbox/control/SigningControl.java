package dev.recoup.sandbox.control;

import static dev.recoup.sandbox.control.ControlApi.answering;
import static dev.recoup.sandbox.control.ControlApi.required;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.clients.Account;
import dev.recoup.sandbox.clients.Clients;
import dev.recoup.sandbox.clients.Document;
import dev.recoup.sandbox.clients.Link;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.coverage.Catalogue;
import dev.recoup.sandbox.partner.Branding;
import dev.recoup.sandbox.partner.Partner;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.NoSuchElementException;

/** The {@code /_sandbox} endpoints for what clients sign, for link requests and for the looks of the pages. */
public final class SigningControl {

    private final Clients clients;
    private final Partner partner;
    private final Catalogue catalogue;

    /** Prepares the endpoints. */
    public SigningControl(Clients clients, Partner partner, Catalogue catalogue) {
        this.clients = clients;
        this.partner = partner;
        this.catalogue = catalogue;
    }

    /** Adds the endpoints to a router whose bodies are read already. */
    public void addTo(Router router) {
        router.post("/_sandbox/agreement/new-version")
                .handler(answering((context, body) -> Json.object().put("outdated", clients.publishAgreement())));
        router.post("/_sandbox/clients/:tenant/documents").handler(answering(this::changeDocument));
        router.post("/_sandbox/link-requests").handler(answering((context, body) -> changeLinkRequests(body)));
        router.post("/_sandbox/branding").handler(answering((context, body) -> changeBranding(body)));
    }

    private ObjectNode changeDocument(RoutingContext context, JsonNode body) {
        Account account = clients.linkOf(context.pathParam("tenant"))
                .map(Link::account)
                .orElseThrow(() -> new NoSuchElementException("No such client"));
        Document document = document(body);
        switch (required(body, "to")) {
            case "signed" -> clients.sign(account, document);
            case "outdated" -> clients.invalidate(account, document, reason(body));
            default -> throw new IllegalArgumentException("to is signed or outdated");
        }
        return Json.object().put("signed", account.isSigned(document));
    }

    private Document document(JsonNode body) {
        if (body.has("powerOfAttorney")) {
            return catalogue
                    .partner(required(body, "powerOfAttorney"))
                    .map(agency -> new Document.PowerOfAttorney(agency.id()))
                    .orElseThrow(() -> new NoSuchElementException("No such collection partner"));
        }
        return new Document.PricingAppendix(required(body, "pricingAppendix"));
    }

    /** Why something has to be signed again, by the name that answers carry; a new version unless it is said. */
    static Account.Invalidation reason(JsonNode body) {
        return Account.Invalidation.of(Json.text(body, "reason").orElse("NewVersion"))
                .orElseThrow(() -> new IllegalArgumentException("Unknown reason"));
    }

    /** Link requests made from now on have this long. */
    private ObjectNode changeLinkRequests(JsonNode body) {
        if (!body.path("approvalTtlDays").isInt()) {
            throw new IllegalArgumentException("Give a whole number for approvalTtlDays");
        }
        clients.approvalDays(body.get("approvalTtlDays").asInt());
        return Json.object();
    }

    /** What is not named stays as it is; an empty logo takes the logo away. */
    private ObjectNode changeBranding(JsonNode body) {
        Branding before = partner.branding();
        partner.branding(new Branding(
                Json.text(body, "shortName").orElse(before.name()),
                body.has("logoUrl") ? Json.text(body, "logoUrl") : before.logo(),
                Json.text(body, "backgroundColorCode").orElse(before.background()),
                Json.text(body, "fontColor").orElse(before.fontColor()),
                Json.text(body, "fontFamily").orElse(before.fontFamily())));
        return Json.object();
    }
}
