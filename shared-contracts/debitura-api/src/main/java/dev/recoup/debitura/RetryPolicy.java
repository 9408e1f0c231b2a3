package dev.recoup.debitura;

import java.time.Duration;
import java.util.List;

/**
 * When and how often a failed call may be repeated (guide 22.2); the one table of the product. The clients here never
 * repeat a call by themselves, except once with a fresh token after a 401 of the Customer API: who makes a call also plans
 * its repetition, and keeps to the pauses here. There is no last time: work that is wanted stays wanted while Debitura is
 * away, and only its answer or an operator ends it.
 */
public enum RetryPolicy {
    /** Repeating changes nothing: somebody has to act first. */
    NEVER(Key.NEW),
    /** Repeat after the wait that came with the answer, or after the pause that is due if that is longer. */
    AFTER_STATED_WAIT(Key.SAME),
    /** Repeat with growing pauses, same bytes and same idempotency key. */
    WITH_BACKOFF_AND_SAME_KEY(Key.SAME);

    /** {@link #FIRST_PAUSE} as the default of a setting. */
    public static final String FIRST_PAUSE_SETTING = "PT1S";

    /** {@link #LONGEST_PAUSE} as the default of a setting. */
    public static final String LONGEST_PAUSE_SETTING = "PT5M";

    /** The pause before the first repetition; it doubles with every further failure in a row. */
    public static final Duration FIRST_PAUSE = Duration.parse(FIRST_PAUSE_SETTING);

    /** The longest pause between two repetitions, unless Debitura states a longer one. */
    public static final Duration LONGEST_PAUSE = Duration.parse(LONGEST_PAUSE_SETTING);

    /** Which idempotency key the next call of the same wish carries (guide 24). */
    public enum Key {
        /** The same key and the same bytes: the first call may have taken effect. */
        SAME,
        /** A new key once somebody has acted: Debitura answers a known key as it did before. */
        NEW
    }

    private final Key key;

    RetryPolicy(Key key) {
        this.key = key;
    }

    /**
     * Which idempotency key the next call carries.
     *
     * @return the same or a new one
     */
    public Key key() {
        return key;
    }

    private record Row(int first, int last, RetryPolicy policy) {}

    private static final List<Row> BY_STATUS = List.of(
            new Row(400, 407, NEVER),
            new Row(408, 408, WITH_BACKOFF_AND_SAME_KEY),
            new Row(409, 428, NEVER),
            new Row(429, 429, AFTER_STATED_WAIT),
            new Row(430, 499, NEVER),
            new Row(500, 599, WITH_BACKOFF_AND_SAME_KEY));

    /**
     * The policy for an error.
     *
     * @param error what went wrong
     * @return when to repeat, never null
     */
    public static RetryPolicy of(DebituraError error) {
        return switch (error) {
            case DebituraError.Answered answered -> ofStatus(answered.status());
            case DebituraError.NotMinted notMinted -> of(notMinted.cause());
            case DebituraError.ClientNotLinked _, DebituraError.TestEnvironmentOnly _ -> NEVER;
            case DebituraError.UnreadableAnswer _, DebituraError.NotConnected _, DebituraError.AnswerLost _ ->
                WITH_BACKOFF_AND_SAME_KEY;
        };
    }

    private static RetryPolicy ofStatus(int status) {
        return BY_STATUS.stream()
                .filter(row -> row.first() <= status && status <= row.last())
                .map(Row::policy)
                .findFirst()
                .orElse(NEVER);
    }
}
