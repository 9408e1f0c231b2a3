package dev.recoup.ingest.replay;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** Whether a replay goes on. */
enum State {
    /** It publishes slice by slice, as far as the outbox has room. */
    RUNNING("running"),
    /** Somebody ended it; what it had published stays published. */
    CANCELLED("cancelled"),
    /** All that was there was published. */
    DONE("done");

    private final String stored;

    State(String stored) {
        this.stored = stored;
    }

    @JsonValue
    String stored() {
        return stored;
    }

    static State ofStored(String stored) {
        return Arrays.stream(values())
                .filter(state -> state.stored.equals(stored))
                .findFirst()
                .orElseThrow();
    }
}
