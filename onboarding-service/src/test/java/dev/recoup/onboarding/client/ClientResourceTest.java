package dev.recoup.onboarding.client;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.recoup.events.EventJson;
import dev.recoup.events.clients.OnboardingRequest;
import dev.recoup.onboarding.fixture.Platform;
import dev.recoup.testing.EventProbe;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.Sandbox;
import dev.recoup.testing.Tokens;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RecoupTest(service = "onboarding-service")
class ClientResourceTest {

    Sandbox sandbox;
    EventProbe probe;
    Tokens tokens;

    private Platform platform;

    @BeforeEach
    void newClient() {
        platform = new Platform(probe);
    }

    @AfterEach
    void noMoreTrouble() {
        sandbox.clearFaults();
    }

    @Test
    void a_client_is_shown_to_readers_and_to_its_own_tenant_only() {
        platform.publish(platform.request().build());
        platform.snapshots(1);

        get(tokens.bearer("collections-read")).statusCode(200).body("state", equalTo("ONBOARDING"));
        get(tokens.bearerForTenant(platform.tenant, "collections-read"))
                .statusCode(200)
                .body("externalTenantId", equalTo(platform.tenant));
        get(tokens.bearerForTenant("ten-other", "collections-read"))
                .statusCode(404)
                .contentType("application/problem+json");
        get(tokens.bearer("revenue-read")).statusCode(403);
        given().get("/v1/clients/" + platform.tenant).then().statusCode(401);
    }

    @Test
    void a_client_that_nobody_knows_is_not_found() {
        get(tokens.bearer("collections-read")).statusCode(404).body("title", equalTo("Not Found"));
    }

    @Test
    void a_name_that_no_client_can_have_is_the_callers_mistake() {
        given().urlEncodingEnabled(false)
                .header("Authorization", tokens.bearer("collections-read"))
                .get("/v1/clients/" + platform.tenant + "%00")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void onboarding_by_rest_waits_for_the_page_to_show() {
        put(platform.request().build())
                .statusCode(200)
                .body("state", equalTo("ONBOARDING"))
                .body(
                        "onboardingUrl",
                        equalTo(Platform.withReturn(sandbox.client(platform.tenant)
                                        .orElseThrow()
                                        .onboardingUrl())
                                .toString()));
    }

    @Test
    void onboarding_by_rest_is_accepted_when_debitura_does_not_answer_in_time() {
        sandbox.failWith("createClient", 1, 500);
        sandbox.delay("createClient", 1, Duration.ofSeconds(12));
        put(platform.request().build()).statusCode(202).body("state", equalTo("NEW"));
    }

    @Test
    void a_request_that_is_refused_says_every_reason() {
        put(platform.request()
                        .client(platform.request().build().client().toBuilder()
                                .country("Atlantis")
                                .build())
                        .build())
                .statusCode(422)
                .contentType("application/problem+json")
                .body("refusals.code", hasItem("COUNTRY_UNKNOWN"))
                .body("refusals.field", hasItem("/client/country"));
    }

    @Test
    void a_body_about_another_client_is_a_bad_request() {
        put(new Platform(probe).request().build()).statusCode(400);
    }

    private ValidatableResponse get(String bearer) {
        return given().header("Authorization", bearer)
                .get("/v1/clients/" + platform.tenant)
                .then();
    }

    private ValidatableResponse put(OnboardingRequest request) {
        return given().header("Authorization", tokens.bearer("collections-write"))
                .contentType("application/json")
                .body(EventJson.write(request))
                .put("/v1/clients/" + platform.tenant)
                .then();
    }
}
