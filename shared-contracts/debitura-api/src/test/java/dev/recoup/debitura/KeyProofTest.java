package dev.recoup.debitura;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recoup.debitura.KeyProof.Verdict;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(FreePorts.class)
class KeyProofTest {

    private static final String PARTNER = "{\"shortName\":\"acme\"}";

    @Inject
    DebituraReferral referral;

    @Inject
    DebituraConfig config;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private WireServer server;
    private KeyProof proof;

    @BeforeEach
    void start() throws IOException {
        server = new WireServer(config.referralUrl());
        var eager = ConfigCheckTest.config(Map.of(
                "referral-url",
                config.referralUrl().toString(),
                "key-proof.retry",
                "10ms",
                "api-key",
                config.apiKey()));
        proof = new KeyProof(referral, eager, registry);
    }

    @AfterEach
    void stop() {
        proof.stop(null);
        server.close();
    }

    @Test
    void a_key_that_debitura_accepts_is_proven_by_one_call() {
        server.on("GET /me", 200, PARTNER);

        proof.start(null);

        await().until(() -> registry.get("recoup.debitura.key.proven").gauge().value() == 1);
        assertThat(server.only().header("XApiKey")).isEqualTo("key-of-the-partner");
        assertThat(proof.call().getStatus()).isEqualTo(Status.UP);
        assertThat(proof.call().getData().orElseThrow()).isEqualTo(Map.of("state", "proven"));
    }

    @Test
    void a_key_that_debitura_refuses_says_what_to_set_and_not_the_key() {
        server.on("GET /me", 401, "");

        proof.start(null);

        await().until(() -> registry.get("recoup.debitura.key.refused").gauge().value() == 1);
        assertThat(proof.call().getStatus()).isEqualTo(Status.DOWN);
        assertThat(proof.call().getData().orElseThrow().get("advice"))
                .asString()
                .startsWith("127.0.0.1 refuses the key (401): set recoup.debitura.api-key to the partner's key")
                .doesNotContain("key-of-the-partner");

        server.on("GET /me", 200, PARTNER);
        await().until(() -> proof.call().getStatus() == Status.UP);
        assertThat(registry.get("recoup.debitura.key.refused").gauge().value()).isZero();
    }

    @Test
    void an_unreachable_debitura_says_nothing_about_the_key_and_is_asked_until_it_answers() throws IOException {
        server.close();

        proof.start(null);

        await().until(() ->
                "unreachable".equals(proof.call().getData().orElseThrow().get("state")));
        assertThat(proof.call().getStatus()).isEqualTo(Status.UP);
        server = new WireServer(config.referralUrl());
        server.on("GET /me", 200, PARTNER);
        await().until(() -> registry.get("recoup.debitura.key.proven").gauge().value() == 1);
    }

    @ParameterizedTest
    @CsvSource({"404,''", "405,''", "200,<html>Welcome</html>", "302,''"})
    void another_host_is_told_apart_from_a_wrong_key(int status, String body) {
        server.on("GET /me", status, body);

        assertThat(proof.ask()).isInstanceOfSatisfying(Verdict.WrongPlace.class, wrong -> assertThat(wrong.advice())
                .contains("recoup.debitura.referral-url"));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void trouble_at_debitura_says_nothing_about_the_key(int status) {
        server.on("GET /me", status, "");

        assertThat(proof.ask()).isInstanceOf(Verdict.Unreachable.class);
    }
}
