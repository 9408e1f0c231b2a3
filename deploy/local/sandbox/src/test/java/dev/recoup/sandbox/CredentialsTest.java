package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CredentialsTest {

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    @RegisterExtension
    static final RunningSandbox OTHER = new RunningSandbox("--environment", "production");

    private static int cases(String token) {
        return SANDBOX.customer(token, "GET", "/cases", "").status();
    }

    @Test
    void the_referral_api_takes_the_partners_key_and_nothing_beside_it() {
        assertThat(SANDBOX.referralWith(Map.of("XApiKey", KEY), "/me").status()).isEqualTo(200);
        assertThat(SANDBOX.referralWith(Map.of(), "/me").status()).isEqualTo(401);
        assertThat(SANDBOX.referralWith(Map.of("XApiKey", "other"), "/me").status())
                .isEqualTo(401);
        assertThat(SANDBOX.referralWith(Map.of("XApiKey", KEY, "Authorization", "Bearer x"), "/me")
                        .status())
                .isEqualTo(401);
        assertThat(SANDBOX.state("violations", "operation", "referral.getMe")).hasSize(1);
    }

    @Test
    void the_customer_api_takes_a_token_or_a_creditors_key_but_not_the_partners() {
        String token = SANDBOX.readyClient("gate");

        assertThat(cases(token)).isEqualTo(200);
        assertThat(SANDBOX.customerWith(Map.of("XApiKey", "sandbox-creditor-key"), "GET", "/cases", "")
                        .status())
                .isEqualTo(200);
        assertThat(SANDBOX.customerWith(Map.of("XApiKey", KEY), "GET", "/cases", "")
                        .status())
                .isEqualTo(401);
        assertThat(SANDBOX.customerWith(
                                Map.of("XApiKey", "sandbox-creditor-key", "Authorization", "Bearer " + token),
                                "GET",
                                "/cases",
                                "")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_token_is_a_jwt_for_one_client_and_lives_1800_seconds() {
        SANDBOX.readyClient("jwt");
        JsonNode minted = SANDBOX.referral("POST", "/oauth/token", "{\"externalTenantId\":\"jwt\"}")
                .json(200);
        String token = minted.get("accessToken").asText();

        assertThat(minted.get("expiresIn").asInt()).isEqualTo(1800);
        assertThat(minted.get("tokenType").asText()).isEqualTo("Bearer");
        String header = new String(Base64.getUrlDecoder().decode(token.split("\\.")[0]), StandardCharsets.UTF_8);
        assertThat(header).isEqualTo("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
        assertThat(SANDBOX.state().get("tokensMinted").get("jwt").asInt()).isEqualTo(2);
        SANDBOX.control("/clock/advance", "{\"seconds\":1790}");
        assertThat(cases(token)).isEqualTo(200);
        SANDBOX.control("/clock/advance", "{\"seconds\":11}");
        assertThat(cases(token)).isEqualTo(401);
        assertThat(cases(SANDBOX.token("jwt"))).isEqualTo(200);
    }

    @Test
    void a_token_is_asked_for_by_one_tenant_id_of_usual_length() {
        for (String body :
                new String[] {"{}", "{\"externalTenantId\":\"\"}", "{\"externalTenantId\":\"" + "x".repeat(256) + "\"}"
                }) {
            assertThat(SANDBOX.referral("POST", "/oauth/token", body).status())
                    .as(body)
                    .isEqualTo(400);
        }
        SANDBOX.readyClient("case matters");
        assertThat(SANDBOX.referral("POST", "/oauth/token", "{\"externalTenantId\":\"CASE matters\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_token_of_another_environment_is_not_good() {
        assertThat(cases(OTHER.readyClient("elsewhere"))).isEqualTo(401);
        assertThat(SANDBOX.referral("/clients/elsewhere").status()).isEqualTo(404);
    }

    @Test
    void a_changed_token_is_not_good() {
        String[] parts = SANDBOX.readyClient("forged").split("\\.");
        String[] other = SANDBOX.readyClient("victim").split("\\.");

        assertThat(cases(parts[0] + "." + other[1] + "." + parts[2])).isEqualTo(401);
        assertThat(cases("nonsense")).isEqualTo(401);
        assertThat(cases("a.b.%%%")).isEqualTo(401);
    }

    @Test
    void without_an_active_link_there_is_no_token_and_the_old_one_is_no_good() {
        String token = SANDBOX.readyClient("archived");
        SANDBOX.control("DELETE", "/clients/archived", "").json(200);

        assertThat(cases(token)).isEqualTo(401);
        assertThat(SANDBOX.referral("POST", "/oauth/token", "{\"externalTenantId\":\"archived\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_client_sees_its_own_cases_only() {
        String mine = SANDBOX.readyClient("mine");
        String theirs = SANDBOX.readyClient("theirs");
        String id = SANDBOX.submit(mine, "k-mine", RunningSandbox.claim("MINE-1"))
                .json(200)
                .get("id")
                .asText();

        assertThat(SANDBOX.customer(mine, "GET", "/cases/" + id, "").status()).isEqualTo(200);
        assertThat(SANDBOX.customer(theirs, "GET", "/cases/" + id, "").status()).isEqualTo(404);
        assertThat(SANDBOX.customer(theirs, "GET", "/cases/by-creditor-reference/MINE-1", "")
                        .status())
                .isEqualTo(404);
        assertThat(SANDBOX.customer(theirs, "GET", "/cases/" + id + "/payments", "")
                        .status())
                .isEqualTo(404);
    }
}
