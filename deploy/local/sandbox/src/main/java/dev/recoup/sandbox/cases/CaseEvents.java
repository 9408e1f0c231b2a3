package dev.recoup.sandbox.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.clients.Clients;
import dev.recoup.sandbox.clients.Link;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.unknowns.Unknown;
import dev.recoup.sandbox.unknowns.Unknowns;
import dev.recoup.sandbox.webhooks.Audience;
import dev.recoup.sandbox.webhooks.Event;
import dev.recoup.sandbox.webhooks.News;
import dev.recoup.sandbox.webhooks.Subscriber;
import dev.recoup.sandbox.webhooks.Webhooks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the partner and the creditor hear of cases, and in which words (guide 12.2). */
public final class CaseEvents {

    private final Webhooks webhooks;
    private final Clients clients;
    private final CreditorEvents creditorEvents;
    private final Unknowns unknowns;
    private int announced = -1;

    /** Tells through {@code webhooks}; the partner hears of the cases of linked clients. */
    public CaseEvents(Webhooks webhooks, Clients clients, CreditorEvents creditorEvents, Unknowns unknowns) {
        this.webhooks = webhooks;
        this.clients = clients;
        this.creditorEvents = creditorEvents;
        this.unknowns = unknowns;
    }

    /** Says that a case is there. */
    void created(CollectionCase created) {
        raise("case.created", created, Json.object());
    }

    /** Says that a case went from one lifecycle to another. */
    void updated(CollectionCase moved, Lifecycle before, Lifecycle after) {
        raise("case.updated", moved, lifecycles(before, after));
    }

    /** Says that a case has ended. */
    void closed(CollectionCase closed, Lifecycle before, String closeCode, Optional<String> comment) {
        raise(
                "case.closed",
                closed,
                lifecycles(before, Lifecycle.CLOSED).setAll(ending(Optional.of(closeCode), comment)));
    }

    /** Says that a stored case of an approved link request could not be created. */
    void replayFailed(Link link, JsonNode request, String errorType) {
        ObjectNode tenant = Json.object().put("externalTenantId", link.externalTenantId());
        ObjectNode reason = tenant.deepCopy()
                .put(
                        "creditorReference",
                        Json.text(request, "creditorReference").orElse(null))
                .put("errorType", errorType);
        webhooks.raise(
                "cases.replay_failed",
                Audience.ALL,
                unknowns.choose(Unknown.REPLAY_FAILED_DATA, reason, tenant),
                Json.object().put("client", "/clients/" + link.externalTenantId()));
    }

    private ObjectNode lifecycles(Lifecycle before, Lifecycle after) {
        return change(told(before), told(after));
    }

    /** Returns what {@code case.updated} says, from two lifecycles as webhooks spell them. */
    public ObjectNode change(String before, String after) {
        return Json.object()
                .put(key("oldLifecycle", "previousLifecycle"), before)
                .put(key("newLifecycle", "lifecycle"), after);
    }

    /** Returns what {@code case.closed} says beyond the change. */
    public ObjectNode ending(Optional<String> closeCode, Optional<String> comment) {
        return Json.object()
                .put(key("closeCode", "closingCode"), closeCode.orElse(null))
                .put(key("closeComment", "closingComment"), comment.orElse(null));
    }

    private String key(String a, String b) {
        return unknowns.choose(Unknown.CASE_EVENT_KEYS, a, b);
    }

    /** Returns a lifecycle as webhooks spell it. */
    public String told(Lifecycle lifecycle) {
        return unknowns.choose(Unknown.EVENT_LIFECYCLE_TEXT, lifecycle.label(), lifecycle.wireName());
    }

    /** What an event may say of a case beyond the documented ids. */
    private static ObjectNode figures(CollectionCase about) {
        ObjectNode figures = Json.object()
                .put("creditorReference", about.creditorReference().orElse(null))
                .put("isTest", about.kind() == CollectionCase.Kind.TEST)
                .put("status", about.lifecycle().wireName());
        figures.putObject("amount")
                .put("gross", about.grossAmount())
                .put("remainder", about.remainder())
                .put("currency", about.currency());
        figures.putArray("history").add(Json.timestamp(about.created()));
        return figures;
    }

    private void raise(String event, CollectionCase about, ObjectNode more) {
        creditorEvents.tell(event, about, more);
        raise(event, about, Event.Occasion.REAL, more);
    }

    private Optional<Webhooks.Raised> raise(
            String event, CollectionCase about, Event.Occasion occasion, ObjectNode more) {
        return clients.linkOf(about.account()).map(link -> {
            ObjectNode data = Json.object()
                    .put("caseId", about.id().toString())
                    .put("reference", about.reference())
                    .put("externalTenantId", link.externalTenantId());
            data.setAll(more);
            data.setAll(
                    switch (unknowns.of(Unknown.CASE_EVENT_DATA)) {
                        case A -> Json.object();
                        case B -> figures(about);
                    });
            ObjectNode links = Json.object().put("case", "/cases/" + about.id());
            return webhooks.raise(
                    new Subscriber.Partner(),
                    new News(event, about.audience(), occasion, Optional.of(about.id()), data, links));
        });
    }

    /**
     * Says of one case after the other, beginning again after the last, that it changed although it did not: a burst
     * of real events.
     *
     * @param cases whose turn it is, in this order
     * @param count how many events
     * @return their ids; fewer when no client of this partner has cases
     */
    List<UUID> announce(List<CollectionCase> cases, int count) {
        List<UUID> events = new ArrayList<>(count);
        for (int tried = 0; events.size() < count && tried < count + cases.size(); tried++) {
            announced = announced + 1 < cases.size() ? announced + 1 : 0;
            CollectionCase next = cases.get(announced);
            raise("case.updated", next, Event.Occasion.REAL, lifecycles(next.lifecycle(), next.lifecycle()))
                    .ifPresent(raised -> events.add(raised.eventId()));
        }
        return events;
    }

    /**
     * Sends the event of a change that did not happen.
     *
     * @param more what the event says beyond the case's ids
     * @return how many subscriptions it goes to
     */
    public int rehearse(String event, CollectionCase about, ObjectNode more) {
        return raise(event, about, Event.Occasion.TEST, more)
                .map(Webhooks.Raised::subscriptions)
                .orElse(0);
    }

    /** Begins again with the first case when many are announced. */
    void clear() {
        announced = -1;
    }
}
