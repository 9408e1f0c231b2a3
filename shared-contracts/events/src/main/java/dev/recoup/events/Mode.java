package dev.recoup.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Optional;

/** Whether a case is a real claim or a test, inside one environment; closed, because a missing mode must never mean live. */
public enum Mode {
    /** A real claim against a real debtor, wire form {@code live}. */
    @JsonProperty("live")
    LIVE("live"),
    /** Test data, left out of every figure, wire form {@code test}. */
    @JsonProperty("test")
    TEST("test");

    private final String wire;

    Mode(String wire) {
        this.wire = wire;
    }

    /** The lower-case form used in headers, JSON, configuration and table rows. */
    public String wire() {
        return wire;
    }

    /** The mode of that wire form (case-sensitive), or empty when there is none. */
    public static Optional<Mode> fromWire(String wire) {
        return Arrays.stream(values()).filter(mode -> mode.wire.equals(wire)).findFirst();
    }

    /** The mode that Debitura's flag {@code isTest} stands for. */
    public static Mode ofTestFlag(boolean isTest) {
        return isTest ? TEST : LIVE;
    }

    /** The value of Debitura's flag {@code isTest}: true for {@link #TEST}. */
    public boolean isTest() {
        return this == TEST;
    }
}
