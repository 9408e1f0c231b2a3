package dev.recoup.ingest.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.ingest.ReadinessSwitch;
import dev.recoup.testing.RecoupTest;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@RecoupTest(service = "webhook-ingest-service")
class OwnReadinessTest {

    @Inject
    SmallRyeHealthReporter health;

    @Inject
    ReadinessSwitch readiness;

    @AfterEach
    void switchOn() {
        readiness.on();
    }

    @Test
    void it_is_ready_unless_a_check_says_no() {
        OwnReadiness own = new OwnReadiness(health);
        assertThat(own.isReady()).isTrue();

        readiness.off();
        assertThat(own.isReady()).isFalse();
    }

    @Test
    void a_check_that_does_not_answer_is_a_no() {
        readiness.hang();

        assertThat(new OwnReadiness(health, Duration.ofMillis(300)).isReady()).isFalse();
    }
}
