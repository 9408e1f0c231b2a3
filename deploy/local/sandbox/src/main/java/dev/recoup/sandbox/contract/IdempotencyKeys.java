package dev.recoup.sandbox.contract;

import dev.recoup.sandbox.time.VirtualClock;
import dev.recoup.sandbox.unknowns.Unknown;
import dev.recoup.sandbox.unknowns.Unknowns;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Answers that were given under an {@code Idempotency-Key} (guide 24); the newest tens of thousands are kept. */
public final class IdempotencyKeys {

    private static final int KEPT = 50_000;
    private static final Duration SHORT_LIFETIME = Duration.ofDays(1);

    private final VirtualClock clock;
    private final Unknowns unknowns;

    /** An answer with its body as text, which takes a fraction of a tree's memory. */
    private record Stored(byte[] fingerprint, int status, Optional<byte[]> body, Instant at) {

        static Stored of(byte[] fingerprint, Answer answer, Instant at) {
            return new Stored(fingerprint, answer.status(), answer.body().map(Json::bytes), at);
        }

        Answer answer() {
            return new Answer(status, body.flatMap(Json::parse));
        }
    }

    private final Map<String, Stored> answers = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Stored> eldest) {
            return size() > KEPT;
        }
    };

    /** Starts without keys. */
    public IdempotencyKeys(VirtualClock clock, Unknowns unknowns) {
        this.clock = clock;
        this.unknowns = unknowns;
    }

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
        if (stored != null && isKept(stored)) {
            return Arrays.equals(stored.fingerprint(), fingerprint)
                    ? stored.answer()
                    : Answer.businessError("IdempotencyConflict", "The key was used with another body");
        }
        Answer answer = action.get();
        if (answer.status() != 400) {
            answers.put(key, Stored.of(fingerprint, answer, clock.now()));
        }
        return answer;
    }

    private boolean isKept(Stored stored) {
        return unknowns.choose(
                Unknown.KEY_LIFETIME, true, clock.now().isBefore(stored.at().plus(SHORT_LIFETIME)));
    }

    /** Forgets all keys. */
    public void clear() {
        answers.clear();
    }
}
