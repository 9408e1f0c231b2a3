package dev.recoup.sandbox.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.contract.Answer;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.time.VirtualClock;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What both APIs do alike with subscriptions: check, make, change and show them (guide 11). */
final class SubscriptionDesk {

    private static final int SECRET_BYTES = 32;

    private final Webhooks webhooks;
    private final VirtualClock clock;
    private final ReceiverRule receivers;
    private final SecureRandom random = new SecureRandom();

    SubscriptionDesk(Webhooks webhooks, VirtualClock clock, ReceiverRule receivers) {
        this.webhooks = webhooks;
        this.clock = clock;
        this.receivers = receivers;
    }

    /** Makes a subscription and answers with its secret, or with what is wrong with it. */
    Answer create(Subscriber subscriber, JsonNode body, int status) {
        List<String> events = texts(body.get("events"));
        String url = body.get("url").asText();
        Map<String, List<String>> errors = check(subscriber, Optional.of(url), Optional.of(events));
        if (!errors.isEmpty()) {
            return Answer.fieldErrors(errors);
        }
        Subscription created = new Subscription(subscriber, url, events, mode(body), newSecret(), clock.now());
        webhooks.add(created);
        return Answer.of(status, view(created).put("secret", created.secret));
    }

    /** Changes what the body names; the secret is shown if it is a new one. */
    Answer update(Subscription subscription, JsonNode body) {
        Optional<String> url = Json.text(body, "url");
        Optional<List<String>> events =
                body.path("events").isArray() ? Optional.of(texts(body.get("events"))) : Optional.empty();
        Map<String, List<String>> errors = check(subscription.subscriber, url, events);
        if (!errors.isEmpty()) {
            return Answer.fieldErrors(errors);
        }
        url.ifPresent(value -> subscription.url = value);
        events.ifPresent(value -> subscription.events = value);
        if (body.path("isTestMode").isBoolean()) {
            subscription.mode = mode(body);
        }
        if (body.path("isActive").isBoolean()) {
            turn(subscription, body.get("isActive").asBoolean());
        }
        subscription.updated = clock.now();
        ObjectNode view = view(subscription);
        if (body.path("regenerateSecret").asBoolean(false)) {
            subscription.rotate(newSecret(), clock.now());
            view.put("secret", subscription.secret);
        }
        return Answer.ok(view);
    }

    private void turn(Subscription subscription, boolean on) {
        if (on) {
            webhooks.activate(subscription);
        } else {
            subscription.state = new Subscription.Paused();
        }
    }

    private static Subscription.Mode mode(JsonNode body) {
        return body.path("isTestMode").asBoolean(false) ? Subscription.Mode.TEST : Subscription.Mode.LIVE;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private String newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return Base64.getEncoder().encodeToString(secret);
    }

    private Map<String, List<String>> check(
            Subscriber subscriber, Optional<String> url, Optional<List<String>> events) {
        Map<String, List<String>> errors = new LinkedHashMap<>();
        url.filter(value -> !receivers.accepts(URI.create(value)))
                .ifPresent(refused -> errors.put("Url", List.of("must be a public HTTPS address on port 443 or 8443")));
        events.filter(names -> names.isEmpty() || !subscriber.eventNames().containsAll(names))
                .ifPresent(refused -> errors.put("Events", List.of("must name at least one known event")));
        return errors;
    }

    static ObjectNode view(Subscription subscription) {
        ObjectNode view = Json.object().put("id", subscription.id.toString()).put("url", subscription.url);
        view.set("events", Json.texts(subscription.events));
        return view.put("isActive", subscription.isActive())
                .put("createdUtc", Json.timestamp(subscription.created))
                .put("updatedUtc", Json.timestamp(subscription.updated))
                .put("disabledReason", subscription.disabledReason().orElse(null))
                .putNull("secret")
                .put("isTestMode", subscription.mode == Subscription.Mode.TEST);
    }
}
