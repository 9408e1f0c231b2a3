package dev.recoup.debitura.customer;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.recoup.debitura.WireValue;

/** Whether a task is still to be done. */
public enum TaskStatus implements WireValue {
    /** To be done. */
    OPEN("Open"),
    /** Done. */
    SOLVED("Solved"),
    /** Missing, or a value that is not known here. */
    UNKNOWN("Unknown");

    private final String text;

    TaskStatus(String text) {
        this.text = text;
    }

    @Override
    @JsonValue
    public String wireValue() {
        return text;
    }
}
