package dev.recoup.sandbox.trials;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.cases.CaseEvents;
import dev.recoup.sandbox.cases.Cases;
import dev.recoup.sandbox.cases.CollectionCase;
import dev.recoup.sandbox.cases.CreditorCaseOperations;
import dev.recoup.sandbox.cases.CreditorEvents;
import dev.recoup.sandbox.casework.Chats;
import dev.recoup.sandbox.contract.Answer;
import dev.recoup.sandbox.contract.ApiServer;
import dev.recoup.sandbox.contract.Call;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.money.Ledger;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The Customer API's {@code POST /test/webhooks/fire}: events that tell a test case's present state (guide 20). */
public final class TestEventOperations {

    private static final Set<String> EVENT_NAMES =
            Set.of("case.created", "case.updated", "case.closed", "payment.created", "payment.deleted", "chat.created");

    private final Cases cases;
    private final CaseEvents events;
    private final CreditorEvents creditorEvents;
    private final Ledger ledger;
    private final Chats chats;

    /** Prepares the operation. */
    public TestEventOperations(
            Cases cases, CaseEvents events, CreditorEvents creditorEvents, Ledger ledger, Chats chats) {
        this.cases = cases;
        this.events = events;
        this.creditorEvents = creditorEvents;
        this.ledger = ledger;
        this.chats = chats;
    }

    /** Adds the operation to the Customer API. */
    public void addTo(ApiServer customer) {
        customer.on("fireTestWebhook", this::fire);
    }

    private Answer fire(Call call) {
        Optional<CollectionCase> found = cases.find(
                CreditorCaseOperations.creditorOf(call.caller()),
                call.body().get("caseId").asText());
        if (found.isEmpty()) {
            return Answer.empty(404);
        }
        String event = Json.text(call.body(), "event").orElse("");
        if (found.get().kind() != CollectionCase.Kind.TEST || !EVENT_NAMES.contains(event)) {
            return Answer.empty(400);
        }
        Optional<UUID> only = Json.text(call.body(), "subscriptionId").map(UUID::fromString);
        return state(event, found.get())
                .map(more -> queue(event, found.get(), more, only))
                .orElseGet(() -> Answer.empty(422));
    }

    /** Returns what the event says beyond the case's ids; empty when there is nothing to tell. */
    private Optional<ObjectNode> state(String event, CollectionCase about) {
        return switch (event) {
            case "payment.created" -> ledger.latest(about).map(Ledger::told);
            case "payment.deleted" -> ledger.latestReversed(about).map(Ledger::told);
            case "chat.created" ->
                chats.of(about).reversed().stream().findFirst().map(Chats::told);
            case "case.created" -> Optional.of(Json.object());
            case "case.closed" ->
                Optional.of(unmoved(about).setAll(events.ending(about.closeCode(), Optional.empty())));
            default -> Optional.of(unmoved(about));
        };
    }

    private ObjectNode unmoved(CollectionCase about) {
        String lifecycle = events.told(about.lifecycle());
        return events.change(lifecycle, lifecycle);
    }

    private Answer queue(String event, CollectionCase about, ObjectNode more, Optional<UUID> only) {
        try {
            return Answer.ok(Json.object()
                    .put("eventType", event)
                    .put("caseId", about.id().toString())
                    .put("enqueuedCount", creditorEvents.rehearse(event, about, more, only)));
        } catch (IllegalArgumentException unusable) {
            return Answer.empty(400);
        }
    }
}
