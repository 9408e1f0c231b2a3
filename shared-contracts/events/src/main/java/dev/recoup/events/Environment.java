package dev.recoup.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Optional;

/** Debitura's environment that a deployment serves; closed on purpose, because an unknown one must never be guessed. */
public enum Environment {
    /** Debitura's test environment, wire form {@code test}. */
    @JsonProperty("test")
    TEST("test"),
    /** Debitura's production environment, wire form {@code production}. */
    @JsonProperty("production")
    PRODUCTION("production");

    private final String wire;

    Environment(String wire) {
        this.wire = wire;
    }

    /** The lower-case form used in headers, JSON, configuration and table rows. */
    public String wire() {
        return wire;
    }

    /** The environment of that wire form (case-sensitive), or empty when there is none. */
    public static Optional<Environment> fromWire(String wire) {
        return Arrays.stream(values())
                .filter(environment -> environment.wire.equals(wire))
                .findFirst();
    }
}
