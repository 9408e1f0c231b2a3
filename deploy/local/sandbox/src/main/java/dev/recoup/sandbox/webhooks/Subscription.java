package dev.recoup.sandbox.webhooks;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A webhook subscription and the deliveries that wait for a free connection to it. */
final class Subscription {

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
    final Instant created;
    final Deque<Delivery> queue = new ArrayDeque<>();
    String url;
    List<String> events;
    Mode mode;
    State state = new Active();
    Instant updated;
    String secret;
    int inFlight;

    Subscription(String url, List<String> events, Mode mode, String secret, Instant created) {
        this.url = url;
        this.events = events;
        this.mode = mode;
        this.secret = secret;
        this.created = created;
        this.updated = created;
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
