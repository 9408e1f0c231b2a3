package dev.recoup.messaging.deadletter;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a dead letter stands. */
enum LetterState {
    /** Nobody has decided yet. */
    WAITING,
    /** The group's handler could use it after all. */
    REPLAYED,
    /** An operator gave it up. */
    DISCARDED;

    /** Returns the form in rows and answers. */
    @JsonValue
    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<LetterState> of(String stored) {
        return Arrays.stream(values())
                .filter(state -> state.stored().equals(stored))
                .findFirst();
    }
}
