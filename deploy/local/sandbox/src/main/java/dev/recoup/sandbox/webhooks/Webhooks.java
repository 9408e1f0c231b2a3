package dev.recoup.sandbox.webhooks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.contract.Faults;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.time.VirtualClock;
import dev.recoup.sandbox.unknowns.Unknown;
import dev.recoup.sandbox.unknowns.Unknowns;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Everybody's webhook subscriptions and what was sent to them (guide 11 to 13). */
public final class Webhooks {

    /**
     * An event that was raised.
     *
     * @param eventId the envelope's id
     * @param subscriptions how many subscriptions it goes to
     */
    public record Raised(UUID eventId, int subscriptions) {}

    private record Told(Subscriber subscriber, Event event, List<Dispatch> sent) {}

    private static final Subscriber PARTNER = new Subscriber.Partner();
    private static final int KEPT_EVENTS = 50_000;
    private static final String LINKS_HOST = "links.debitura.example";

    private final VirtualClock clock;
    private final Deliveries deliveries;
    private final Unknowns unknowns;
    private final Set<Subscriber> deaf = new HashSet<>();
    private final DeliveryLog creditorsLog = new DeliveryLog();
    private final Map<Subscriber, Map<UUID, Subscription>> subscriptions = new HashMap<>();
    private final Map<UUID, Told> told = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Told> eldest) {
            return size() > KEPT_EVENTS;
        }
    };

    /**
     * Starts without subscriptions.
     *
     * @param answerWithin how long a receiver may take, in real time
     */
    public Webhooks(Vertx vertx, VirtualClock clock, Faults faults, Unknowns unknowns, Duration answerWithin) {
        this.clock = clock;
        this.unknowns = unknowns;
        this.deliveries = new Deliveries(vertx, clock, new Sender(vertx, answerWithin), faults, unknowns);
    }

    /**
     * Raises an event for the partner: wraps it into an envelope and delivers it to every active subscription that
     * wants it.
     *
     * @param name the event's name, for example {@code client.linked}
     * @param audience which subscriptions it is for
     * @param data the envelope's data
     * @param links the envelope's links, informational only
     */
    public void raise(String name, Audience audience, ObjectNode data, ObjectNode links) {
        raise(PARTNER, new News(name, audience, Event.Occasion.REAL, Optional.empty(), data, links));
    }

    /** Tells whether somebody would be sent news; active or not. */
    public boolean hasSubscriptions(Subscriber subscriber) {
        return subscriptions.containsKey(subscriber);
    }

    /**
     * Raises an event.
     *
     * @return the event's id and where it goes
     */
    public Raised raise(Subscriber subscriber, News news) {
        return raise(subscriber, all(subscriber), news);
    }

    /**
     * Raises an event for one subscription only, if it wants it.
     *
     * @return the event's id and where it goes
     * @throws IllegalArgumentException when the subscriber has no such subscription, or not in test mode
     */
    public Raised raise(Subscriber subscriber, UUID subscriptionId, News news) {
        Subscription only = find(subscriber, subscriptionId)
                .filter(found -> found.mode == Subscription.Mode.TEST)
                .orElseThrow(() -> new IllegalArgumentException("No such subscription in test mode"));
        return raise(subscriber, List.of(only), news);
    }

    /** Does something of which the partner's subscriptions do not hear. */
    public void withoutPartner(Runnable action) {
        deaf.add(PARTNER);
        try {
            action.run();
        } finally {
            deaf.clear();
        }
    }

    private Raised raise(Subscriber subscriber, Collection<Subscription> candidates, News news) {
        List<Subscription> wanting = candidates.stream()
                .filter(candidate -> !deaf.contains(subscriber))
                .filter(candidate -> candidate.wants(news.name(), news.occasion(), news.audience()))
                .toList();
        if (wanting.isEmpty()) {
            return new Raised(UUID.randomUUID(), 0);
        }
        Event event = event(subscriber, news);
        List<Dispatch> sent = new ArrayList<>();
        for (Subscription subscription : wanting) {
            Dispatch dispatch = new Dispatch(event, subscription);
            if (subscription.isActive()) {
                sent.add(dispatch);
            } else {
                deliveries.miss(dispatch);
            }
        }
        told.put(event.id(), new Told(subscriber, event, sent));
        switch (subscriber) {
            case Subscriber.Partner() -> {
                // the Referral API has no delivery log
            }
            case Subscriber.Creditor creditor -> sent.forEach(creditorsLog::add);
        }
        sent.forEach(dispatch -> deliveries.start(dispatch, Delivery.Marking.PLAIN));
        return new Raised(event.id(), sent.size());
    }

    /** Addresses as envelopes show them: on a host that is not the API's (guide 12.1). */
    private static ObjectNode links(News news) {
        ObjectNode links = Json.object();
        news.links()
                .properties()
                .forEach(
                        link -> links.put(link.getKey(), address(link.getValue().asText())));
        return links;
    }

    private static String address(String path) {
        try {
            return new URI("https", LINKS_HOST, path, null).toASCIIString();
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException("No path: " + path, malformed);
        }
    }

    private Event event(Subscriber subscriber, News news) {
        UUID id = UUID.randomUUID();
        Instant now = clock.now();
        ObjectNode envelope = opening(subscriber, id).put("event", news.name()).put("timestamp", Json.timestamp(now));
        envelope.set("data", news.data());
        envelope.set("links", links(news));
        return new Event(id, news.name(), news.audience(), news.occasion(), news.caseId(), now, Json.bytes(envelope));
    }

    private ObjectNode opening(Subscriber subscriber, UUID id) {
        ObjectNode current = Json.object().put("id", id.toString()).put("specVersion", "1.0");
        return switch (subscriber) {
            case Subscriber.Partner() -> current;
            case Subscriber.Creditor creditor ->
                unknowns.choose(
                        Unknown.CREDITOR_ENVELOPE,
                        current,
                        Json.object().put("id", "evt_" + id.toString().replace("-", "")));
        };
    }

    /**
     * Delivers an event once more to every active subscription that wants it: same id and bytes, a fresh signature, no
     * retry.
     *
     * @return how many subscriptions it goes to; empty when no such event was sent
     */
    public Optional<Integer> redeliver(UUID eventId) {
        return Optional.ofNullable(told.get(eventId)).map(this::redeliver);
    }

    private int redeliver(Told again) {
        Event event = again.event();
        List<Dispatch> wanted = all(again.subscriber()).stream()
                .filter(Subscription::isActive)
                .filter(subscription -> subscription.wants(event.name(), event.occasion(), event.audience()))
                .map(subscription -> again.sent().stream()
                        .filter(dispatch -> dispatch.subscription == subscription)
                        .findFirst()
                        .orElseGet(() -> new Dispatch(event, subscription)))
                .toList();
        wanted.forEach(deliveries::repeat);
        return wanted.size();
    }

    /** Queues a recorded event for its subscription as a new first attempt, marked as a replay. */
    void replay(Dispatch dispatch) {
        deliveries.start(dispatch, Delivery.Marking.REPLAY);
    }

    /** Sends made-up news to a subscription now, whatever its state. */
    Future<Probe> probe(Subscription subscription, News news) {
        Event event = event(subscription.subscriber, news);
        return deliveries.probe(event, subscription).map(outcome -> new Probe(event, outcome));
    }

    /** What was sent, and how that ended. */
    record Probe(Event event, Outcome outcome) {}

    DeliveryLog creditorsLog() {
        return creditorsLog;
    }

    void activate(Subscription subscription) {
        subscription.state = new Subscription.Active();
        deliveries.catchUp(subscription);
    }

    void add(Subscription subscription) {
        subscriptions
                .computeIfAbsent(subscription.subscriber, unused -> new LinkedHashMap<>())
                .put(subscription.id, subscription);
    }

    Optional<Subscription> find(Subscriber subscriber, UUID id) {
        return Optional.ofNullable(
                subscriptions.getOrDefault(subscriber, Map.of()).get(id));
    }

    void remove(Subscription subscription) {
        subscription.state = new Subscription.Paused();
        creditorsLog.forget(subscription);
        subscriptions.computeIfPresent(subscription.subscriber, (unused, own) -> {
            own.remove(subscription.id);
            return own.isEmpty() ? null : own;
        });
    }

    Collection<Subscription> all(Subscriber subscriber) {
        return subscriptions.getOrDefault(subscriber, Map.of()).values();
    }

    /** Forgets subscriptions, events and deliveries. */
    public void clear() {
        subscriptions.values().stream()
                .flatMap(own -> own.values().stream())
                .forEach(subscription -> subscription.state = new Subscription.Paused());
        subscriptions.clear();
        told.clear();
        creditorsLog.clear();
        deliveries.clear();
    }

    /** Returns how many attempts to deliver were made. */
    public long attemptsMade() {
        return deliveries.attemptsMade();
    }

    /** Returns the newest attempts to deliver, oldest first, as the control interface shows it; status 0 is no answer. */
    public ArrayNode attempts() {
        return deliveries.view();
    }
}
