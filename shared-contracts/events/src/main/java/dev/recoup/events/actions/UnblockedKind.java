package dev.recoup.events.actions;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** What an action holds up. Open: a value this release does not know reads as {@link #UNKNOWN}. */
public enum UnblockedKind {
    /** A client, by externalTenantId. */
    CLIENT,
    /** A case, by collectionId. */
    CASE,
    /** A value of a later release; never written. */
    @JsonEnumDefaultValue
    UNKNOWN
}
