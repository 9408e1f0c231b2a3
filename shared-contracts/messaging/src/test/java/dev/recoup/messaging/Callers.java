package dev.recoup.messaging;

import static io.restassured.RestAssured.given;

import dev.recoup.testing.Tokens;
import io.restassured.specification.RequestSpecification;

/**
 * Calls with the tokens of the people who call.
 *
 * @param tokens makes the tokens
 */
public record Callers(Tokens tokens) {

    public RequestSpecification operator() {
        return bearer(tokens.bearer("operator"));
    }

    public RequestSpecification support() {
        return bearer(tokens.bearer("support"));
    }

    /** Somebody with every role, for one client only. */
    public RequestSpecification client() {
        return bearer(tokens.bearerForTenant("ten-1", "support", "operator", "collections-read", "collections-write"));
    }

    /** Somebody with the roles of other endpoints. */
    public RequestSpecification other() {
        return bearer(tokens.bearer("collections-read", "collections-write", "revenue-read"));
    }

    private static RequestSpecification bearer(String token) {
        return given().urlEncodingEnabled(false).header("Authorization", token);
    }
}
