package dev.recoup.debitura.limits;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Lets calls to Debitura through one after the other, as far as the service's share of the limits goes. Whoever wants to
 * call waits in a lane; one thread takes tokens for those in front, as many at once as there are waiting, and never in a
 * transaction of theirs. Nobody waits in vain: who cannot get a turn in time is told so at once, with the time to come
 * back.
 */
@Singleton
public class CallBudget {

    private static final Logger LOG = Logger.getLogger(CallBudget.class);

    /** The most tokens that one replica takes at once. */
    private static final int BLOCK = 20;

    /** How long the thread sleeps at most, so that what other replicas and operators do shows. */
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(1);

    /** How often figures are brought up to date when nobody calls. */
    private static final Duration IDLE = Duration.ofSeconds(15);

    private final LimitsConfig config;
    private final Purse purse;
    private final OpenTransactions transactions;
    private final LimitMeters meters;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final PriorityQueue<Waiter> waiting = new PriorityQueue<>();
    private Optional<Duration> pauseToTell = Optional.empty();
    private long pausedUntil = System.nanoTime();
    private long arrivals;
    private long urgentArrivals;
    private Thread server;
    private volatile boolean closing;

    CallBudget(LimitsConfig config, Purse purse, OpenTransactions transactions, LimitMeters meters) {
        this.config = config;
        this.purse = purse;
        this.transactions = transactions;
        this.meters = meters;
    }

    /** One call that waits for its turn. */
    private record Waiter(Lane lane, long number, long arrived, long patienceNanos, CompletableFuture<Void> turn)
            implements Comparable<Waiter> {

        @Override
        public int compareTo(Waiter other) {
            int byLane = lane.compareTo(other.lane);
            return byLane != 0 ? byLane : Long.compare(number, other.number);
        }

        Duration waited() {
            return Duration.ofNanos(System.nanoTime() - arrived);
        }

        Duration patienceLeft() {
            return Duration.ofNanos(patienceNanos).minus(waited());
        }
    }

    /**
     * Waits for the turn of a call.
     *
     * @param lane what the call is for
     * @throws BudgetExhausted if no turn comes in time; the call must not be made
     * @throws IllegalStateException inside a transaction, which must not be kept open while waiting and calling
     */
    public void await(Lane lane) {
        transactions.refuse();
        var waiter = arrive(lane);
        try {
            waiter.turn().get();
        } catch (InterruptedException stopped) {
            leave(waiter);
            Thread.currentThread().interrupt();
            throw new BudgetExhausted(LONGEST_SLEEP);
        } catch (ExecutionException refused) {
            if (refused.getCause() instanceof BudgetExhausted exhausted) {
                throw exhausted;
            }
            throw new IllegalStateException(refused.getCause());
        }
    }

    /**
     * Asks for the turn of a call without blocking.
     *
     * @param lane what the call is for
     * @return ends when the call may be made, or with {@link BudgetExhausted} if no turn comes in time
     */
    public CompletionStage<Void> request(Lane lane) {
        return arrive(lane).turn();
    }

    /**
     * Debitura said that it was too much: nothing is called for a while, by no replica, and after that only half as much.
     *
     * @param asked how long
     */
    public void pause(Duration asked) {
        var pause = shorter(asked, config.longestPause());
        lock.lock();
        try {
            pausedUntil = Math.max(pausedUntil, System.nanoTime() + pause.toNanos());
            pauseToTell = Optional.of(
                    pauseToTell.filter(known -> known.compareTo(pause) > 0).orElse(pause));
            meters.paused();
            news.signalAll();
        } finally {
            lock.unlock();
        }
        LOG.warnf("Debitura answered 429: no call for %s, then half the rate for %s", pause, config.slowdown());
    }

    private Waiter arrive(Lane lane) {
        lock.lock();
        try {
            if (closing) {
                throw new BudgetExhausted(LONGEST_SLEEP);
            }
            if (server == null) {
                server = Thread.ofVirtual().name("debitura-call-budget").start(this::serve);
            }
            if (waiting.isEmpty() || lane.compareTo(waiting.peek().lane()) < 0) {
                urgentArrivals++;
            }
            var waiter = new Waiter(
                    lane, arrivals++, System.nanoTime(), config.waitIn(lane).toNanos(), new CompletableFuture<>());
            waiting.add(waiter);
            meters.waiting(lane, 1);
            news.signalAll();
            return waiter;
        } finally {
            lock.unlock();
        }
    }

    private void leave(Waiter waiter) {
        lock.lock();
        try {
            if (waiting.remove(waiter)) {
                meters.waiting(waiter.lane(), -1);
            }
        } finally {
            lock.unlock();
        }
    }

    private void serve() {
        var healthy = true;
        while (!closing) {
            var seen = urgentArrivals();
            Duration sleep;
            try {
                tellPause();
                sleep = serveFront();
                healthy = true;
            } catch (RuntimeException trouble) {
                if (healthy) {
                    LOG.warnf("No calls to Debitura while the budget cannot be read: %s", trouble.getMessage());
                }
                healthy = false;
                sleep = LONGEST_SLEEP;
                giveUp(Duration.ZERO, LONGEST_SLEEP);
            }
            sleepUnlessNews(sleep, seen, healthy);
        }
    }

    private long urgentArrivals() {
        lock.lock();
        try {
            return urgentArrivals;
        } finally {
            lock.unlock();
        }
    }

    private void tellPause() {
        var pause = pauseToTell();
        pause.ifPresent(purse::pause);
        lock.lock();
        try {
            if (pauseToTell.equals(pause)) {
                pauseToTell = Optional.empty();
            }
        } finally {
            lock.unlock();
        }
    }

    private Optional<Duration> pauseToTell() {
        lock.lock();
        try {
            return pauseToTell;
        } finally {
            lock.unlock();
        }
    }

    /** Serves the most urgent lane once and says how long there is nothing more to do. */
    private Duration serveFront() {
        var front = front();
        if (front.isEmpty()) {
            purse.look();
            meters.show(purse);
            return IDLE;
        }
        var paused = Duration.ofNanos(pausedUntil() - System.nanoTime());
        var taken = paused.isPositive()
                ? new Purse.Taken(0, paused)
                : purse.take(front.size(), front.getFirst().lane());
        meters.show(purse);
        if (taken.calls() > 0) {
            front.subList(0, taken.calls()).forEach(this::letThrough);
            giveUp(Duration.ZERO, LONGEST_SLEEP);
            return Duration.ZERO;
        }
        giveUp(taken.pause(), taken.pause());
        return taken.pause();
    }

    private long pausedUntil() {
        lock.lock();
        try {
            return pausedUntil;
        } finally {
            lock.unlock();
        }
    }

    /** Those of the most urgent lane who came first, no more than a block. */
    private List<Waiter> front() {
        lock.lock();
        try {
            var first = waiting.peek();
            if (first == null) {
                return List.of();
            }
            return waiting.stream()
                    .filter(waiter -> waiter.lane() == first.lane())
                    .sorted()
                    .limit(BLOCK)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private void letThrough(Waiter waiter) {
        leave(waiter);
        meters.waited(waiter.lane(), waiter.waited());
        waiter.turn().complete(null);
    }

    /** Sends those away whose patience ends before the next turn. */
    private void giveUp(Duration atLeast, Duration comeBack) {
        List<Waiter> impatient = new ArrayList<>();
        lock.lock();
        try {
            waiting.stream()
                    .filter(waiter -> waiter.patienceLeft().compareTo(atLeast) <= 0)
                    .forEach(impatient::add);
        } finally {
            lock.unlock();
        }
        for (Waiter waiter : impatient) {
            leave(waiter);
            meters.gaveUp(waiter.lane());
            waiter.turn().completeExceptionally(new BudgetExhausted(comeBack));
        }
    }

    private void sleepUnlessNews(Duration sleep, long seen, boolean healthy) {
        if (!sleep.isPositive()) {
            return;
        }
        lock.lock();
        try {
            var left = (waiting.isEmpty() && healthy ? sleep : shorter(sleep, LONGEST_SLEEP)).toNanos();
            while (left > 0 && !closing && pauseToTell.isEmpty() && (!healthy || urgentArrivals == seen)) {
                left = news.awaitNanos(left);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            closing = true;
        } finally {
            lock.unlock();
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    @PreDestroy
    void close() {
        closing = true;
        lock.lock();
        try {
            news.signalAll();
        } finally {
            lock.unlock();
        }
        giveUp(Duration.ofDays(1), LONGEST_SLEEP);
    }
}
