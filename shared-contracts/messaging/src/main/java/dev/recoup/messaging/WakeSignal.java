package dev.recoup.messaging;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets one loop sleep until somebody has work for it; signals given while it works are remembered as one. */
public final class WakeSignal {

    private final Semaphore permits = new Semaphore(0);

    /** Wakes the loop, or lets its next wait return at once. */
    public void raise() {
        if (permits.availablePermits() == 0) {
            permits.release();
        }
    }

    /** Waits until the signal is raised or the time is over. */
    public Reason await(Duration atMost) throws InterruptedException {
        boolean raised = permits.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
        permits.drainPermits();
        return raised ? Reason.RAISED : Reason.TIME_OVER;
    }

    /** Why a wait ended. */
    public enum Reason {
        RAISED,
        TIME_OVER
    }
}
