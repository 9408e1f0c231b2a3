package dev.recoup.cases.status;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.recoup.cases.fixture.Platform;
import dev.recoup.events.cases.CaseState;
import dev.recoup.testing.EventProbe;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RecoupTest(service = "case-service")
class CaseResourceTest {
    EventProbe probe;
    Tokens tokens;

    private Platform platform;
    private String id;

    @BeforeEach
    void waitingClaim() {
        platform = new Platform(probe);
        id = Platform.newId();
        platform.publish(platform.request(id).build());
        platform.await(id, CaseState.WAITING_FOR_CLIENT);
    }

    @Test
    void a_reader_sees_the_latest_snapshot() {
        given().header("Authorization", tokens.bearer("collections-read"))
                .get("/v1/cases/" + id)
                .then()
                .statusCode(200)
                .body("collectionId", equalTo(id))
                .body("externalTenantId", equalTo(platform.tenant))
                .body("state", equalTo("WAITING_FOR_CLIENT"))
                .body("claim.amount", equalTo("1875.40"))
                .body("version", equalTo("1.1"));
    }

    @Test
    void a_clients_token_sees_that_client_only() {
        given().header("Authorization", tokens.bearerForTenant(platform.tenant, "collections-read"))
                .get("/v1/cases/" + id)
                .then()
                .statusCode(200);
        given().header("Authorization", tokens.bearerForTenant("ten-other", "collections-read"))
                .get("/v1/cases/" + id)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", equalTo("There is no case " + id + "."));
    }

    @Test
    void an_id_that_no_case_can_have_is_the_callers_mistake() {
        given().urlEncodingEnabled(false)
                .header("Authorization", tokens.bearer("collections-read"))
                .get("/v1/cases/" + id + "%00")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void no_token_is_401_and_another_role_is_403() {
        given().get("/v1/cases/" + id).then().statusCode(401);
        given().header("Authorization", tokens.bearer("revenue-read"))
                .get("/v1/cases/" + id)
                .then()
                .statusCode(403);
    }
}
