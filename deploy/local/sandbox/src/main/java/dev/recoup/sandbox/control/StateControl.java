package dev.recoup.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** The endpoints that show what really happened: all of it, or counts and pages once there is too much of it. */
final class StateControl {

    private static final int PAGE = 1_000;
    private static final int LARGEST_PAGE = 10_000;

    private final StateView state;

    StateControl(StateView state) {
        this.state = state;
    }

    void addTo(Router router) {
        router.get("/_sandbox/state").handler(ControlApi.answering((context, body) -> state.view()));
        router.get("/_sandbox/state/counts").handler(ControlApi.answering((context, body) -> state.counts()));
        router.get("/_sandbox/state/cases").handler(ControlApi.answering((context, body) -> cases(context)));
    }

    private ObjectNode cases(RoutingContext context) {
        int limit = number(context, "limit", PAGE);
        if (limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("limit is at most " + LARGEST_PAGE);
        }
        return state.cases(number(context, "from", 0), limit);
    }

    private static int number(RoutingContext context, String name, int byDefault) {
        return Optional.ofNullable(context.request().getParam(name))
                .map(text -> {
                    if (!text.matches("[0-9]{1,9}")) {
                        throw new IllegalArgumentException(name + " is a whole number");
                    }
                    return Integer.parseInt(text);
                })
                .orElse(byDefault);
    }
}
