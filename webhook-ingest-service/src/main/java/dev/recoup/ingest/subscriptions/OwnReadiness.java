package dev.recoup.ingest.subscriptions;

import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.TimeoutException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Whether this service can accept deliveries. */
@Singleton
class OwnReadiness {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SmallRyeHealthReporter health;
    private final Duration patience;

    @Inject
    OwnReadiness(SmallRyeHealthReporter health) {
        this(health, PATIENCE);
    }

    OwnReadiness(SmallRyeHealthReporter health, Duration patience) {
        this.health = health;
        this.patience = patience;
    }

    /** Tells whether it can; what cannot say so in time cannot. */
    boolean isReady() {
        try {
            return !health.getReadinessAsync().await().atMost(patience).isDown();
        } catch (TimeoutException undecided) {
            return false;
        }
    }
}
