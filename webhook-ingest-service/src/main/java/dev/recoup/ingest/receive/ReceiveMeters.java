package dev.recoup.ingest.receive;

import dev.recoup.ingest.subscriptions.Subscription;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/**
 * The figures of the endpoint: {@code recoup.ingest.accepted} and {@code recoup.ingest.duplicates} by subscription,
 * {@code recoup.ingest.refused} by reason, {@code recoup.ingest.commit} (time from a good signature to the commit).
 */
@Singleton
final class ReceiveMeters {

    private static final String SUBSCRIPTION = "subscription";

    private final MeterRegistry registry;
    private final Timer commit;

    @Inject
    ReceiveMeters(MeterRegistry registry) {
        this.registry = registry;
        this.commit = registry.timer("recoup.ingest.commit");
        for (Refusal reason : Refusal.values()) {
            registry.counter("recoup.ingest.refused", "reason", reason.metricTag());
        }
    }

    void accepted(Subscription subscription) {
        registry.counter("recoup.ingest.accepted", SUBSCRIPTION, subscription.name())
                .increment();
    }

    void duplicate(Subscription subscription) {
        registry.counter("recoup.ingest.duplicates", SUBSCRIPTION, subscription.name())
                .increment();
    }

    void refused(Refusal reason) {
        registry.counter("recoup.ingest.refused", "reason", reason.metricTag()).increment();
    }

    <T> T timeCommit(Supplier<T> transaction) {
        return commit.record(transaction);
    }
}
