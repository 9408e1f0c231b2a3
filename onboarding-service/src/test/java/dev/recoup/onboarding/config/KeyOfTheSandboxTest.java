package dev.recoup.onboarding.config;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recoup.testing.RecoupTest;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URL;
import org.junit.jupiter.api.Test;

/** The key that the sandbox knows. */
@RecoupTest(service = "onboarding-service")
class KeyOfTheSandboxTest {

    @TestHTTPResource(value = "/health/well", management = true)
    URL wellness;

    @Test
    void the_key_is_proven_after_the_start() {
        await().untilAsserted(() -> assertThat(given().get(wellness).asString()).contains("proven"));
        assertThat(given().get(wellness).statusCode()).isEqualTo(200);
    }
}
