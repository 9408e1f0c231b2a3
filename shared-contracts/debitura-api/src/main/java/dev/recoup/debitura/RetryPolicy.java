package dev.recoup.debitura;

import java.util.List;

/**
 * When a failed call may be repeated (guide 22.2); the one table of the product. The clients here never repeat a call by
 * themselves, except once with a fresh token after a 401 of the Customer API: who makes a call also plans its repetition.
 */
public enum RetryPolicy {
    /** Repeating changes nothing: somebody has to act first. */
    NEVER,
    /** Repeat after the wait that came with the answer. */
    AFTER_STATED_WAIT,
    /** Repeat with growing pauses, same bytes and same idempotency key. */
    WITH_BACKOFF_AND_SAME_KEY;

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
