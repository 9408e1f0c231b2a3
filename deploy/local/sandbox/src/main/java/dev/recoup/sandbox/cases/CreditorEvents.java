package dev.recoup.sandbox.cases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.webhooks.Event;
import dev.recoup.sandbox.webhooks.News;
import dev.recoup.sandbox.webhooks.Subscriber;
import dev.recoup.sandbox.webhooks.Webhooks;
import java.util.Optional;
import java.util.UUID;

/** What creditors hear of their cases through subscriptions of their own (guide 12.3). */
public final class CreditorEvents {

    private final Webhooks webhooks;

    /** Tells through {@code webhooks}. */
    public CreditorEvents(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /**
     * Tells of something that happened.
     *
     * @param event its name, for example {@code payment.created}
     * @param more what the event says beyond the case's ids
     */
    public void tell(String event, CollectionCase about, ObjectNode more) {
        if (webhooks.hasSubscriptions(subscriber(about))) {
            webhooks.raise(subscriber(about), news(event, about, Event.Occasion.REAL, more));
        }
    }

    /**
     * Tells of the present state as if it had just come about.
     *
     * @param only the one subscription that is to hear of it; empty for all
     * @return how many subscriptions it goes to
     * @throws IllegalArgumentException when the creditor has no such subscription in test mode
     */
    public int rehearse(String event, CollectionCase about, ObjectNode more, Optional<UUID> only) {
        News news = news(event, about, Event.Occasion.TEST, more);
        return only.map(subscription -> webhooks.raise(subscriber(about), subscription, news))
                .orElseGet(() -> webhooks.raise(subscriber(about), news))
                .subscriptions();
    }

    private static Subscriber subscriber(CollectionCase about) {
        return new Subscriber.Creditor(about.account().id());
    }

    private static News news(String event, CollectionCase about, Event.Occasion occasion, ObjectNode more) {
        ObjectNode data = Json.object()
                .put("caseId", about.id().toString())
                .put("reference", about.reference())
                .setAll(more);
        ObjectNode links = Json.object().put("self", "/cases/" + about.id());
        return new News(event, about.audience(), occasion, Optional.of(about.id()), data, links);
    }
}
