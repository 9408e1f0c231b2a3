package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static dev.recoup.sandbox.RunningSandbox.onboarding;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AttributionTest {

    private static final Map<String, String> OWN_KEY =
            Map.of("XApiKey", "sandbox-creditor-key", "Content-Type", "application/json");
    private static final String OFFICE = "office@direct-creditor.example";

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    @BeforeEach
    void reset() {
        SANDBOX.control("/reset", "");
    }

    private static String byOwnKey(String reference) {
        return SANDBOX.customerWith(OWN_KEY, "POST", "/cases", claim(reference))
                .json(200)
                .get("id")
                .asText();
    }

    private static String byToken(String tenant, String reference) {
        return SANDBOX.submit(SANDBOX.token(tenant), reference, claim(reference))
                .json(200)
                .get("id")
                .asText();
    }

    private static boolean earns(String caseId) {
        SANDBOX.control("/cases/" + caseId + "/payments", "{\"amount\":\"10\"}");
        return !SANDBOX.state("transactions", "caseId", caseId).isEmpty();
    }

    /** The creditor that has a key of its own, linked after a conflict. */
    private static void linkDirectCreditor(String tenant) {
        String url = SANDBOX.referral("POST", "/clients", onboarding(tenant, OFFICE, ""))
                .json(409)
                .at("/data/onboardingLinks/url")
                .asText();
        SANDBOX.page("POST", url, Map.of("decision", "approve"));
        assertThat(SANDBOX.referral("/clients/" + tenant)
                        .json(200)
                        .get("isAttributedClient")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void a_client_that_was_there_before_earns_only_through_the_partners_token() {
        linkDirectCreditor("late");

        assertThat(earns(byToken("late", "A-1"))).isTrue();
        assertThat(earns(byOwnKey("A-2"))).isFalse();
    }

    @Test
    void nothing_is_earned_on_a_case_that_was_created_before_the_link_or_while_the_request_is_unanswered() {
        String before = byOwnKey("A-1");
        SANDBOX.referral("POST", "/clients", onboarding("late", OFFICE, "")).json(409);
        String meanwhile = byOwnKey("A-2");
        linkDirectCreditor("late");

        assertThat(earns(before)).isFalse();
        assertThat(earns(meanwhile)).isFalse();
    }

    @Test
    void without_an_active_link_at_the_payment_there_is_no_fee_and_earlier_ones_stay() {
        SANDBOX.readyClient("leaver");
        String id = byToken("leaver", "A-1");
        assertThat(earns(id)).isTrue();

        SANDBOX.control("DELETE", "/clients/leaver", "").json(200);
        SANDBOX.control("/cases/" + id + "/payments", "{\"amount\":\"10\"}");

        assertThat(SANDBOX.state("payments", "caseId", id)).hasSize(2);
        assertThat(SANDBOX.state("transactions", "caseId", id)).hasSize(1);
        assertThat(SANDBOX.referral("/reporting/transactions")
                        .json(200)
                        .at("/page/totalResults")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void the_share_is_frozen_when_the_link_is_made() {
        SANDBOX.readyClient("early");
        SANDBOX.control("/partner", "{\"referralFeePercentage\":\"30\"}");
        SANDBOX.readyClient("later");

        assertThat(SANDBOX.referral("/me")
                        .json(200)
                        .get("referralFeePercentage")
                        .decimalValue())
                .isEqualByComparingTo("30");
        assertThat(earns(byToken("early", "A-1"))).isTrue();
        assertThat(earns(byToken("later", "A-1"))).isTrue();
        // 10 EUR * 20 % * 40 %, * 50 % and * 30 %
        assertThat(SANDBOX.state("transactions", "externalTenantId", "early")
                        .getFirst()
                        .get("referralFee")
                        .asText())
                .isEqualTo("0.40");
        assertThat(SANDBOX.state("transactions", "externalTenantId", "later")
                        .getFirst()
                        .get("referralFee")
                        .asText())
                .isEqualTo("0.24");
        assertThat(SANDBOX.control("POST", "/partner", "{\"referralFeePercentage\":\"101\"}")
                        .status())
                .isEqualTo(422);
    }
}
