package dev.recoup.messaging.deadletter;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The replay of all dead letters that fit a filter and waited when it was asked for.
 *
 * @param id its number in this service
 * @param filter which letters are meant
 * @param askedBy name or subject of the operator's token
 * @param reason why, in their words
 * @param askedAt when, by the database's clock
 * @param state whether it goes on
 * @param endedAt when it was done or cancelled
 * @param letters how many letters waited when it was asked for
 * @param replayed how many of them had their effect
 * @param unusable how many are unusable still
 * @param failures how often in a row the next letter met with trouble; the replay waits for that to pass
 * @param fault type and place of that trouble
 * @param newestId letters with higher numbers are not meant
 * @param reached the letter that was tried last
 */
record Replay(
        long id,
        LetterFilter filter,
        String askedBy,
        String reason,
        Instant askedAt,
        State state,
        Optional<Instant> endedAt,
        long letters,
        long replayed,
        long unusable,
        int failures,
        Optional<String> fault,
        @JsonIgnore long newestId,
        @JsonIgnore Place reached) {

    /** Whether a replay goes on. */
    enum State {
        RUNNING,
        DONE,
        CANCELLED;

        @JsonValue
        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String stored) {
            return Arrays.stream(values())
                    .filter(state -> state.stored().equals(stored))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A letter's place in the order of a replay. */
    record Place(String topic, int partition, long offset, long id) {

        static Place of(DeadLetter letter) {
            return new Place(letter.topic(), letter.partition(), letter.offset(), letter.id());
        }
    }
}
