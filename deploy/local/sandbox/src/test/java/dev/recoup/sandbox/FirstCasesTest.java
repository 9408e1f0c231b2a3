package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static dev.recoup.sandbox.RunningSandbox.onboarding;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FirstCasesTest {

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    private static JsonNode onboard(String tenant, String cases) {
        return SANDBOX.referral("POST", "/clients", onboarding(tenant, tenant + "@new.example", cases))
                .json(202);
    }

    @Test
    void a_case_for_a_stranger_to_the_team_fails_alone_with_its_field() {
        String stranger = claim("S-1", "FR", "10", "\"assignedUserEmail\":\"who@else.example\",");
        String member = claim("S-2", "FR", "10", "\"assignedUserEmail\":\"team@new.example\",");

        JsonNode results = onboard("team", stranger + "," + member).get("caseResults");

        assertThat(results.get("successfulCases").findValuesAsText("creditorReference"))
                .containsExactly("S-2");
        JsonNode failed = results.at("/failedCases/0");
        assertThat(failed.get("caseIndex").asInt()).isZero();
        assertThat(failed.get("creditorReference").asText()).isEqualTo("S-1");
        assertThat(failed.get("errorType").asText()).isEqualTo("ValidationError");
        assertThat(failed.at("/validationErrors/assignedUserEmail/0").asText()).isNotEmpty();
    }

    @Test
    void a_case_may_fail_for_no_reason_of_its_own() {
        SANDBOX.control("/faults", "{\"operation\":\"firstCase\",\"kind\":\"status\"}");

        JsonNode results = onboard("unlucky", claim("U-1") + "," + claim("U-2")).get("caseResults");

        assertThat(results.at("/failedCases/0/errorType").asText()).isEqualTo("UnexpectedError");
        assertThat(results.at("/failedCases/0/creditorReference").asText()).isEqualTo("U-1");
        assertThat(results.get("successfulCases").findValuesAsText("creditorReference"))
                .containsExactly("U-2");
    }

    @Test
    void the_onboarding_user_runs_the_account_and_the_others_use_it() {
        SANDBOX.referral("POST", "/clients", """
                {"externalTenantId":"roles","client":{"name":"Nordwind","country":"DE","supportEmail":"r@new.example"},
                 "users":[{"name":"Bo Berg","email":"bo@new.example"},
                          {"name":"Ida Berg","email":"ida@new.example","isOnboardingUser":true}]}
                """).json(202);

        JsonNode users =
                SANDBOX.state("clients", "externalTenantId", "roles").getFirst().get("users");

        assertThat(users.toString())
                .isEqualTo("[{\"email\":\"ida@new.example\",\"role\":\"CreditorAdmin\"},"
                        + "{\"email\":\"bo@new.example\",\"role\":\"CreditorUser\"}]");
    }

    @Test
    void a_tenant_id_is_as_long_as_the_partner_likes_and_cannot_have_tokens_then() {
        String tenant = "t".repeat(300);

        SANDBOX.referral("POST", "/clients", onboarding(tenant, "long@new.example", ""))
                .json(202);

        assertThat(SANDBOX.referral("/clients/" + tenant)
                        .json(200)
                        .get("externalTenantId")
                        .asText())
                .isEqualTo(tenant);
        assertThat(SANDBOX.referral("POST", "/oauth/token", "{\"externalTenantId\":\"%s\"}".formatted(tenant))
                        .status())
                .isEqualTo(400);
    }
}
