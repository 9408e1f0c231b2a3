package dev.recoup.events;

import com.fasterxml.jackson.databind.JsonMappingException;

/** A record's value that cannot be read as what its type promises; carries a place, never content. */
public final class UnreadableValue extends RuntimeException {
    private final String pointer;

    UnreadableValue(Class<?> type, String pointer) {
        super("The value is not a readable " + type.getSimpleName()
                + (pointer.isEmpty() ? "" : ", look at " + pointer));
        this.pointer = pointer;
    }

    static UnreadableValue of(Class<?> type, Exception cause) {
        StringBuilder pointer = new StringBuilder();
        if (cause instanceof JsonMappingException mapping) {
            for (JsonMappingException.Reference step : mapping.getPath()) {
                pointer.append('/').append(step.getFieldName() == null ? step.getIndex() : step.getFieldName());
            }
        }
        return new UnreadableValue(type, pointer.toString());
    }

    /** JSON pointer to the first unreadable place; empty for the whole document. */
    public String pointer() {
        return pointer;
    }
}
