package dev.recoup.events.actions;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Whether the action is still wanted. Open: a value this release does not know reads as {@link #UNKNOWN}. */
public enum ActionState {
    /** The user must act. */
    OPEN,
    /** Done, or no longer wanted. */
    DONE,
    /** A value of a later release; never written. */
    @JsonEnumDefaultValue
    UNKNOWN
}
