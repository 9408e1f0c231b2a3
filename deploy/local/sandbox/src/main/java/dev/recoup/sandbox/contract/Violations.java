package dev.recoup.sandbox.contract;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.recoup.sandbox.time.VirtualClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Every departure from the published contracts, by callers and by the sandbox itself, oldest first. */
public final class Violations {

    private record Violation(Instant at, String operation, Side side, String detail) {}

    private final VirtualClock clock;
    private final List<Violation> violations = new ArrayList<>();

    /** Starts an empty list that takes its times from {@code clock}. */
    public Violations(VirtualClock clock) {
        this.clock = clock;
    }

    /** Records one violation; {@code detail} must hold no request content. */
    public void add(String operation, Side side, String detail) {
        violations.add(new Violation(clock.now(), operation, side, detail));
    }

    /** Forgets all. */
    public void clear() {
        violations.clear();
    }

    /** Returns the list as the control interface shows it. */
    public ArrayNode view() {
        return Json.array(violations, violation -> Json.object()
                .put("at", Json.timestamp(violation.at()))
                .put("operation", violation.operation())
                .put("side", violation.side().name().toLowerCase(java.util.Locale.ROOT))
                .put("detail", violation.detail()));
    }
}
