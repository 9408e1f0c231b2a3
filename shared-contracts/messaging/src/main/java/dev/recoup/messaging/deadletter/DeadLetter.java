package dev.recoup.messaging.deadletter;

import dev.recoup.events.Environment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What may be shown of a dead letter in a list: nothing of the record's value, key or headers but ids and types.
 *
 * @param id its number in this service
 * @param topic where the record came from
 * @param partition the partition of that topic
 * @param offset its place in the partition
 * @param group the consumer group that could not use it
 * @param eventId the event's id, else the record's place
 * @param eventType {@code ce_type} if it is one
 * @param environment Debitura's environment that the service serves
 * @param code what the newest try found wrong
 * @param pointers where: JSON pointers or header names
 * @param bytes size of the value
 * @param recordTime the record's own time
 * @param keptAt when the group gave up, by the database's clock
 * @param state where it stands
 * @param attempts how often it was replayed in vain
 * @param lastAttemptAt when it was last replayed in vain
 * @param decision who replayed or discarded it; empty while it waits
 */
record DeadLetter(
        long id,
        String topic,
        int partition,
        long offset,
        String group,
        String eventId,
        Optional<String> eventType,
        Environment environment,
        String code,
        List<String> pointers,
        int bytes,
        Instant recordTime,
        Instant keptAt,
        LetterState state,
        int attempts,
        Optional<Instant> lastAttemptAt,
        Optional<Decision> decision) {

    /**
     * Who decided.
     *
     * @param by name or subject of the operator's token
     * @param reason why, in their words
     * @param at when, by the database's clock
     */
    record Decision(String by, String reason, Instant at) {}
}
