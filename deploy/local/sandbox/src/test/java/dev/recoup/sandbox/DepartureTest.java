package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static dev.recoup.sandbox.RunningSandbox.onboarding;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.sandbox.RunningSandbox.Reply;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DepartureTest {

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    @RegisterExtension
    static final RunningSandbox PRODUCTION = new RunningSandbox("--environment", "production");

    private static Reply withdraw(String tenant) {
        return SANDBOX.referral("POST", "/clients/" + tenant + "/withdraw", "");
    }

    @Test
    void a_client_that_never_signed_is_withdrawn_with_its_cases_and_may_come_again() {
        String body = onboarding("leaving", "leaving@a.example", claim("L-1"));
        JsonNode first = SANDBOX.referral("POST", "/clients", body).json(202);

        assertThat(withdraw("leaving").status()).isEqualTo(204);

        JsonNode closed = SANDBOX.state("cases", "creditorReference", "L-1").getFirst();
        assertThat(closed.get("lifecycle").asText()).isEqualTo("Closed");
        assertThat(closed.get("closeCode").asText()).isEqualTo("Case never started - Internal");
        assertThat(SANDBOX.referral("/clients/leaving").status()).isEqualTo(404);
        assertThat(withdraw("leaving").status()).isEqualTo(404);
        JsonNode second = SANDBOX.referral("POST", "/clients", body).json(202);
        assertThat(second.at("/client/id")).isNotEqualTo(first.at("/client/id"));
    }

    @Test
    void a_client_with_a_case_under_way_or_of_its_own_is_not_withdrawn() {
        SANDBOX.submit(SANDBOX.readyClient("staying"), "s1", claim("S-1")).json(200);
        assertThat(withdraw("staying").json(409).get("message").asText()).contains("moved past");

        SANDBOX.control("/accounts", "{\"name\":\"Own\",\"email\":\"own@a.example\"}");
        String url = SANDBOX.referral("POST", "/clients", onboarding("own", "own@a.example", ""))
                .json(409)
                .at("/data/onboardingLinks/url")
                .asText();
        SANDBOX.page("POST", url, Map.of("decision", "approve"));
        assertThat(withdraw("own").status()).isEqualTo(409);
    }

    @Test
    void what_stands_in_the_way_of_a_reset_is_told() {
        String token = SANDBOX.readyClient("blocked");
        String id =
                SANDBOX.submit(token, "b1", claim("B-1")).json(200).get("id").asText();
        assertThat(SANDBOX.referral("/clients/blocked/is-deletable").json(200).get("blockers"))
                .isEmpty();

        SANDBOX.control("/cases/" + id + "/lifecycle", "{\"to\":\"Active\"}");
        SANDBOX.control("/cases/" + id + "/payments", "{\"amount\":\"10\"}");

        JsonNode told = SANDBOX.referral("/clients/blocked/is-deletable").json(200);
        assertThat(told.get("isDeletable").asBoolean()).isFalse();
        assertThat(told.get("blockers"))
                .extracting(JsonNode::asText)
                .containsExactly("Active case present", "Unpaid partner commission");
    }

    @Test
    void a_reset_leaves_nothing_of_the_client() {
        String token = SANDBOX.readyClient("wiped");
        String id =
                SANDBOX.submit(token, "w1", claim("W-1")).json(200).get("id").asText();
        SANDBOX.control("/cases/" + id + "/payments", "{\"amount\":\"10\"}");

        assertThat(SANDBOX.referral("DELETE", "/clients/wiped", "").status()).isEqualTo(204);

        assertThat(SANDBOX.referral("DELETE", "/clients/wiped", "").status()).isEqualTo(404);
        assertThat(SANDBOX.state("cases", "creditorReference", "W-1")).isEmpty();
        assertThat(SANDBOX.state("payments", "caseId", id)).isEmpty();
        assertThat(SANDBOX.state("transactions", "externalTenantId", "wiped")).isEmpty();
        assertThat(SANDBOX.customer(token, "GET", "/cases", "").status()).isEqualTo(401);
        assertThat(SANDBOX.referral("POST", "/clients", onboarding("wiped-2", "wiped@ready.example", ""))
                        .json(202)
                        .get("isAttributedClient")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void production_resets_nobody() {
        PRODUCTION.readyClient("kept");

        assertThat(PRODUCTION.referral("DELETE", "/clients/kept", "").status()).isEqualTo(403);
        assertThat(PRODUCTION.referral("/clients/kept/is-deletable").status()).isEqualTo(403);
        PRODUCTION.referral("/clients/kept").json(200);
    }

    @Test
    void open_quotes_stand_in_the_way_of_a_reset() {
        String token = SANDBOX.readyClient("quoted");
        String id =
                SANDBOX.submit(token, "q1", claim("Q-1")).json(200).get("id").asText();
        SANDBOX.control("/cases/" + id + "/lifecycle", "{\"to\":\"Leads\"}");

        JsonNode told = SANDBOX.referral("/clients/quoted/is-deletable").json(200);

        assertThat(told.get("isDeletable").asBoolean()).isFalse();
        assertThat(told.get("blockers")).extracting(JsonNode::asText).containsExactly("Pending lead quotes");
        SANDBOX.control("/cases/" + id + "/lifecycle", "{\"to\":\"Closed\",\"closeCode\":\"No Quotes Received\"}");
        assertThat(SANDBOX.referral("/clients/quoted/is-deletable")
                        .json(200)
                        .get("isDeletable")
                        .asBoolean())
                .isTrue();
    }
}
