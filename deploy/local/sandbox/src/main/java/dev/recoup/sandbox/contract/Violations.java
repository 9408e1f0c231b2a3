package dev.recoup.sandbox.contract;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.recoup.sandbox.time.VirtualClock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * What went against the published contracts, oldest first; the newest thousands are kept.
 *
 * <p>A violation is an answer of the sandbox that its document does not know, or a request in a shape that no correct
 * client sends whatever its user typed. A refusal is a request of the right shape whose content broke a rule: a client
 * may send that, and is answered 400 or 413.
 */
public final class Violations {

    private static final int KEPT = 10_000;

    private record Violation(Instant at, String operation, Side side, String detail) {}

    private final VirtualClock clock;
    private final Deque<Violation> violations = new ArrayDeque<>();
    private final Deque<Violation> refusals = new ArrayDeque<>();

    /** Starts with empty lists that take their times from {@code clock}. */
    public Violations(VirtualClock clock) {
        this.clock = clock;
    }

    /** Records one violation; {@code detail} must hold no request content. */
    public void add(String operation, Side side, String detail) {
        keep(violations, operation, side, detail);
    }

    /** Records one refusal; {@code detail} must hold no request content. */
    void refused(String operation, String detail) {
        keep(refusals, operation, Side.REQUEST, detail);
    }

    private void keep(Deque<Violation> list, String operation, Side side, String detail) {
        if (list.size() == KEPT) {
            list.poll();
        }
        list.add(new Violation(clock.now(), operation, side, detail));
    }

    /** Forgets all. */
    public void clear() {
        violations.clear();
        refusals.clear();
    }

    /** Returns the violations as the control interface shows them. */
    public ArrayNode view() {
        return view(violations);
    }

    /** Returns the refusals as the control interface shows them. */
    public ArrayNode refusals() {
        return view(refusals);
    }

    private static ArrayNode view(Deque<Violation> list) {
        return Json.array(list, violation -> Json.object()
                .put("at", Json.timestamp(violation.at()))
                .put("operation", violation.operation())
                .put("side", violation.side().name().toLowerCase(Locale.ROOT))
                .put("detail", violation.detail()));
    }
}
