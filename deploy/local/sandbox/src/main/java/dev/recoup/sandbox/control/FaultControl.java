package dev.recoup.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.sandbox.contract.Backlog;
import dev.recoup.sandbox.contract.Faults;
import dev.recoup.sandbox.contract.Json;
import dev.recoup.sandbox.time.VirtualClock;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.Optional;

/** The endpoints that order troubles. */
final class FaultControl {

    private static final long PATIENCE_MILLISECONDS = 1000;

    private final Faults faults;
    private final VirtualClock clock;

    FaultControl(Faults faults, VirtualClock clock) {
        this.faults = faults;
        this.clock = clock;
    }

    void addTo(Router router) {
        router.post("/_sandbox/faults").handler(ControlApi.answering((context, body) -> order(body)));
        router.delete("/_sandbox/faults").handler(ControlApi.answering((context, body) -> {
            faults.clear();
            return Json.object();
        }));
    }

    private ObjectNode order(JsonNode body) {
        Faults.Extent extent = extent(body);
        faults.order(ControlApi.required(body, "operation"), extent, fault(body, extent));
        return Json.object();
    }

    private Faults.Extent extent(JsonNode body) {
        if (body.has("seconds")) {
            return new Faults.Until(
                    clock.now().plus(Duration.ofSeconds(body.get("seconds").asLong())));
        }
        return new Faults.Times(Math.max(1, body.path("times").asInt(1)));
    }

    private static Faults.Fault fault(JsonNode body, Faults.Extent extent) {
        return switch (ControlApi.required(body, "kind")) {
            case "status" -> new Faults.Status(body.path("status").asInt(500), Optional.ofNullable(body.get("body")));
            case "latency" -> new Faults.Latency(milliseconds(body));
            case "lostAnswer" -> new Faults.LostAnswer();
            case "failedAnswer" -> new Faults.FailedAnswer(body.path("status").asInt(500));
            case "drop" -> new Faults.Drop();
            case "duplicate" -> new Faults.Duplicate();
            case "reorder" -> reorder(body, extent);
            case "silence" -> new Faults.Silence();
            default ->
                throw new IllegalArgumentException(
                        "kind is status, latency, lostAnswer, failedAnswer, drop, duplicate, reorder or silence");
        };
    }

    private static long milliseconds(JsonNode body) {
        return Math.max(1, body.path("latencyMs").asLong(PATIENCE_MILLISECONDS));
    }

    private static Faults.Fault reorder(JsonNode body, Faults.Extent extent) {
        return switch (extent) {
            case Faults.Times(int count) -> new Faults.Reorder(new Backlog(count, milliseconds(body)));
            case Faults.Until until -> throw new IllegalArgumentException("reorder needs times, not seconds");
        };
    }
}
