package dev.recoup.events.clients;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Whether identity data of a director was submitted (guide 10). Open: a value this release does not know reads as {@link #UNKNOWN}. */
public enum KycStatus {
    /** None of its cases needs it. */
    NOT_REQUIRED,
    /** Needed or under review. */
    PENDING,
    /** On file. */
    VERIFIED,
    /** Debitura has said nothing yet. */
    NOT_REPORTED,
    /** A value of a later release; never written. */
    @JsonEnumDefaultValue
    UNKNOWN
}
