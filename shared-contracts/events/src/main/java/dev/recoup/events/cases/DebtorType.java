package dev.recoup.events.cases;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Who owes. Open: a value this release does not know reads as {@link #UNKNOWN}. */
public enum DebtorType {
    /** A company. */
    @JsonProperty("Company")
    COMPANY,
    /** A person. */
    @JsonProperty("Private")
    PRIVATE,
    /** A value of a later release; never written. */
    @JsonEnumDefaultValue
    UNKNOWN
}
