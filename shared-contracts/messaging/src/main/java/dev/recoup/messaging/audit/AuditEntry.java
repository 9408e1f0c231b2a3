package dev.recoup.messaging.audit;

import dev.recoup.events.Environment;
import java.time.Instant;
import java.util.Optional;

/**
 * One call of an operator.
 *
 * @param id its number in this service, rising with time
 * @param actor who called: name or subject of the token
 * @param action what was called, such as {@code dead-letter.discard}
 * @param path the address, without query
 * @param reason why, in the caller's words
 * @param environment Debitura's environment that the service serves
 * @param begunAt when the call began, by the database's clock
 * @param outcome how it ended; empty while it is under way, and for ever if the service died during it
 */
record AuditEntry(
        long id,
        String actor,
        String action,
        String path,
        String reason,
        Environment environment,
        Instant begunAt,
        Optional<Outcome> outcome) {

    /**
     * How a call ended.
     *
     * @param endedAt when, by the database's clock
     * @param status the HTTP status of the answer
     * @param fault type and place of the failure that ended it; empty where an answer was given
     * @param location path of what the call made, such as a replay; empty where it made nothing
     */
    record Outcome(Instant endedAt, int status, Optional<String> fault, Optional<String> location) {}

    /** What is known before a call. */
    record Call(String actor, String action, String path, Reason reason, Environment environment) {}

    /** What is known after a call. */
    record End(int status, Optional<String> fault, Optional<String> location) {

        /** An answer that leads nowhere. */
        static End with(int status) {
            return new End(status, Optional.empty(), Optional.empty());
        }
    }
}
