package dev.recoup.sandbox.trials;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.cases.CaseEvents;
import dev.recoup.sandbox.cases.Cases;
import dev.recoup.sandbox.cases.CloseCodes;
import dev.recoup.sandbox.cases.CollectionCase;
import dev.recoup.sandbox.cases.Lifecycle;
import dev.recoup.sandbox.clients.Clients;
import dev.recoup.sandbox.contract.Answer;
import dev.recoup.sandbox.contract.ApiServer;
import dev.recoup.sandbox.contract.Call;
import dev.recoup.sandbox.contract.Json;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The Referral API's {@code POST /v1/Webhooks/test}: real deliveries of events that did not happen (guide 14). */
public final class TestWebhookOperations {

    private static final Set<String> CASE_EVENTS = Set.of("case.created", "case.updated", "case.closed");
    private static final Set<String> CLIENT_EVENTS = Set.of(
            "client.linked",
            "client.link_declined",
            "client.link_requested",
            "client.link_expired",
            "client.onboarding.poa_signed",
            "client.onboarding.contract_signed");

    private final Cases cases;
    private final CaseEvents events;
    private final Clients clients;

    /** Prepares the operation. */
    public TestWebhookOperations(Cases cases, CaseEvents events, Clients clients) {
        this.cases = cases;
        this.events = events;
        this.clients = clients;
    }

    /** Adds the operation to the Referral API. */
    public void addTo(ApiServer referral) {
        referral.on("triggerTestWebhook", this::trigger);
    }

    private Answer trigger(Call call) {
        String event = call.body().get("eventType").asText();
        if (CASE_EVENTS.contains(event)) {
            return aboutCase(event, call.body());
        }
        if (CLIENT_EVENTS.contains(event)) {
            return aboutClient(event, call.body());
        }
        return Answer.error(400, "BadRequest", "This event cannot be triggered");
    }

    private Answer aboutCase(String event, JsonNode body) {
        Optional<UUID> id = Json.text(body, "caseId").map(UUID::fromString);
        if (id.isEmpty()) {
            return Answer.error(400, "BadRequest", "caseId is required for this event");
        }
        return id.flatMap(cases::find)
                .filter(found -> clients.linkOf(found.account()).isPresent())
                .map(found -> queued(event, events.rehearse(event, found, more(event, found, body))))
                .orElseGet(() -> Answer.notFound("A case of a linked client"));
    }

    private ObjectNode more(String event, CollectionCase about, JsonNode body) {
        ObjectNode more = Json.object();
        if (!event.equals("case.created")) {
            more.setAll(events.change(
                    told(body, "oldLifecycle", about.lifecycle()), told(body, "newLifecycle", Lifecycle.CLOSED)));
        }
        if (event.equals("case.closed")) {
            more.setAll(events.ending(
                    Json.text(body, "closeCode").or(() -> Optional.of(CloseCodes.PAID)),
                    Json.text(body, "closeComment")));
        }
        return more;
    }

    private String told(JsonNode body, String field, Lifecycle byDefault) {
        return Json.text(body, field)
                .map(text -> Lifecycle.of(text).map(events::told).orElse(text))
                .orElseGet(() -> events.told(byDefault));
    }

    private Answer aboutClient(String event, JsonNode body) {
        Optional<String> tenant = Json.text(body, "externalTenantId");
        if (tenant.isEmpty()) {
            return Answer.error(400, "BadRequest", "externalTenantId is required for this event");
        }
        return tenant.flatMap(clients::linkOf)
                .map(link -> queued(event, clients.rehearse(event, link)))
                .orElseGet(() -> Answer.notFound("An active link of this client"));
    }

    private static Answer queued(String event, int count) {
        return Answer.ok(Json.object()
                .put("eventType", event)
                .put("enqueuedCount", count)
                .put("message", count == 0 ? "No subscription wants this event" : "Queued"));
    }
}
