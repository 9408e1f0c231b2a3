package dev.recoup.sandbox.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A webhook subscription and the deliveries that wait for a free connection to it. */
final class Subscription {

    private static final Duration LINGERING = Duration.ofHours(1);

    enum Mode {
        LIVE,
        TEST
    }

    /** Whether deliveries are made. */
    sealed interface State {}

    record Active() implements State {}

    record Paused() implements State {}

    record Disabled(String reason) implements State {}

    final UUID id = UUID.randomUUID();
    final Subscriber subscriber;
    final Instant created;
    final Deque<Delivery> queue = new ArrayDeque<>();
    String url;
    List<String> events;
    Mode mode;
    State state = new Active();
    Instant updated;
    final List<Dispatch> missed = new ArrayList<>();
    String secret;
    String formerSecret;
    Instant rotated;
    int inFlight;
    int failuresInARow;

    Subscription(Subscriber subscriber, String url, List<String> events, Mode mode, String secret, Instant created) {
        this.subscriber = subscriber;
        this.url = url;
        this.events = events;
        this.mode = mode;
        this.secret = secret;
        this.formerSecret = secret;
        this.rotated = created;
        this.created = created;
        this.updated = created;
    }

    void rotate(String next, Instant now) {
        formerSecret = secret;
        secret = next;
        rotated = now;
    }

    /** Returns the secret of before the last rotation until an hour after it. */
    String lingeringSecret(Instant now) {
        return now.isBefore(rotated.plus(LINGERING)) ? formerSecret : secret;
    }

    boolean wants(String event, Event.Occasion occasion, Audience audience) {
        boolean asked = occasion == Event.Occasion.UNASKED || events.contains(event);
        return asked && audience.reaches(this);
    }

    boolean isActive() {
        return state instanceof Active;
    }

    Optional<String> disabledReason() {
        return switch (state) {
            case Active() -> Optional.empty();
            case Paused() -> Optional.empty();
            case Disabled(String reason) -> Optional.of(reason);
        };
    }
}
