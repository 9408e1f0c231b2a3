package dev.recoup.sandbox.webhooks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.time.VirtualClock;
import dev.recoup.sandbox.unknowns.Unknowns;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The partner's webhook subscriptions and every event that happened (guide 11 to 13). */
public final class Webhooks {

    /**
     * An event that was raised.
     *
     * @param eventId the envelope's id
     * @param subscriptions how many subscriptions it goes to
     */
    public record Raised(UUID eventId, int subscriptions) {}

    private final VirtualClock clock;
    private final Deliveries deliveries;
    private final Map<UUID, Subscription> subscriptions = new LinkedHashMap<>();
    private final Map<UUID, Event> events = new LinkedHashMap<>();

    /** Starts without subscriptions. */
    public Webhooks(Vertx vertx, VirtualClock clock, Unknowns unknowns) {
        this.clock = clock;
        this.deliveries = new Deliveries(vertx, clock, unknowns);
    }

    /**
     * Raises an event: wraps it into an envelope and delivers it to every active subscription that wants it.
     *
     * @param name the event's name, for example {@code client.linked}
     * @param audience which subscriptions it is for
     * @param data the envelope's data
     * @param links the envelope's links, informational only
     */
    public void raise(String name, Audience audience, ObjectNode data, ObjectNode links) {
        raise(name, audience, Event.Occasion.REAL, data, links);
    }

    /**
     * Raises an event for a stated reason.
     *
     * @return the event's id and where it goes
     */
    public Raised raise(String name, Audience audience, Event.Occasion occasion, ObjectNode data, ObjectNode links) {
        UUID id = UUID.randomUUID();
        ObjectNode envelope = Json.object()
                .put("id", id.toString())
                .put("specVersion", "1.0")
                .put("event", name)
                .put("timestamp", Json.timestamp(clock.now()));
        envelope.set("data", data);
        envelope.set("links", links);
        Event event = new Event(id, name, audience, occasion, Json.bytes(envelope));
        events.put(id, event);
        return new Raised(id, deliver(event, Delivery.Persistence.RETRIED));
    }

    /**
     * Delivers an event once more: same id and bytes, a fresh signature, no retry.
     *
     * @return how many subscriptions it goes to; empty when no such event happened
     */
    public Optional<Integer> redeliver(UUID eventId) {
        return Optional.ofNullable(events.get(eventId)).map(event -> deliver(event, Delivery.Persistence.ONCE));
    }

    private int deliver(Event event, Delivery.Persistence persistence) {
        int count = 0;
        for (Subscription subscription : subscriptions.values()) {
            boolean wants = subscription.events.contains(event.name())
                    && event.audience().reaches(subscription);
            if (wants && subscription.isActive()) {
                deliveries.start(event, subscription, persistence);
                count++;
            } else if (wants) {
                deliveries.miss(event, subscription);
            }
        }
        return count;
    }

    void activate(Subscription subscription) {
        subscription.state = new Subscription.Active();
        deliveries.catchUp(subscription);
    }

    void add(Subscription subscription) {
        subscriptions.put(subscription.id, subscription);
    }

    Optional<Subscription> find(String id) {
        return Optional.ofNullable(subscriptions.get(UUID.fromString(id)));
    }

    void remove(Subscription subscription) {
        subscription.state = new Subscription.Paused();
        subscriptions.remove(subscription.id);
    }

    Collection<Subscription> all() {
        return subscriptions.values();
    }

    /** Forgets subscriptions, events and deliveries. */
    public void clear() {
        subscriptions.values().forEach(subscription -> subscription.state = new Subscription.Paused());
        subscriptions.clear();
        events.clear();
        deliveries.clear();
    }

    /** Returns how many attempts to deliver were made. */
    public long attemptsMade() {
        return deliveries.attemptsMade();
    }

    /** Returns every attempt to deliver, oldest first, as the control interface shows it; status 0 is no answer. */
    public ArrayNode attempts() {
        return deliveries.view();
    }
}
