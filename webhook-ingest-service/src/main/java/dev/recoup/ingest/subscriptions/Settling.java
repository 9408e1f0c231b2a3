package dev.recoup.ingest.subscriptions;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Waits a bounded time until Debitura was told what was written down, by whichever replica. */
@Singleton
class Settling {

    private static final Duration LOOK = Duration.ofMillis(50);

    private final ManagedSubscriptions subscriptions;
    private final ManagementConfig config;
    private final Upkeep upkeep;
    private final Subscriptions view;

    @Inject
    Settling(ManagedSubscriptions subscriptions, ManagementConfig config, Upkeep upkeep, Subscriptions view) {
        this.subscriptions = subscriptions;
        this.config = config;
        this.upkeep = upkeep;
        this.view = view;
    }

    /** Lets all replicas learn of a rotation before it begins. */
    void announce() {
        view.refresh();
        sleep(config.poll());
        upkeep.wakeAfterCommit();
    }

    /** Has this replica know of what was just written. */
    void show() {
        view.refresh();
    }

    /** Returns once the wish was dealt with, or the time for an answer is over. */
    void await(String name, long asked) {
        long giveUpAt = System.nanoTime() + config.answerWait().toNanos();
        while (answered(name) < asked && System.nanoTime() < giveUpAt) {
            sleep(LOOK);
        }
        view.refresh();
    }

    private long answered(String name) {
        return QuarkusTransaction.requiringNew()
                .call(() -> subscriptions.answered(name))
                .orElse(Long.MAX_VALUE);
    }

    static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The service is ending", ending);
        }
    }
}
