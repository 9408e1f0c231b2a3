package dev.recoup.ingest;

import jakarta.enterprise.inject.Default;
import jakarta.inject.Singleton;
import java.util.concurrent.CountDownLatch;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Has the service under test say that it is not ready, as if something that it needs were away. */
@Default
@Readiness
@Singleton
public class ReadinessSwitch implements HealthCheck {

    private volatile boolean ready = true;
    private volatile CountDownLatch silence = new CountDownLatch(0);

    public void off() {
        ready = false;
    }

    /** From now on it does not say anything. */
    public void hang() {
        silence = new CountDownLatch(1);
    }

    public void on() {
        ready = true;
        silence.countDown();
    }

    @Override
    public HealthCheckResponse call() {
        try {
            silence.await();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
        return HealthCheckResponse.named("switch").status(ready).build();
    }
}
