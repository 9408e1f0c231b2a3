package dev.recoup.sandbox.time;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** The sandbox's time: real time plus whatever was skipped, and the work that waits for a moment in it. */
public final class VirtualClock {

    private record Due(Instant at, long number, Runnable work) {}

    private final Vertx vertx;
    private final PriorityQueue<Due> waiting =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::number));
    private Duration skipped = Duration.ZERO;
    private long numbers;
    private long timer = -1;

    /** Starts at real time; waits with timers of {@code vertx}. */
    public VirtualClock(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Returns the present moment. */
    public Instant now() {
        return Instant.now().plus(skipped);
    }

    /** Returns what the machine's own clock shows, or showed, when the sandbox's time is {@code moment}. */
    public Instant real(Instant moment) {
        return moment.minus(skipped);
    }

    /** Skips time and starts, in order, whatever falls due by it; time never goes back. */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("Time does not go back");
        }
        skipped = skipped.plus(duration);
        runDue();
    }

    /** Has {@code work} run on the sandbox's event loop at a moment; a moment in the past means as soon as possible. */
    public void at(Instant moment, Runnable work) {
        waiting.add(new Due(moment, numbers++, work));
        arm();
    }

    /** Forgets what waits and returns to real time. */
    public void reset() {
        waiting.clear();
        skipped = Duration.ZERO;
        arm();
    }

    private void runDue() {
        while (!waiting.isEmpty() && !waiting.peek().at().isAfter(now())) {
            waiting.poll().work().run();
        }
        arm();
    }

    private void arm() {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
            timer = -1;
        }
        if (!waiting.isEmpty()) {
            long wait = Duration.between(now(), waiting.peek().at()).toMillis();
            timer = vertx.setTimer(Math.clamp(wait, 1, Integer.MAX_VALUE), unused -> {
                timer = -1;
                runDue();
            });
        }
    }
}
