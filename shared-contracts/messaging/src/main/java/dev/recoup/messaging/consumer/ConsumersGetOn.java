package dev.recoup.messaging.consumer;

import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while a record fails again and again; restarting would not help, so that liveness does not ask. */
@Readiness
final class ConsumersGetOn implements HealthCheck {

    private final RecordConsumer consumer;

    @Inject
    ConsumersGetOn(RecordConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public HealthCheckResponse call() {
        List<String> stuck = consumer.stuckPartitions().list();
        return HealthCheckResponse.named("consumers get on")
                .status(stuck.isEmpty())
                .withData("stuck", String.join(" ", stuck))
                .build();
    }
}
