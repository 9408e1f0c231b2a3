package dev.recoup.events.clients;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Which of a client's cases earn (guide 18.1). Open: a value this release does not know reads as {@link #UNKNOWN}. */
public enum Attribution {
    /** New through us: every case earns. */
    ALL_CASES,
    /** Linked by approval: only cases submitted through us earn. */
    OWN_SUBMISSIONS,
    /** Not linked yet. */
    UNDECIDED,
    /** A value of a later release; never written. */
    @JsonEnumDefaultValue
    UNKNOWN
}
