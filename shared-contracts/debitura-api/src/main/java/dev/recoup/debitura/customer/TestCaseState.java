package dev.recoup.debitura.customer;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.recoup.debitura.WireValue;

/** State of a test case. */
public enum TestCaseState implements WireValue {
    /** Being collected. */
    ACTIVE("Active"),
    /** Closed after a payment. */
    PAID("Closed:Paid"),
    /** Closed without a payment. */
    NOT_PAID("Closed:NoPayment"),
    /** Closed with another code; only answered, never asked for. */
    CLOSED_OTHERWISE("Closed"),
    /** Missing, or a value that is not known here. */
    UNKNOWN("Unknown");

    private final String text;

    TestCaseState(String text) {
        this.text = text;
    }

    @Override
    @JsonValue
    public String wireValue() {
        return text;
    }
}
