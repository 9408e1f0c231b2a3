package dev.recoup.onboarding.config;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recoup.testing.RecoupTest;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URL;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A key that the sandbox does not know. */
@RecoupTest(service = "onboarding-service")
@TestProfile(WrongKeyTest.WrongKey.class)
class WrongKeyTest {

    private static final String KEY = "a-key-of-nobody";

    @TestHTTPResource(value = "/health/well", management = true)
    URL wellness;

    @TestHTTPResource(value = "/health/ready", management = true)
    URL readiness;

    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    @Test
    void a_wrong_key_is_told_and_the_service_serves_all_the_same() {
        await().untilAsserted(
                        () -> assertThat(given().get(wellness).statusCode()).isEqualTo(503));

        assertThat(given().get(wellness).asString())
                .contains("refuses the key (401)", "recoup.debitura.api-key")
                .doesNotContain(KEY);
        assertThat(given().get(metrics).asString()).contains("recoup_debitura_key_refused 1.0");
        assertThat(given().get(readiness).statusCode()).isEqualTo(200);
    }

    /** The same service with another key. */
    public static final class WrongKey implements QuarkusTestProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(AnotherKey.class));
        }
    }

    /** Overrides the key that the shared stack gives. */
    public static final class AnotherKey implements QuarkusTestResourceLifecycleManager {

        @Override
        public int order() {
            return 100;
        }

        @Override
        public Map<String, String> start() {
            return Map.of("recoup.debitura.api-key", KEY);
        }

        @Override
        public void stop() {
            // Nothing was started.
        }
    }
}
