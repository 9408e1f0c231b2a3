package dev.recoup.ingest.receive;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The deliveries that wait for a lane, in the order of their arrival. */
final class CommitQueue {

    /** What a group's bodies may have together; a larger body is a group of its own. */
    private static final int LARGEST_GROUP_BYTES = 4 * 1024 * 1024;

    private final int largestGroup;
    private final long paceNanos;
    private final ArrayDeque<WaitingDelivery> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition somebodyCame = lock.newCondition();
    private final Condition itsTime = lock.newCondition();
    private long lastTaken;
    private boolean pacing;
    private boolean closed;

    /**
     * Prepares a queue.
     *
     * @param largestGroup how many deliveries a group holds at the most
     * @param pace the shortest time between two groups; who comes later than that after the last one waits for nothing
     */
    CommitQueue(int largestGroup, Duration pace) {
        this.largestGroup = largestGroup;
        this.paceNanos = pace.toNanos();
        this.lastTaken = System.nanoTime() - paceNanos;
    }

    /** Adds a delivery; says no once the queue is closed. */
    boolean add(WaitingDelivery delivery) {
        lock.lock();
        try {
            if (!closed) {
                waiting.add(delivery);
                if (!pacing) {
                    somebodyCame.signal();
                } else if (waiting.size() == largestGroup) {
                    itsTime.signal();
                }
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for deliveries and takes all there are, up to the largest group, which is bounded in number and in bytes;
     * empty once closed and drained.
     */
    List<WaitingDelivery> next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            List<WaitingDelivery> group = new ArrayList<>();
            while (group.isEmpty() && !(closed && waiting.isEmpty())) {
                awaitSomebody();
                keepPace();
                take(group);
            }
            return group;
        } finally {
            lock.unlock();
        }
    }

    private void awaitSomebody() throws InterruptedException {
        while ((waiting.isEmpty() || pacing) && !closed) {
            somebodyCame.await();
        }
    }

    /** One lane waits for the time of the next group; the others wait for deliveries that it leaves. */
    private void keepPace() throws InterruptedException {
        pacing = true;
        try {
            long rest = lastTaken + paceNanos - System.nanoTime();
            while (rest > 0 && waiting.size() < largestGroup && !closed) {
                rest = itsTime.awaitNanos(rest);
            }
        } finally {
            pacing = false;
        }
    }

    private void take(List<WaitingDelivery> group) {
        int bytes = 0;
        while (!waiting.isEmpty() && group.size() < largestGroup) {
            bytes += waiting.peek().arrival().body().length;
            if (!group.isEmpty() && bytes > LARGEST_GROUP_BYTES) {
                break;
            }
            group.add(waiting.poll());
        }
        lastTaken = System.nanoTime();
        if (!waiting.isEmpty()) {
            somebodyCame.signal();
        }
    }

    /** Takes out those that have waited too long. */
    List<WaitingDelivery> overdue(Duration longestWait) {
        lock.lock();
        try {
            List<WaitingDelivery> overdue = new ArrayList<>();
            while (!waiting.isEmpty() && waiting.peek().waitingNanos() > longestWait.toNanos()) {
                overdue.add(waiting.poll());
            }
            return overdue;
        } finally {
            lock.unlock();
        }
    }

    /** Returns how long the first one has been waiting; zero if there is none. */
    Duration longestWait() {
        lock.lock();
        try {
            return waiting.isEmpty()
                    ? Duration.ZERO
                    : Duration.ofNanos(waiting.peek().waitingNanos());
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more in; lanes end once it is drained. */
    void close() {
        lock.lock();
        try {
            closed = true;
            somebodyCame.signalAll();
            itsTime.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
