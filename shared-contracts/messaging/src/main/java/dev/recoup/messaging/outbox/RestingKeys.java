package dev.recoup.messaging.outbox;

import dev.recoup.messaging.BackOff;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The keys of one shard that failed and wait for their next try. Used by one thread. */
final class RestingKeys {

    /** With this many keys at rest it is not the keys that are in trouble, and the shard pauses instead. */
    static final int TOO_MANY = 256;

    /** When as many keys fail together and nothing gets through, it is Kafka that is away, which comes back for all of them. */
    private static final int MANY = 16;

    private static final int FAILURES_THAT_COUNT_FOR_MANY = 4;

    private final BackOff backOff;
    private final Map<Long, Rest> rests = new HashMap<>();

    RestingKeys(BackOff backOff) {
        this.backOff = backOff;
    }

    /**
     * Lets keys rest that failed in one batch, each for longer than the last time.
     *
     * @param anyGotThrough whether Kafka decided about any other row of the batch
     */
    void failed(Collection<Long> orderKeys, boolean anyGotThrough) {
        boolean kafkaIsAway = orderKeys.size() >= MANY && !anyGotThrough;
        for (long orderKey : orderKeys) {
            Rest before = rests.get(orderKey);
            int failures = before == null ? 1 : before.failures() + 1;
            int counted = kafkaIsAway ? Math.min(failures, FAILURES_THAT_COUNT_FOR_MANY) : failures;
            rests.put(
                    orderKey,
                    new Rest(counted, System.nanoTime() + backOff.after(counted).toNanos()));
        }
    }

    void succeeded(long orderKey) {
        rests.remove(orderKey);
    }

    /** Returns the keys whose time has not come. */
    Collection<Long> notDue() {
        long now = System.nanoTime();
        return rests.entrySet().stream()
                .filter(entry -> entry.getValue().untilNanos() - now > 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Says whether a key's rest is over, so that its rows, left behind by now, must be looked for. */
    boolean anyIsDue() {
        long now = System.nanoTime();
        return rests.values().stream().anyMatch(rest -> rest.untilNanos() - now <= 0);
    }

    /** Forgets the keys that were due at the given time and have not failed again since: they have no rows left. */
    void forgetDueAt(long nanoTime) {
        rests.values().removeIf(rest -> rest.untilNanos() - nanoTime <= 0);
    }

    boolean tooMany() {
        return rests.size() >= TOO_MANY && !anyIsDue();
    }

    /** Returns the time until the first key is due, within the given bounds. */
    Duration untilFirstIsDue(Duration atLeast, Duration atMost) {
        long now = System.nanoTime();
        long nanos = rests.values().stream()
                .mapToLong(rest -> rest.untilNanos() - now)
                .min()
                .orElse(Long.MAX_VALUE);
        return Duration.ofNanos(Math.clamp(nanos, atLeast.toNanos(), atMost.toNanos()));
    }

    private record Rest(int failures, long untilNanos) {}
}
