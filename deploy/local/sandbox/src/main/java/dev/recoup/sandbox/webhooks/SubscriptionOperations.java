package dev.recoup.sandbox.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.contract.Answer;
import dev.recoup.sandbox.contract.ApiServer;
import dev.recoup.sandbox.contract.Call;
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
import java.util.Set;
import java.util.function.Function;

/** The Referral API's {@code /v1/Webhooks} operations (guide 11). */
public final class SubscriptionOperations {

    private static final Set<String> EVENT_NAMES = Set.of(
            "client.onboarding.poa_signed",
            "client.onboarding.contract_signed",
            "client.linked",
            "client.link_declined",
            "client.link_requested",
            "client.link_expired",
            "case.created",
            "case.updated",
            "case.closed",
            "cases.replay_failed");
    private static final Set<Integer> PORTS = Set.of(-1, 443, 8443);

    /** Which receiver addresses are taken. */
    public enum ReceiverRule {
        /** Debitura's: HTTPS on a public host, port 443 or 8443. */
        PUBLIC_ONLY,
        /** Also plain HTTP on this machine, any port. */
        PUBLIC_AND_LOOPBACK
    }

    private final Webhooks webhooks;
    private final VirtualClock clock;
    private final ReceiverRule receivers;
    private final SecureRandom random = new SecureRandom();

    /** Prepares the operations on {@code webhooks}. */
    public SubscriptionOperations(Webhooks webhooks, VirtualClock clock, ReceiverRule receivers) {
        this.webhooks = webhooks;
        this.clock = clock;
        this.receivers = receivers;
    }

    /** Adds the operations to the Referral API. */
    public void addTo(ApiServer referral) {
        referral.on("listWebhooks", call -> Answer.ok(Json.array(webhooks.all(), SubscriptionOperations::view)))
                .on("createWebhook", this::create)
                .on("getWebhook", call -> with(call, subscription -> Answer.ok(view(subscription))))
                .on("updateWebhook", call -> with(call, subscription -> update(subscription, call.body())))
                .on(
                        "deleteWebhook",
                        call -> with(call, subscription -> {
                            webhooks.remove(subscription);
                            return Answer.empty(204);
                        }));
    }

    private Answer with(Call call, Function<Subscription, Answer> action) {
        return webhooks.find(call.path("id")).map(action).orElseGet(() -> Answer.notFound("The webhook"));
    }

    private Answer create(Call call) {
        JsonNode body = call.body();
        List<String> events = texts(body.get("events"));
        Map<String, List<String>> errors = check(Optional.of(body.get("url").asText()), Optional.of(events));
        if (!errors.isEmpty()) {
            return Answer.fieldErrors(errors);
        }
        Subscription subscription =
                new Subscription(body.get("url").asText(), events, mode(body), newSecret(), clock.now());
        webhooks.add(subscription);
        return Answer.ok(view(subscription).put("secret", subscription.secret));
    }

    private Answer update(Subscription subscription, JsonNode body) {
        Optional<String> url = Json.text(body, "url");
        Optional<List<String>> events =
                body.path("events").isArray() ? Optional.of(texts(body.get("events"))) : Optional.empty();
        Map<String, List<String>> errors = check(url, events);
        if (!errors.isEmpty()) {
            return Answer.fieldErrors(errors);
        }
        url.ifPresent(value -> subscription.url = value);
        events.ifPresent(value -> subscription.events = value);
        if (body.path("isActive").isBoolean()) {
            if (body.get("isActive").asBoolean()) {
                webhooks.activate(subscription);
            } else {
                subscription.state = new Subscription.Paused();
            }
        }
        if (body.path("isTestMode").isBoolean()) {
            subscription.mode = mode(body);
        }
        subscription.updated = clock.now();
        ObjectNode view = view(subscription);
        if (body.path("regenerateSecret").asBoolean(false)) {
            subscription.rotate(newSecret(), clock.now());
            view.put("secret", subscription.secret);
        }
        return Answer.ok(view);
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
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        return Base64.getEncoder().encodeToString(secret);
    }

    private Map<String, List<String>> check(Optional<String> url, Optional<List<String>> events) {
        Map<String, List<String>> errors = new LinkedHashMap<>();
        url.filter(value -> !isAcceptable(URI.create(value)))
                .ifPresent(refused -> errors.put("Url", List.of("must be a public HTTPS address on port 443 or 8443")));
        events.filter(names -> names.isEmpty() || !EVENT_NAMES.containsAll(names))
                .ifPresent(refused -> errors.put("Events", List.of("must name at least one known event")));
        return errors;
    }

    private boolean isAcceptable(URI url) {
        String host = url.getHost();
        if (host == null) {
            return false;
        }
        boolean loopback = host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
        if (loopback) {
            return receivers == ReceiverRule.PUBLIC_AND_LOOPBACK;
        }
        boolean isPrivate = host.startsWith("10.")
                || host.startsWith("192.168.")
                || host.startsWith("169.254.")
                || host.matches("172\\.(1[6-9]|2[0-9]|3[01])\\..*");
        return url.getScheme().equals("https") && !isPrivate && PORTS.contains(url.getPort());
    }

    private static ObjectNode view(Subscription subscription) {
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
