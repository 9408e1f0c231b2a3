package dev.recoup.sandbox.contract;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Troubles that were ordered for coming calls, by operation. */
public final class Faults {

    /** A trouble. */
    public sealed interface Fault {}

    /**
     * Answer a status without having any effect.
     *
     * @param status HTTP status
     */
    public record Status(int status) implements Fault {}

    /**
     * Have the effect, but answer late.
     *
     * @param milliseconds how late, in real time
     */
    public record Latency(long milliseconds) implements Fault {}

    /** Have the effect and close the connection instead of answering. */
    public record LostAnswer() implements Fault {}

    /** Close the connection without any effect. */
    public record Drop() implements Fault {}

    private final Map<String, Deque<Fault>> ordered = new HashMap<>();

    /** Orders a trouble for the next {@code times} calls of an operation, named with or without its API's name. */
    public void order(String operation, int times, Fault fault) {
        Deque<Fault> queue = ordered.computeIfAbsent(operation, unused -> new ArrayDeque<>());
        for (int count = 0; count < times; count++) {
            queue.add(fault);
        }
    }

    /** Cancels whatever has not happened yet. */
    public void clear() {
        ordered.clear();
    }

    Optional<Fault> take(Operation operation) {
        return poll(operation.qualifiedId()).or(() -> poll(operation.id()));
    }

    private Optional<Fault> poll(String name) {
        return Optional.ofNullable(ordered.get(name)).map(Deque::poll);
    }
}
