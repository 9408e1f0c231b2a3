package dev.recoup.stack.demo;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;

/** Compares what was seen with what was expected. */
final class Expected {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private Expected() {}

    /** Fails unless both are equal. */
    static void same(String what, Object expected, Object seen) {
        if (!Objects.equals(expected, seen)) {
            throw new AssertionError(what + " should be " + expected + " and is " + seen);
        }
    }

    /** Looks again and again until both are equal, and fails with the last difference when that takes too long. */
    static void soon(String what, Callable<Object> expected, Callable<Object> seen) throws Exception {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Object wanted = expected.call();
            Object found = seen.call();
            if (Objects.equals(wanted, found)) {
                return;
            }
            if (System.nanoTime() > giveUp) {
                same(what, wanted, found);
            }
            Thread.sleep(PAUSE);
        }
    }
}
