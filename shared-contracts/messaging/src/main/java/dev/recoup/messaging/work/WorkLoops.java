package dev.recoup.messaging.work;

import dev.recoup.messaging.AfterCommit;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The work loops of the application, ended with it. */
@Singleton
public final class WorkLoops {

    private static final int BEFORE_THE_RELAY = 2000;

    private final MeterRegistry registry;
    private final AfterCommit afterCommit;
    private final List<WorkLoop> running = new CopyOnWriteArrayList<>();

    @Inject
    WorkLoops(MeterRegistry registry, AfterCommit afterCommit) {
        this.registry = registry;
        this.afterCommit = afterCommit;
    }

    /**
     * Starts a loop.
     *
     * @param name names threads and figures; must be unique in the application
     * @param poll how long the loop rests when nothing is due and nobody wakes it
     * @param concurrency how many pieces of work may be under way at the same time
     * @param work does one piece
     * @return the loop, which need not be closed
     */
    public WorkLoop start(String name, Duration poll, int concurrency, Work work) {
        WorkLoop loop = new WorkLoop(name, poll, concurrency, work, registry);
        running.add(loop);
        loop.start();
        return loop;
    }

    /** Wakes the loop once the current transaction is committed; at once if there is none. */
    public void wakeAfterCommit(WorkLoop loop) {
        afterCommit.run(loop::wake);
    }

    void stop(@Observes @Priority(BEFORE_THE_RELAY) ShutdownEvent stopping) {
        running.forEach(WorkLoop::close);
    }
}
