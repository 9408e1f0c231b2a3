package dev.recoup.sandbox.contract;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** Work that is held back until enough of it has come, and then done last first, one piece after the other. */
public final class Backlog {

    private final int size;
    private final long patienceMilliseconds;
    private final Deque<Supplier<Future<?>>> held = new ArrayDeque<>();
    private int seen;

    /**
     * Starts empty.
     *
     * @param size how many pieces make it full
     * @param patienceMilliseconds after how much real time it is let go though it is not full
     */
    public Backlog(int size, long patienceMilliseconds) {
        this.size = size;
        this.patienceMilliseconds = patienceMilliseconds;
    }

    /** Takes a piece of work. */
    public void hold(Vertx vertx, Supplier<Future<?>> work) {
        held.push(work);
        if (held.size() == 1) {
            vertx.setTimer(patienceMilliseconds, unused -> doNext());
        }
        if (++seen == size) {
            doNext();
        }
    }

    private void doNext() {
        Supplier<Future<?>> next = held.poll();
        if (next != null) {
            next.get().onComplete(done -> doNext());
        }
    }
}
