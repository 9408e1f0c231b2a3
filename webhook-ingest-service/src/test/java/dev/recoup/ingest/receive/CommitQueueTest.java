package dev.recoup.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recoup.events.Mode;
import dev.recoup.ingest.journal.Origin;
import dev.recoup.ingest.journal.Purpose;
import dev.recoup.ingest.subscriptions.Subscription;
import java.lang.Thread.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing here waits for more than has come: a test that does not end has failed. */
@Timeout(20)
class CommitQueueTest {

    private static final int MEGABYTE = 1024 * 1024;

    private final CommitQueue queue = new CommitQueue(3, Duration.ZERO);
    private final CommitQueue slow = new CommitQueue(3, Duration.ofHours(1));

    @Test
    void a_delivery_that_comes_alone_waits_for_no_other() throws Exception {
        WaitingDelivery alone = delivery(10);
        queue.add(alone);
        assertThat(queue.next()).containsExactly(alone);
    }

    @Test
    void a_lane_that_waits_takes_the_first_that_comes() throws Exception {
        try (ExecutorService lane = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<WaitingDelivery>> waiting = lane.submit(queue::next);
            WaitingDelivery first = delivery(10);
            queue.add(first);
            assertThat(waiting.get()).containsExactly(first);
        }
    }

    @Test
    void whatever_has_come_is_one_group_up_to_the_largest_in_the_order_of_arrival() throws Exception {
        List<WaitingDelivery> five = List.of(delivery(1), delivery(1), delivery(1), delivery(1), delivery(1));
        five.forEach(queue::add);
        assertThat(queue.next()).containsExactlyElementsOf(five.subList(0, 3));
        assertThat(queue.next()).containsExactlyElementsOf(five.subList(3, 5));
    }

    @Test
    void a_group_is_bounded_in_bytes_and_a_larger_body_is_a_group_of_its_own() throws Exception {
        WaitingDelivery small = delivery(10);
        WaitingDelivery huge = delivery(5 * MEGABYTE);
        WaitingDelivery large = delivery(3 * MEGABYTE);
        List.of(small, huge, large).forEach(queue::add);
        assertThat(queue.next()).containsExactly(small);
        assertThat(queue.next()).containsExactly(huge);
        assertThat(queue.next()).containsExactly(large);
    }

    @Test
    void a_closed_queue_is_drained_and_takes_nothing_more() throws Exception {
        WaitingDelivery before = delivery(10);
        queue.add(before);
        queue.close();
        assertThat(queue.add(delivery(10))).isFalse();
        assertThat(queue.next()).containsExactly(before);
        assertThat(queue.next()).isEmpty();
    }

    @Test
    void the_first_for_a_long_time_waits_for_nothing() throws Exception {
        WaitingDelivery first = delivery(10);
        slow.add(first);
        assertThat(slow.next()).containsExactly(first);
    }

    @Test
    void those_that_come_soon_after_a_group_share_the_next_one() throws Exception {
        slow.add(delivery(1));
        slow.next();
        WaitingDelivery second = delivery(1);
        WaitingDelivery third = delivery(1);
        FutureTask<List<WaitingDelivery>> one = new FutureTask<>(slow::next);
        FutureTask<List<WaitingDelivery>> other = new FutureTask<>(slow::next);
        List<Thread> lanes =
                List.of(Thread.ofPlatform().start(one), Thread.ofPlatform().start(other));

        slow.add(second);
        await().untilAsserted(() -> assertThat(lanes)
                .extracting(Thread::getState)
                .containsExactlyInAnyOrder(State.WAITING, State.TIMED_WAITING));
        slow.add(third);
        slow.close();

        assertThat(List.of(one.get(), other.get())).containsExactlyInAnyOrder(List.of(second, third), List.of());
    }

    @Test
    void a_full_group_waits_for_no_time() throws Exception {
        slow.add(delivery(1));
        slow.next();
        List<WaitingDelivery> three = List.of(delivery(1), delivery(1), delivery(1));
        try (ExecutorService lane = Executors.newVirtualThreadPerTaskExecutor()) {
            slow.add(three.get(0));
            Future<List<WaitingDelivery>> waiting = lane.submit(slow::next);
            three.subList(1, 3).forEach(slow::add);
            assertThat(waiting.get()).isEqualTo(three);
        }
    }

    @Test
    void those_that_have_waited_too_long_are_taken_out() throws Exception {
        WaitingDelivery late = delivery(10);
        queue.add(late);
        assertThat(queue.overdue(Duration.ofHours(1))).isEmpty();
        assertThat(queue.overdue(Duration.ZERO)).containsExactly(late);
        WaitingDelivery next = delivery(10);
        queue.add(next);
        assertThat(queue.next()).containsExactly(next);
    }

    private static WaitingDelivery delivery(int bytes) {
        Subscription subscription =
                new Subscription("s", Mode.LIVE, "/debitura/referral/s", Optional.empty(), List.of());
        return new WaitingDelivery(
                new Arrival(subscription, Purpose.EVENT, Origin.SENT, Instant.EPOCH, Map.of(), new byte[bytes]),
                () -> {},
                answer -> {});
    }
}
