package dev.recoup.sandbox.webhooks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.time.VirtualClock;
import dev.recoup.sandbox.unknowns.Unknown;
import dev.recoup.sandbox.unknowns.Unknowns;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Brings events to subscriptions: signed, retried on the documented schedule, given up with the documented reasons
 * (guide 13).
 *
 * <p>Waiting happens in virtual time. A signature carries the machine's real time, because its age is judged by a
 * receiver whose clock the sandbox does not move.
 */
final class Deliveries {

    private static final List<Duration> WAIT_AFTER_FAILURE = List.of(
            Duration.ofSeconds(60),
            Duration.ofSeconds(120),
            Duration.ofSeconds(240),
            Duration.ofSeconds(480),
            Duration.ofSeconds(960),
            Duration.ofSeconds(1800),
            Duration.ofSeconds(1800));
    private static final double JITTER = 0.1;
    private static final long ANSWER_WITHIN_MILLISECONDS = 10_000;
    private static final int CONCURRENT_PER_SUBSCRIPTION = 32;
    private static final int FAILURES_TO_DISABLE = 8;
    private static final int LONGEST_DETOUR_MILLISECONDS = 250;
    private static final int NO_ANSWER = 0;
    private static final int GONE = 410;

    private record Attempted(UUID eventId, String event, UUID subscriptionId, int attempt, int status, Instant at) {}

    private final VirtualClock clock;
    private final Unknowns unknowns;
    private final HttpClient http;
    private final Random random = new Random();
    private List<Attempted> log = new ArrayList<>();

    Deliveries(Vertx vertx, VirtualClock clock, Unknowns unknowns) {
        this.clock = clock;
        this.unknowns = unknowns;
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) ANSWER_WITHIN_MILLISECONDS)
                .setKeepAliveTimeout(5)
                .setMaxPoolSize(2 * CONCURRENT_PER_SUBSCRIPTION));
    }

    void start(Event event, Subscription subscription, Delivery.Persistence persistence) {
        Delivery first =
                Delivery.first(event, subscription, 1 + attemptsSoFar(event, persistence), clock.now(), persistence);
        unknowns.<Consumer<Delivery>>choose(Unknown.DELIVERY_ORDER, this::enqueue, this::enqueueByADetour)
                .accept(first);
    }

    private void enqueueByADetour(Delivery delivery) {
        clock.at(clock.now().plusMillis(random.nextInt(LONGEST_DETOUR_MILLISECONDS)), () -> enqueue(delivery));
    }

    private int attemptsSoFar(Event event, Delivery.Persistence persistence) {
        return switch (persistence) {
            case RETRIED -> 0;
            case ONCE ->
                (int) log.stream()
                        .filter(attempted -> attempted.eventId().equals(event.id()))
                        .count();
        };
    }

    private void enqueue(Delivery delivery) {
        Subscription subscription = delivery.subscription();
        if (!subscription.isActive()) {
            miss(delivery);
            return;
        }
        if (subscription.inFlight >= CONCURRENT_PER_SUBSCRIPTION) {
            subscription.queue.add(delivery);
        } else {
            send(delivery);
        }
    }

    private void send(Delivery delivery) {
        Subscription subscription = delivery.subscription();
        Event event = delivery.event();
        List<Attempted> presentLog = log;
        subscription.inFlight++;
        Instant signedAt = unknowns.choose(Unknown.RETRY_SIGNATURE, Instant.now(), clock.real(delivery.begun()));
        String secret = unknowns.choose(
                Unknown.SECRET_ROTATION, subscription.secret, subscription.lingeringSecret(clock.now()));
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(subscription.url)
                .setTimeout(ANSWER_WITHIN_MILLISECONDS)
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .putHeader("X-Debitura-Signature", Signature.of(secret, signedAt, event.body()))
                .putHeader("X-Debitura-Timestamp", Long.toString(signedAt.getEpochSecond()))
                .putHeader("X-Debitura-Event", event.name());
        if (event.occasion() == Event.Occasion.TEST) {
            options.putHeader("X-Debitura-Test", "true");
        }
        http.request(options)
                .compose((HttpClientRequest request) -> request.send(Buffer.buffer(event.body())))
                .compose(response -> response.body().map(response.statusCode()))
                .otherwise(NO_ANSWER)
                .onSuccess(status -> settle(delivery, status, presentLog));
    }

    private void settle(Delivery delivery, int status, List<Attempted> logAtSending) {
        Subscription subscription = delivery.subscription();
        Event event = delivery.event();
        subscription.inFlight--;
        logAtSending.add(
                new Attempted(event.id(), event.name(), subscription.id, delivery.attempt(), status, clock.now()));
        if (status < 200 || status > 299) {
            fail(delivery, status);
        } else {
            subscription.failuresInARow = 0;
        }
        if (!subscription.isActive()) {
            missQueue(subscription);
        } else if (!subscription.queue.isEmpty()) {
            send(subscription.queue.poll());
        }
    }

    private void fail(Delivery delivery, int status) {
        Subscription subscription = delivery.subscription();
        if (status == GONE) {
            disable(subscription, "Endpoint returned 410 Gone");
            return;
        }
        if (delivery.persistence() == Delivery.Persistence.ONCE) {
            return;
        }
        subscription.failuresInARow++;
        boolean exhausted = unknowns.choose(
                Unknown.FAILURES_COUNTED,
                delivery.attempt() > WAIT_AFTER_FAILURE.size(),
                subscription.failuresInARow >= FAILURES_TO_DISABLE);
        if (exhausted) {
            disable(subscription, "Exceeded maximum retry attempts (8 failures)");
            return;
        }
        Duration wait = WAIT_AFTER_FAILURE.get(delivery.attempt() - 1);
        double stretch = 1 + JITTER * (2 * random.nextDouble() - 1);
        Instant due = delivery.due().plusMillis((long) (wait.toMillis() * stretch));
        clock.at(due, () -> enqueue(delivery.next(due)));
    }

    private void disable(Subscription subscription, String reason) {
        subscription.state = new Subscription.Disabled(reason);
        subscription.updated = clock.now();
        subscription.failuresInARow = 0;
        missQueue(subscription);
    }

    private void missQueue(Subscription subscription) {
        subscription.queue.forEach(this::miss);
        subscription.queue.clear();
    }

    private void miss(Delivery delivery) {
        miss(delivery.event(), delivery.subscription());
    }

    /** Notes an event that a subscription does not hear of because it is off. */
    void miss(Event event, Subscription subscription) {
        switch (unknowns.of(Unknown.EVENTS_WHILE_DISABLED)) {
            case A -> {
                // lost for good
            }
            case B -> subscription.missed.add(event);
        }
    }

    /** Delivers what a subscription has missed, now that it is on again. */
    void catchUp(Subscription subscription) {
        List<Event> missed = List.copyOf(subscription.missed);
        subscription.missed.clear();
        missed.forEach(event -> start(event, subscription, Delivery.Persistence.RETRIED));
    }

    /** Starts a new log; what is on its way still ends in the old one, which nobody reads. */
    void clear() {
        log = new ArrayList<>();
    }

    long attemptsMade() {
        return log.size();
    }

    ArrayNode view() {
        return Json.array(log, attempted -> Json.object()
                .put("eventId", attempted.eventId().toString())
                .put("event", attempted.event())
                .put("subscriptionId", attempted.subscriptionId().toString())
                .put("attempt", attempted.attempt())
                .put("status", attempted.status())
                .put("at", Json.timestamp(attempted.at())));
    }
}
