package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static dev.recoup.sandbox.RunningSandbox.onboarding;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shapes in which a call is refused. */
class RefusalTest {

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    @BeforeEach
    void reset() {
        SANDBOX.control("/reset", "");
        SANDBOX.control("/unknowns", "{\"all\":\"A\"}");
    }

    private static List<String> parts(JsonNode body) {
        return body.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static RunningSandbox.Reply onboard(String body) {
        return SANDBOX.referral("POST", "/clients", body);
    }

    @Test
    void four_shapes_of_error_bodies_occur() {
        String token = SANDBOX.readyClient("shapes");

        JsonNode usual = SANDBOX.referral("/clients/nobody").json(404);
        assertThat(parts(usual)).containsExactly("error", "message", "businessErrors");
        JsonNode business =
                SANDBOX.submit(token, "s1", claim("S-1", "KP", "10", "")).json(422);
        assertThat(parts(business)).containsExactly("businessErrors", "signingHandoff");
        JsonNode fields =
                SANDBOX.submit(token, "s2", claim("S-2", "FR", "0", "")).json(400);
        assertThat(parts(fields)).containsExactly("amountToRecover");
        assertThat(fields.get("amountToRecover").isArray()).isTrue();
        JsonNode problem = SANDBOX.referral("POST", "/clients", "{").json(400);
        assertThat(parts(problem)).containsExactly("type", "title", "status", "detail");
        SANDBOX.control("/faults", "{\"operation\":\"getMe\",\"kind\":\"status\",\"status\":500}");
        assertThat(parts(SANDBOX.referral("/me").json(500))).containsExactly("businessErrors");
    }

    @Test
    void an_onboarding_needs_a_body_users_and_a_known_country() {
        String good = onboarding("picky", "picky@a.example", "");
        String marked = "{\"name\":\"B\",\"email\":\"%s@a.example\",\"isOnboardingUser\":true}";

        onboard("null").json(400);
        onboard(good.replaceAll("\"users\":\\[.*]", "\"users\":[]")).json(400);
        String both = "\"users\":[" + marked.formatted("b") + "," + marked.formatted("c") + "]";
        assertThat(onboard(good.replaceAll("\"users\":\\[.*]", both)).json(400).has("Users"))
                .isTrue();
        assertThat(onboard(good.replace("\"DE\"", "\"Atlantis\"")).json(400).has("Client.Country"))
                .isTrue();
        assertThat(SANDBOX.referral("/clients/picky").status()).isEqualTo(404);
        onboard(good).json(202);
    }

    @Test
    void a_case_without_a_debtor_is_refused() {
        String token = SANDBOX.readyClient("nobody-owes");
        String body = claim("N-1").replaceAll(",\\s*\"debtor\":\\{.*?}", "");

        assertThat(SANDBOX.submit(token, "n1", body).json(400).has("debtor")).isTrue();
    }

    @Test
    void limits_that_are_not_named_are_the_documented_ones() {
        JsonNode limits = SANDBOX.control("/rate-limits", "{}");

        assertThat(limits.get("perMinute").asInt()).isEqualTo(2_000);
        assertThat(limits.get("perHour").asInt()).isEqualTo(20_000);
        assertThat(limits.get("perDay").asInt()).isEqualTo(100_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"BusinessRule\":[\"The agreement is not signed\"]}",
                "{\"validationErrors\":{\"Cases[0].Amount\":[\"Must be positive\"]}}",
                "{\"businessErrors\":[{\"type\":\"DuplicateCreditorReference\",\"message\":\"taken\"}]}",
                "{\"businessErrors\":[{\"type\":\"UnsupportedCountry\",\"message\":\"not there\"}]}",
                "{\"businessErrors\":[{\"type\":\"UnsupportedCurrency\",\"message\":\"not that\"}]}",
            })
    void any_body_can_be_ordered_and_is_no_violation(String body) {
        int violations = SANDBOX.state().get("violations").size();
        SANDBOX.control(
                "/faults",
                "{\"operation\":\"createClient\",\"kind\":\"status\",\"status\":422,\"body\":%s}".formatted(body));

        JsonNode refusal = SANDBOX.referral(
                        "POST", "/clients", RunningSandbox.onboarding("ordered", "ordered@a.example", ""))
                .sent(422);

        assertThat(refusal.toString()).isEqualTo(body);
        assertThat(SANDBOX.referral("/clients/ordered").status()).isEqualTo(404);
        assertThat(SANDBOX.state().get("violations")).hasSize(violations);
    }
}
