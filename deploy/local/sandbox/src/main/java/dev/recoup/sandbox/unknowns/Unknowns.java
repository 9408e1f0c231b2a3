package dev.recoup.sandbox.unknowns;

import java.util.EnumMap;
import java.util.Map;

/** How the switches stand. */
public final class Unknowns {

    private final Map<Unknown, Behaviour> atStart;
    private final Map<Unknown, Behaviour> now = new EnumMap<>(Unknown.class);

    /** Starts as told; a switch that is not named is at A. */
    public Unknowns(Map<Unknown, Behaviour> atStart) {
        this.atStart = Map.copyOf(atStart);
        reset();
    }

    /** Returns how a switch stands. */
    public Behaviour of(Unknown unknown) {
        return now.get(unknown);
    }

    /** Returns {@code a} or {@code b}, as the switch stands. */
    public <T> T choose(Unknown unknown, T a, T b) {
        return switch (of(unknown)) {
            case A -> a;
            case B -> b;
        };
    }

    /** Sets a switch. */
    public void set(Unknown unknown, Behaviour behaviour) {
        now.put(unknown, behaviour);
    }

    /** Returns every switch to where it stood at the start. */
    public void reset() {
        for (Unknown unknown : Unknown.values()) {
            now.put(unknown, atStart.getOrDefault(unknown, Behaviour.A));
        }
    }
}
