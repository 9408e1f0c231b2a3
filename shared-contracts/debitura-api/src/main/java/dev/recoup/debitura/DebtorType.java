package dev.recoup.debitura;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/** Kind of debtor (guide 8). */
public enum DebtorType implements WireValue {
    /** A company. */
    COMPANY("Company"),
    /** A private person; some of Debitura's texts say Person. */
    PRIVATE("Private"),
    /** A kind that is not known here; never sent. */
    UNKNOWN("Unknown");

    private final String text;

    DebtorType(String text) {
        this.text = text;
    }

    @Override
    @JsonValue
    public String wireValue() {
        return text;
    }

    @Override
    public List<String> alsoReadAs() {
        return this == PRIVATE ? List.of("Person") : List.of();
    }
}
