package dev.recoup.sandbox.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Troubles that were ordered for what is to come: calls of the APIs, by operation, and deliveries of webhooks. */
public final class Faults {

    /** A trouble. */
    public sealed interface Fault {}

    /**
     * Answer a status without having any effect; for a delivery: take it as answered so without sending it.
     *
     * @param status HTTP status
     * @param body what is answered; empty for a usual body of that status
     */
    public record Status(int status, Optional<JsonNode> body) implements Fault {}

    /**
     * Have the effect, but answer late; for a delivery: send it late.
     *
     * @param milliseconds how late, in real time
     */
    public record Latency(long milliseconds) implements Fault {}

    /** Have the effect and close the connection instead of answering; for a delivery: take its answer as not come. */
    public record LostAnswer() implements Fault {}

    /**
     * Have the effect, then answer a status that says otherwise; for a delivery: take its answer as this one.
     *
     * @param status HTTP status
     */
    public record FailedAnswer(int status) implements Fault {}

    /** Close the connection without any effect; for a delivery: take the receiver as unreachable. */
    public record Drop() implements Fault {}

    /** Take the request twice and answer what the second one gave; for a delivery: send it twice at the same time. */
    public record Duplicate() implements Fault {}

    /**
     * Hold it back until all of them have come, then do the last first.
     *
     * @param backlog where they wait
     */
    public record Reorder(Backlog backlog) implements Fault {}

    /** Never answer, without any effect; for a delivery: never send it. */
    public record Silence() implements Fault {}

    /** How long a trouble lasts. */
    public sealed interface Extent {}

    /**
     * For the next so many.
     *
     * @param count how many
     */
    public record Times(int count) implements Extent {}

    /**
     * For whatever comes before a moment of virtual time.
     *
     * @param end when it is over
     */
    public record Until(Instant end) implements Extent {}

    private record Ordered(Extent extent, Fault fault) {}

    private final Supplier<Instant> now;
    private final Map<String, Deque<Ordered>> ordered = new HashMap<>();

    /** Starts without trouble; {@code now} tells the virtual time. */
    public Faults(Supplier<Instant> now) {
        this.now = now;
    }

    /**
     * Orders a trouble; what was ordered for the same name earlier comes first.
     *
     * @param name an operation, with or without its API's name; an API, for all its operations; {@code delivery},
     *     {@code delivery.} and an event's name, or {@code delivery.} and a subscription's id
     */
    public void order(String name, Extent extent, Fault fault) {
        ordered.computeIfAbsent(name, unused -> new ArrayDeque<>()).add(new Ordered(extent, fault));
    }

    /** Cancels whatever has not happened yet. */
    public void clear() {
        ordered.clear();
    }

    /** Takes the trouble that is next for the first of the names that has one. */
    public Optional<Fault> take(String... names) {
        if (ordered.isEmpty()) {
            return Optional.empty();
        }
        for (String name : names) {
            Optional<Fault> fault = poll(name);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private Optional<Fault> poll(String name) {
        Deque<Ordered> queue = ordered.getOrDefault(name, new ArrayDeque<>());
        while (!queue.isEmpty()) {
            Ordered next = queue.poll();
            switch (next.extent()) {
                case Times(int count) -> {
                    if (count > 1) {
                        queue.push(new Ordered(new Times(count - 1), next.fault()));
                    }
                    return Optional.of(next.fault());
                }
                case Until(Instant end) -> {
                    if (now.get().isBefore(end)) {
                        queue.push(next);
                        return Optional.of(next.fault());
                    }
                }
            }
        }
        ordered.remove(name);
        return Optional.empty();
    }
}
