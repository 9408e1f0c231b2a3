package dev.recoup.ingest.receive;

import dev.recoup.ingest.journal.Recorded.FirstDelivery;
import dev.recoup.ingest.journal.Recorded.Redelivery;
import dev.recoup.ingest.receive.Acceptance.Accepted;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The figures of the endpoint: {@code recoup.ingest.accepted} and {@code recoup.ingest.duplicates} by subscription,
 * {@code recoup.ingest.refused} by reason, {@code recoup.ingest.commit} (time from a good signature to the commit),
 * {@code recoup.ingest.group} (deliveries per commit), {@code recoup.ingest.waiting.age} (seconds that the first one of
 * those without a lane has waited).
 */
@Singleton
final class ReceiveMeters {

    private static final String SUBSCRIPTION = "subscription";

    private final MeterRegistry registry;
    private final Timer commit;
    private final DistributionSummary group;
    private final Map<Refusal, Counter> refused = new EnumMap<>(Refusal.class);
    private final Map<String, Counter> accepted = new ConcurrentHashMap<>();
    private final Map<String, Counter> duplicates = new ConcurrentHashMap<>();

    @Inject
    ReceiveMeters(MeterRegistry registry) {
        this.registry = registry;
        this.commit = registry.timer("recoup.ingest.commit");
        this.group = registry.summary("recoup.ingest.group");
        for (Refusal reason : Refusal.values()) {
            refused.put(reason, registry.counter("recoup.ingest.refused", "reason", reason.metricTag()));
        }
    }

    void recorded(List<Accepted> deliveries) {
        for (Accepted delivery : deliveries) {
            String subscription = delivery.delivery().subscription();
            switch (delivery.recorded()) {
                case FirstDelivery first -> accepted(subscription);
                case Redelivery again -> duplicate(subscription);
            }
        }
    }

    private void accepted(String subscription) {
        accepted.computeIfAbsent(subscription, name -> registry.counter("recoup.ingest.accepted", SUBSCRIPTION, name))
                .increment();
    }

    private void duplicate(String subscription) {
        duplicates
                .computeIfAbsent(subscription, name -> registry.counter("recoup.ingest.duplicates", SUBSCRIPTION, name))
                .increment();
    }

    void refused(Refusal reason) {
        refused.get(reason).increment();
    }

    void committed(List<WaitingDelivery> deliveries) {
        group.record(deliveries.size());
        deliveries.forEach(delivery -> commit.record(delivery.waitingNanos(), TimeUnit.NANOSECONDS));
    }

    void watch(CommitQueue queue) {
        Gauge.builder(
                        "recoup.ingest.waiting.age",
                        queue,
                        waiting -> waiting.longestWait().toMillis() / 1000.0)
                .strongReference(true)
                .register(registry);
    }
}
