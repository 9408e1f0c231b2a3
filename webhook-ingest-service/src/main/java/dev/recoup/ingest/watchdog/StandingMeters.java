package dev.recoup.ingest.watchdog;

import dev.recoup.ingest.subscriptions.Standing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The figures {@code recoup.subscriptions.inactive, changed, troubled} and {@code silent}, by subscription. */
@Singleton
class StandingMeters {

    private final MultiGauge inactive;
    private final MultiGauge changed;
    private final MultiGauge troubled;
    private final MultiGauge silent;

    @Inject
    StandingMeters(MeterRegistry registry) {
        inactive = gauge(registry, "inactive", "Subscriptions that get nothing though they are wanted on");
        changed = gauge(registry, "changed", "Subscriptions that somebody changed at Debitura");
        troubled = gauge(registry, "troubled", "Subscriptions that Debitura could not be told about, or refused");
        silent = gauge(registry, "silent", "1 while nothing comes though much would have come by now");
    }

    void show(List<Standing> standings) {
        show(inactive, standings, Standing::inactive);
        show(changed, standings, Standing::changed);
        show(troubled, standings, Standing::troubled);
    }

    void showSilent(Map<String, Boolean> silences) {
        silent.register(
                silences.entrySet().stream()
                        .map(entry -> Row.of(tags(entry.getKey()), entry.getValue() ? 1 : 0))
                        .toList(),
                true);
    }

    private static void show(MultiGauge gauge, List<Standing> standings, ToLongFunction<Standing> figure) {
        gauge.register(
                standings.stream()
                        .map(each -> Row.of(tags(each.subscription()), figure.applyAsLong(each)))
                        .toList(),
                true);
    }

    private static Tags tags(String subscription) {
        return Tags.of("subscription", subscription);
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
        return MultiGauge.builder("recoup.subscriptions." + name)
                .description(description)
                .register(registry);
    }
}
