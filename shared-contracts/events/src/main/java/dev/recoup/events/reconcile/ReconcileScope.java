package dev.recoup.events.reconcile;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** What to read again. Open: a value this release does not know reads as {@link #UNKNOWN}. */
public enum ReconcileScope {
    /** Clients. */
    CLIENTS,
    /** Cases. */
    CASES,
    /** Transactions. */
    TRANSACTIONS,
    /** All of it. */
    EVERYTHING,
    /** A value of a later release; never written. */
    @JsonEnumDefaultValue
    UNKNOWN
}
