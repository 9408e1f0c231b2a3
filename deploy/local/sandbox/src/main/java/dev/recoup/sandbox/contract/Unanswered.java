package dev.recoup.sandbox.contract;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The calls under an {@code Idempotency-Key} that are still being answered, and those that wait for them. */
final class Unanswered {

    private final Map<String, Deque<Runnable>> waiting = new HashMap<>();

    boolean has(String key) {
        return waiting.containsKey(key);
    }

    void begin(String key) {
        waiting.put(key, new ArrayDeque<>());
    }

    /** Has a call taken up once the present one under the key is answered. */
    void after(String key, Runnable call) {
        waiting.get(key).add(call);
    }

    void end(String key) {
        waiting.remove(key).forEach(Runnable::run);
    }
}
