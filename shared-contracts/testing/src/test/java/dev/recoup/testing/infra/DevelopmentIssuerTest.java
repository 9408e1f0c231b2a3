package dev.recoup.testing.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentIssuerTest {

    @TempDir
    Path directory;

    @Test
    void a_token_is_verified_by_what_discovery_points_to() throws Exception {
        try (DevelopmentIssuer issuer = DevelopmentIssuer.start()) {
            JwtClaims claims = verified(issuer.token("support", "operator"), issuer.url());

            assertThat(claims.getStringListClaimValue("groups")).containsExactlyInAnyOrder("support", "operator");
            assertThat(claims.hasClaim("tenant")).isFalse();
        }
    }

    @Test
    void a_tenants_token_names_the_tenant() throws Exception {
        try (DevelopmentIssuer issuer = DevelopmentIssuer.start()) {
            JwtClaims claims = verified(issuer.tokenForTenant("tenant-ä", "collections-read"), issuer.url());

            assertThat(claims.getStringClaimValue("tenant")).isEqualTo("tenant-ä");
            assertThat(claims.getStringListClaimValue("groups")).containsExactly("collections-read");
        }
    }

    @Test
    void another_issuers_token_is_not_verified() {
        try (DevelopmentIssuer issuer = DevelopmentIssuer.start();
                DevelopmentIssuer other = DevelopmentIssuer.start()) {
            assertThatThrownBy(() -> verified(other.token("support"), issuer.url()))
                    .isInstanceOf(InvalidJwtException.class);
        }
    }

    @Test
    void a_kept_key_is_its_owners_only_and_signs_for_the_running_issuer() throws Exception {
        Path file = directory.resolve("issuer-key.json");
        try (DevelopmentIssuer issuer = DevelopmentIssuer.start(0, DevelopmentIssuer.SigningKey.keptIn(file))) {
            String token =
                    DevelopmentIssuer.SigningKey.keptIn(file).sign(issuer.url().toString(), Set.of("support"));

            assertThat(verified(token, issuer.url()).getStringListClaimValue("groups"))
                    .containsExactly("support");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    private static JwtClaims verified(String token, URI issuer) throws Exception {
        JsonNode discovery = new ObjectMapper().readTree(get(issuer + "/.well-known/openid-configuration"));
        return new JwtConsumerBuilder()
                .setExpectedIssuer(discovery.required("issuer").asText())
                .setRequireExpirationTime()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(
                        new JsonWebKeySet(get(discovery.required("jwks_uri").asText())).getJsonWebKeys()))
                .build()
                .processToClaims(token);
    }

    private static String get(String url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
