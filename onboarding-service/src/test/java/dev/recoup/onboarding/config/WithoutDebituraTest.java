package dev.recoup.onboarding.config;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.infra.FreePorts;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URL;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Debitura is not there when the service starts. */
@RecoupTest(service = "onboarding-service")
@TestProfile(WithoutDebituraTest.NoDebitura.class)
class WithoutDebituraTest {

    @TestHTTPResource(value = "/health/well", management = true)
    URL wellness;

    @TestHTTPResource(value = "/health/ready", management = true)
    URL readiness;

    @Test
    void the_service_starts_serves_and_says_that_the_key_is_not_proven_yet() {
        await().untilAsserted(() -> assertThat(given().get(wellness).asString()).contains("unreachable"));

        assertThat(given().get(readiness).statusCode()).isEqualTo(200);
        assertThat(given().get(wellness).statusCode()).isEqualTo(200);
    }

    /** The same service with an address at which nobody listens. */
    public static final class NoDebitura implements QuarkusTestProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(ClosedPort.class));
        }
    }

    /** Overrides the address that the shared stack gives. */
    public static final class ClosedPort implements QuarkusTestResourceLifecycleManager {

        @Override
        public int order() {
            return 100;
        }

        @Override
        public Map<String, String> start() {
            return Map.of("recoup.debitura.referral-url", "http://127.0.0.1:" + FreePorts.one());
        }

        @Override
        public void stop() {
            // Nothing was started.
        }
    }
}
