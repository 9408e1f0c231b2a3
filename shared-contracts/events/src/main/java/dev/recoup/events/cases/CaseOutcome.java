package dev.recoup.events.cases;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** What a closed case brought, by its close code (guide 16). Open: a value this release does not know reads as {@link #UNKNOWN}. */
public enum CaseOutcome {
    /** Paid in full. */
    RECOVERED,
    /** Paid in part. */
    PARTLY_RECOVERED,
    /** Nothing was paid. */
    NOT_RECOVERED,
    /** Goes on inside another case. */
    MERGED,
    /** A value of a later release; never written. */
    @JsonEnumDefaultValue
    UNKNOWN
}
