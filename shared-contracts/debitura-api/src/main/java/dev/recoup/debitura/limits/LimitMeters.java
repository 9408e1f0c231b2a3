package dev.recoup.debitura.limits;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What the budget shows: head-room by window, who waits, how long, and what Debitura said. */
@Singleton
class LimitMeters {

    private final Map<Window, AtomicLong> headRoom = new EnumMap<>(Window.class);
    private final Map<Lane, AtomicLong> waiting = new EnumMap<>(Lane.class);
    private final Map<Lane, Timer> waits = new EnumMap<>(Lane.class);
    private final Map<Lane, Counter> givenUp = new EnumMap<>(Lane.class);
    private final AtomicLong share = new AtomicLong();
    private final AtomicLong pauseMillis = new AtomicLong();
    private final Counter pauses;

    LimitMeters(MeterRegistry registry) {
        for (Window window : Window.values()) {
            headRoom.put(window, new AtomicLong());
            Gauge.builder("recoup.debitura.limits.headroom", headRoom.get(window), AtomicLong::doubleValue)
                    .description("Calls that this service may still make, as last seen")
                    .tag("window", name(window))
                    .register(registry);
        }
        for (Lane lane : Lane.values()) {
            waiting.put(lane, new AtomicLong());
            Gauge.builder("recoup.debitura.limits.waiting", waiting.get(lane), AtomicLong::doubleValue)
                    .description("Calls that wait for their turn")
                    .tag("lane", name(lane))
                    .register(registry);
            waits.put(
                    lane,
                    Timer.builder("recoup.debitura.limits.waits")
                            .description("How long calls waited for their turn")
                            .tag("lane", name(lane))
                            .register(registry));
            givenUp.put(
                    lane,
                    Counter.builder("recoup.debitura.limits.given.up")
                            .description("Calls that were not made because no turn came in time")
                            .tag("lane", name(lane))
                            .register(registry));
        }
        pauses = Counter.builder("recoup.debitura.limits.pauses")
                .description("How often Debitura answered 429")
                .register(registry);
        Gauge.builder("recoup.debitura.limits.pause", pauseMillis, millis -> millis.doubleValue() / 1000)
                .description("How long nothing is called, as last seen")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("recoup.debitura.limits.share", share, AtomicLong::doubleValue)
                .description("This service's share of the limits in percent")
                .register(registry);
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    void show(Purse purse) {
        purse.left().forEach((window, calls) -> headRoom.get(window).set(calls));
        share.set(purse.share());
        pauseMillis.set(purse.pause().toMillis());
    }

    void waiting(Lane lane, int change) {
        waiting.get(lane).addAndGet(change);
    }

    void waited(Lane lane, Duration time) {
        waits.get(lane).record(time);
    }

    void gaveUp(Lane lane) {
        givenUp.get(lane).increment();
    }

    void paused() {
        pauses.increment();
    }
}
