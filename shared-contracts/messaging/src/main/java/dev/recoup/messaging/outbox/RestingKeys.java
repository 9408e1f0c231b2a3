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

    private final BackOff backOff;
    private final Map<Long, Rest> rests = new HashMap<>();

    RestingKeys(BackOff backOff) {
        this.backOff = backOff;
    }

    void failed(long orderKey) {
        int failures = rests.containsKey(orderKey) ? rests.get(orderKey).failures() + 1 : 1;
        rests.put(
                orderKey,
                new Rest(failures, System.nanoTime() + backOff.after(failures).toNanos()));
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
