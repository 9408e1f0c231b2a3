package dev.recoup.messaging.work;

import dev.recoup.messaging.BackOff;
import dev.recoup.messaging.FaultCode;
import dev.recoup.messaging.WakeSignal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Does work as it becomes due, one piece per turn, on threads of its own. */
public final class WorkLoop implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(WorkLoop.class);
    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(10);

    private final String name;
    private final Duration poll;
    private final Work work;
    private final BackOff backOff = new BackOff(Duration.ofMillis(200), Duration.ofSeconds(30));
    private final List<WakeSignal> signals = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Counter done;
    private final Counter failures;
    private volatile boolean closing;

    /**
     * Prepares a loop; nothing happens before {@link #start()}.
     *
     * @param name names threads and figures; must be unique in the process
     * @param poll how long the loop rests when nothing is due and nobody wakes it
     * @param concurrency how many pieces of work may be under way at the same time
     * @param work does one piece
     * @param registry where {@code recoup.work.done} and {@code recoup.work.failures} are shown
     */
    public WorkLoop(String name, Duration poll, int concurrency, Work work, MeterRegistry registry) {
        this.name = name;
        this.poll = poll;
        this.work = work;
        this.done = registry.counter("recoup.work.done", "loop", name);
        this.failures = registry.counter("recoup.work.failures", "loop", name);
        for (int i = 0; i < concurrency; i++) {
            WakeSignal signal = new WakeSignal();
            signals.add(signal);
            threads.add(Thread.ofVirtual().name(name + '-' + i).unstarted(() -> run(signal)));
        }
    }

    /** Begins to look for work. */
    public void start() {
        threads.forEach(Thread::start);
    }

    /** Says that work may be due now. */
    public void wake() {
        signals.forEach(WakeSignal::raise);
    }

    /** Ends the loop after the pieces under way, waiting for them for ten seconds and interrupting them then. */
    @Override
    public void close() {
        closing = true;
        wake();
        long giveUpAt = System.nanoTime() + PATIENCE_AT_THE_END.toNanos();
        try {
            for (Thread thread : threads) {
                if (!thread.join(Duration.ofNanos(Math.max(1, giveUpAt - System.nanoTime())))) {
                    thread.interrupt();
                }
            }
        } catch (InterruptedException impatient) {
            threads.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
        }
    }

    private void run(WakeSignal signal) {
        int failuresInARow = 0;
        try {
            while (!closing) {
                Duration rest = Duration.ZERO;
                try {
                    switch (work.runOne()) {
                        case MADE -> done.increment();
                        case NOTHING_DUE -> rest = poll;
                    }
                    failuresInARow = 0;
                } catch (InterruptedException stopped) {
                    throw stopped;
                } catch (Exception trouble) {
                    failuresInARow++;
                    failures.increment();
                    rest = backOff.after(failuresInARow);
                    LOG.warnf("%s: %s; next try in %s", name, FaultCode.of(trouble), rest);
                } finally {
                    MDC.clear();
                }
                if (failuresInARow > 0) {
                    restUndisturbed(rest, signal);
                } else if (rest.isPositive()) {
                    signal.await(rest);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** A loop that fails is not driven faster by new work. */
    private void restUndisturbed(Duration rest, WakeSignal signal) throws InterruptedException {
        long until = System.nanoTime() + rest.toNanos();
        long left = rest.toNanos();
        while (left > 0 && !closing) {
            signal.await(Duration.ofNanos(left));
            left = until - System.nanoTime();
        }
    }
}
