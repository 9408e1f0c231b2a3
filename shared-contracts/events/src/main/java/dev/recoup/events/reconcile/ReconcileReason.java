package dev.recoup.events.reconcile;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Why. Open: a value this release does not know reads as {@link #UNKNOWN}. */
public enum ReconcileReason {
    /** A webhook subscription was found switched off, or what it sent was refused because its secret was not known. */
    SUBSCRIPTION_DISABLED,
    /** Nothing came for longer than is plausible. */
    SUBSCRIPTION_SILENT,
    /** An operator asked. */
    OPERATOR,
    /** A database was restored. */
    RESTORED,
    /** A value of a later release; never written. */
    @JsonEnumDefaultValue
    UNKNOWN
}
