package dev.recoup.messaging.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkLoopTest {

    private static final Duration NEVER = Duration.ofHours(1);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final BlockingQueue<String> due = new LinkedBlockingQueue<>();
    private final AtomicInteger done = new AtomicInteger();

    @Test
    void all_that_is_due_is_done_at_once_and_what_comes_later_when_it_is_woken() {
        due.add("a");
        due.add("b");
        try (WorkLoop loop = new WorkLoop("loop", NEVER, 1, this::takeOne, registry)) {
            loop.start();
            await().until(() -> done.get() == 2);
            due.add("c");
            loop.wake();
            await().until(() -> done.get() == 3);
        }
        assertThat(registry.counter("recoup.work.done", "loop", "loop").count()).isEqualTo(3);
    }

    @Test
    void what_becomes_due_without_a_sign_is_found_by_polling() {
        try (WorkLoop loop = new WorkLoop("loop", Duration.ofMillis(20), 1, this::takeOne, registry)) {
            loop.start();
            due.add("a");
            await().until(() -> done.get() == 1);
        }
    }

    @Test
    void as_many_pieces_are_under_way_as_the_concurrency_allows() throws Exception {
        CountDownLatch together = new CountDownLatch(3);
        try (WorkLoop loop = new WorkLoop(
                "loop",
                NEVER,
                3,
                () -> {
                    together.countDown();
                    together.await();
                    return Progress.NOTHING_DUE;
                },
                registry)) {
            loop.start();
            together.await();
        }
        assertThat(together.getCount()).isZero();
    }

    @Test
    void a_failure_is_followed_by_another_try() {
        due.add("a");
        AtomicInteger tries = new AtomicInteger();
        try (WorkLoop loop = new WorkLoop(
                "loop",
                NEVER,
                1,
                () -> {
                    if (tries.incrementAndGet() < 3) {
                        throw new IllegalStateException("not yet");
                    }
                    return takeOne();
                },
                registry)) {
            loop.start();
            await().until(() -> done.get() == 1);
        }
        assertThat(registry.counter("recoup.work.failures", "loop", "loop").count())
                .isEqualTo(2);
    }

    private Progress takeOne() {
        if (due.poll() == null) {
            return Progress.NOTHING_DUE;
        }
        done.incrementAndGet();
        return Progress.MADE;
    }
}
