package dev.recoup.sandbox.contract;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Answers that were given under an {@code Idempotency-Key} (guide 24). */
public final class IdempotencyKeys {

    private record Stored(byte[] fingerprint, Answer answer) {}

    private final Map<String, Stored> answers = new HashMap<>();

    /**
     * Answers a call once per key: the same body gets the stored answer, another body a conflict; a 400 is not stored.
     */
    public Answer once(UUID creditor, Call call, Supplier<Answer> action) {
        if (call.header("Idempotency-Key").isEmpty()) {
            return action.get();
        }
        String key = creditor + " " + call.header("Idempotency-Key").get();
        byte[] fingerprint = call.fingerprint();
        Stored stored = answers.get(key);
        if (stored != null) {
            return Arrays.equals(stored.fingerprint(), fingerprint)
                    ? stored.answer()
                    : Answer.businessError("IdempotencyConflict", "The key was used with another body");
        }
        Answer answer = action.get();
        if (answer.status() != 400) {
            answers.put(key, new Stored(fingerprint, answer));
        }
        return answer;
    }

    /** Forgets all keys. */
    public void clear() {
        answers.clear();
    }
}
