package dev.recoup.sandbox.webhooks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.recoup.sandbox.contract.Backlog;
import dev.recoup.sandbox.contract.Faults;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.time.VirtualClock;
import dev.recoup.sandbox.unknowns.Unknown;
import dev.recoup.sandbox.unknowns.Unknowns;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Brings events to subscriptions: retried on the documented schedule, given up with the documented reasons (guide 13).
 *
 * <p>Waiting happens in virtual time.
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
    private static final int CONCURRENT_PER_SUBSCRIPTION = 32;
    private static final int FAILURES_TO_DISABLE = 8;
    private static final int LONGEST_DETOUR_MILLISECONDS = 250;
    private static final int NO_ANSWER = 0;
    private static final int KEPT_ATTEMPTS = 200_000;

    private record Attempted(UUID eventId, String event, UUID subscriptionId, int attempt, int status, Instant at) {}

    private final Vertx vertx;
    private final VirtualClock clock;
    private final Sender sender;
    private final Faults faults;
    private final Unknowns unknowns;
    private final Random random = new Random();
    private Deque<Attempted> log = new ArrayDeque<>();
    private long made;

    Deliveries(Vertx vertx, VirtualClock clock, Sender sender, Faults faults, Unknowns unknowns) {
        this.vertx = vertx;
        this.clock = clock;
        this.sender = sender;
        this.faults = faults;
        this.unknowns = unknowns;
    }

    /** Makes the first attempt. */
    void start(Dispatch dispatch, Delivery.Marking marking) {
        Delivery first = Delivery.first(dispatch, clock.now(), marking);
        unknowns.<Consumer<Delivery>>choose(Unknown.DELIVERY_ORDER, this::attempt, this::attemptByADetour)
                .accept(first);
    }

    private void attemptByADetour(Delivery delivery) {
        clock.at(clock.now().plusMillis(random.nextInt(LONGEST_DETOUR_MILLISECONDS)), () -> attempt(delivery));
    }

    /** Makes one more attempt, and no other whatever comes of it. */
    void repeat(Dispatch dispatch) {
        Instant now = clock.now();
        attempt(new Delivery(
                dispatch, dispatch.attempts + 1, now, now, Delivery.Persistence.ONCE, Delivery.Marking.PLAIN));
    }

    private void attempt(Delivery delivery) {
        if (!delivery.subscription().isActive()) {
            miss(delivery.dispatch());
            return;
        }
        Optional<Faults.Fault> fault = faults.take(
                "delivery." + delivery.event().name(), "delivery." + delivery.subscription().id, "delivery");
        if (fault.isEmpty()) {
            lineUp(delivery);
            return;
        }
        switch (fault.get()) {
            case Faults.Status(int status, var unsent) -> settle(delivery, new Outcome.Answered(status), log);
            case Faults.Latency(long milliseconds) -> vertx.setTimer(milliseconds, unused -> lineUp(delivery));
            case Faults.LostAnswer() -> post(delivery, lost -> new Outcome.Unanswered(Outcome.Trouble.TIMEOUT));
            case Faults.FailedAnswer(int status) -> post(delivery, denied -> new Outcome.Answered(status));
            case Faults.Drop() -> settle(delivery, new Outcome.Unanswered(Outcome.Trouble.UNREACHABLE), log);
            case Faults.Duplicate() -> {
                post(delivery, UnaryOperator.identity());
                post(delivery.twin(), UnaryOperator.identity());
            }
            case Faults.Reorder(Backlog backlog) -> backlog.hold(vertx, () -> postIfOn(delivery));
            case Faults.Silence() -> {
                // the event is lost for this subscription, which stays as it is
            }
        }
    }

    private Future<?> postIfOn(Delivery delivery) {
        if (delivery.subscription().isActive()) {
            return post(delivery, UnaryOperator.identity());
        }
        miss(delivery.dispatch());
        return Future.succeededFuture();
    }

    private void lineUp(Delivery delivery) {
        Subscription subscription = delivery.subscription();
        if (!subscription.isActive()) {
            miss(delivery.dispatch());
            return;
        }
        if (subscription.inFlight >= CONCURRENT_PER_SUBSCRIPTION) {
            subscription.queue.add(delivery);
        } else {
            post(delivery, UnaryOperator.identity());
        }
    }

    private Future<Outcome> post(Delivery delivery, UnaryOperator<Outcome> seenAs) {
        Subscription subscription = delivery.subscription();
        Deque<Attempted> presentLog = log;
        subscription.inFlight++;
        return sender.send(delivery.event(), subscription, marks(delivery)).onSuccess(outcome -> {
            subscription.inFlight--;
            settle(delivery, seenAs.apply(outcome), presentLog);
            goOn(subscription);
        });
    }

    private Sender.Marks marks(Delivery delivery) {
        Instant now = clock.now();
        Instant signedAt = unknowns.choose(Unknown.RETRY_SIGNATURE, Instant.now(), clock.real(delivery.begun()));
        Subscription subscription = delivery.subscription();
        String secret =
                unknowns.choose(Unknown.SECRET_ROTATION, subscription.secret, subscription.lingeringSecret(now));
        return new Sender.Marks(signedAt, secret, delivery.marking());
    }

    private void goOn(Subscription subscription) {
        if (!subscription.isActive()) {
            missQueue(subscription);
        } else if (!subscription.queue.isEmpty() && subscription.inFlight < CONCURRENT_PER_SUBSCRIPTION) {
            post(subscription.queue.poll(), UnaryOperator.identity());
        }
    }

    private void settle(Delivery delivery, Outcome outcome, Deque<Attempted> logAtSending) {
        delivery.dispatch().settle(outcome, clock.now());
        note(delivery.event(), delivery.subscription(), delivery.attempt(), outcome, logAtSending);
        if (outcome.isSuccess()) {
            delivery.subscription().failuresInARow = 0;
        } else {
            fail(delivery, outcome);
        }
    }

    private void note(
            Event event, Subscription subscription, int attempt, Outcome outcome, Deque<Attempted> logAtSending) {
        if (logAtSending.size() == KEPT_ATTEMPTS) {
            logAtSending.poll();
        }
        if (logAtSending == log) {
            made++;
        }
        int status = outcome.answer().orElse(NO_ANSWER);
        logAtSending.add(new Attempted(event.id(), event.name(), subscription.id, attempt, status, clock.now()));
    }

    /** Sends an event outside the schedule: to a subscription in whatever state, and without consequences for it. */
    Future<Outcome> probe(Event event, Subscription subscription) {
        Deque<Attempted> presentLog = log;
        Sender.Marks marks = new Sender.Marks(Instant.now(), subscription.secret, Delivery.Marking.PLAIN);
        return sender.send(event, subscription, marks)
                .onSuccess(outcome -> note(event, subscription, 1, outcome, presentLog));
    }

    private void fail(Delivery delivery, Outcome outcome) {
        Subscription subscription = delivery.subscription();
        if (outcome.equals(new Outcome.Answered(Outcome.GONE))) {
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
        clock.at(due, () -> attempt(delivery.next(due)));
    }

    private void disable(Subscription subscription, String reason) {
        subscription.state = new Subscription.Disabled(reason);
        subscription.updated = clock.now();
        subscription.failuresInARow = 0;
        missQueue(subscription);
    }

    private void missQueue(Subscription subscription) {
        subscription.queue.forEach(delivery -> miss(delivery.dispatch()));
        subscription.queue.clear();
    }

    /** Notes an event that a subscription does not hear of because it is off. */
    void miss(Dispatch dispatch) {
        switch (unknowns.of(Unknown.EVENTS_WHILE_DISABLED)) {
            case A -> {
                // lost for good
            }
            case B -> dispatch.subscription.missed.add(dispatch);
        }
    }

    /** Delivers what a subscription has missed, now that it is on again. */
    void catchUp(Subscription subscription) {
        List<Dispatch> missed = List.copyOf(subscription.missed);
        subscription.missed.clear();
        missed.forEach(dispatch -> start(dispatch, Delivery.Marking.PLAIN));
    }

    /** Starts a new log; what is on its way still ends in the old one, which nobody reads. */
    void clear() {
        log = new ArrayDeque<>();
        made = 0;
    }

    long attemptsMade() {
        return made;
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
