package dev.recoup.ingest.subscriptions;

import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Whether this service can accept deliveries. */
@Singleton
class OwnReadiness {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SmallRyeHealthReporter health;

    @Inject
    OwnReadiness(SmallRyeHealthReporter health) {
        this.health = health;
    }

    boolean isReady() {
        return !health.getReadinessAsync().await().atMost(PATIENCE).isDown();
    }
}
