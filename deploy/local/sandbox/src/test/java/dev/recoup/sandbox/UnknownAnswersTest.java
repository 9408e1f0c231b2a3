package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static dev.recoup.sandbox.RunningSandbox.onboarding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.sandbox.RunningSandbox.Reply;
import dev.recoup.sandbox.unknowns.Behaviour;
import dev.recoup.sandbox.unknowns.Unknown;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UnknownAnswersTest {

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    @BeforeEach
    void start() {
        SANDBOX.control("/reset", "");
        SANDBOX.control("/unknowns", "{\"all\":\"A\"}");
    }

    private static void playB(Unknown unknown) {
        SANDBOX.given(unknown, Behaviour.B);
    }

    private static void account(String email, String linkedTo) {
        SANDBOX.control(
                "/accounts", "{\"name\":\"Old\",\"email\":\"%s\",\"linkedTo\":\"%s\"}".formatted(email, linkedTo));
    }

    private static Reply onboard(String tenant, String email) {
        return SANDBOX.referral("POST", "/clients", onboarding(tenant, email, ""));
    }

    private static void advance(long seconds) {
        SANDBOX.control("/clock/advance", "{\"seconds\":" + seconds + "}");
    }

    @Test
    void an_idempotency_key_lives_for_ever_or_for_a_day() {
        String token = SANDBOX.readyClient("keys");
        String first =
                SANDBOX.submit(token, "key", claim("")).sent(200).get("id").asText();
        advance(86_400);
        String later = SANDBOX.token("keys");
        assertThat(SANDBOX.submit(later, "key", claim("")).sent(200).get("id").asText())
                .isEqualTo(first);

        playB(Unknown.KEY_LIFETIME);

        assertThat(SANDBOX.submit(later, "key", claim("")).sent(200).get("id").asText())
                .isNotEqualTo(first);
    }

    @Test
    void a_key_in_use_waits_for_its_answer_or_is_refused_in_one_of_two_ways() throws Exception {
        String token = SANDBOX.readyClient("busy");
        CompletableFuture<Reply> first = slowly(token, "one");
        String id = SANDBOX.submit(token, "one", claim("")).sent(200).get("id").asText();
        assertThat(first.get().sent(200).get("id").asText()).isEqualTo(id);

        playB(Unknown.KEY_IN_USE);
        CompletableFuture<Reply> second = slowly(token, "two");
        SANDBOX.submit(token, "two", claim("")).sent(409);
        playB(Unknown.KEY_IN_USE_STATUS);
        JsonNode refusal = SANDBOX.submit(token, "two", claim("")).sent(422);

        assertThat(refusal.at("/businessErrors/0/type").asText()).isEqualTo("IdempotencyKeyInUse");
        second.get().sent(200);
    }

    /** Sends a case whose answer comes late, and waits until it has been taken up. */
    private static CompletableFuture<Reply> slowly(String token, String key) {
        int before = SANDBOX.state().get("cases").size();
        SANDBOX.control("/faults", "{\"operation\":\"createCase\",\"kind\":\"latency\",\"latencyMs\":1500}");
        CompletableFuture<Reply> answer = CompletableFuture.supplyAsync(() -> SANDBOX.submit(token, key, claim("")));
        await().until(() -> SANDBOX.state().get("cases").size() == before + 1);
        return answer;
    }

    @Test
    void the_account_of_an_agency_is_a_conflict_or_a_business_error() {
        account("a@agency.example", "agency");
        assertThat(onboard("wrong", "a@agency.example").sent(409).get("type").asText())
                .isEqualTo("InvalidClientType");

        playB(Unknown.AGENCY_MATCHED);

        assertThat(onboard("wrong", "a@agency.example")
                        .sent(422)
                        .at("/businessErrors/0/type")
                        .asText())
                .isEqualTo("InvalidClientType");
    }

    @Test
    void a_second_tenant_for_one_client_is_a_conflict_or_a_business_error() {
        onboard("first", "f@one.example").sent(202);
        assertThat(onboard("second", "f@one.example").sent(409).get("type").asText())
                .isEqualTo("AlreadyLinkedDifferentTenant");

        playB(Unknown.SECOND_TENANT);

        onboard("second", "f@one.example").sent(422);
    }

    @Test
    void a_conflict_is_plain_or_wrapped_and_spelt_in_two_ways() {
        account("o@other.example", "other-partner");
        account("n@nobody.example", "nobody");
        assertThat(onboard("other", "o@other.example").sent(409).get("type").asText())
                .isEqualTo("ClientAlreadyLinkedToAnotherPartner");

        playB(Unknown.CONFLICT_SHAPE);

        assertThat(onboard("other", "o@other.example")
                        .sent(409)
                        .at("/conflictResponse/type")
                        .asText())
                .isEqualTo("AlreadyLinkedToAnotherPartner");
        JsonNode needsLinking = onboard("nobody", "n@nobody.example").sent(409);
        assertThat(needsLinking.at("/conflictResponse/data/onboardingLinks/url").asText())
                .contains("/ReferralPartner/Approve?token=");
        assertThat(needsLinking.at("/conflictResponse/data").has("isAttributedClient"))
                .isFalse();
    }

    @Test
    void a_token_counts_with_its_partner_or_apart() {
        String token = SANDBOX.readyClient("counted");
        SANDBOX.control("/rate-limits", "{\"perDay\":1}");
        assertThat(SANDBOX.referral("/me").status()).isEqualTo(200);
        assertThat(SANDBOX.customer(token, "GET", "/cases", "").status()).isEqualTo(429);

        playB(Unknown.TOKEN_RATE);

        assertThat(SANDBOX.customer(token, "GET", "/cases", "").status()).isEqualTo(200);
        assertThat(SANDBOX.customer(token, "GET", "/cases", "").status()).isEqualTo(429);
    }

    @Test
    void a_day_of_the_rate_limit_begins_with_a_call_or_at_midnight() {
        advanceToMidnight();
        advance(3600);
        playB(Unknown.RATE_DAY);
        SANDBOX.control("/rate-limits", "{\"perDay\":1}");
        assertThat(SANDBOX.referral("/me").status()).isEqualTo(200);
        assertThat(SANDBOX.referral("/me").status()).isEqualTo(429);

        advanceToMidnight();

        assertThat(SANDBOX.referral("/me").status()).isEqualTo(200);
    }

    private static void advanceToMidnight() {
        Instant now = Instant.parse(
                SANDBOX.control("GET", "/clock", "").json(200).get("now").asText());
        advance(86_400 - LocalTime.ofInstant(now, ZoneOffset.UTC).toSecondOfDay());
    }

    @Test
    void a_429_tells_the_wait_in_its_body_or_in_a_header() {
        SANDBOX.control("/rate-limits", "{\"perMinute\":0}");
        assertThat(SANDBOX.referral("/me").sent(429).get("retryAfter").asDouble())
                .isBetween(49.0, 60.0);

        playB(Unknown.RETRY_AFTER_PLACE);

        Reply refusal = SANDBOX.referral("/me");
        assertThat(refusal.sent(429).has("retryAfter")).isFalse();
        assertThat(Integer.parseInt(refusal.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(49, 60);
    }

    @Test
    void a_stored_case_is_replayed_without_kyc_data_or_fails() {
        replay("unhindered");
        assertThat(SANDBOX.state("cases", "externalTenantId", "unhindered")).hasSize(1);

        playB(Unknown.KYC_BLOCKS_REPLAY);
        replay("blocked");

        assertThat(SANDBOX.state("cases", "externalTenantId", "blocked")).isEmpty();
        assertThat(SANDBOX.referral("/clients/blocked")
                        .sent(200)
                        .get("kycStatus")
                        .asText())
                .isEqualTo("pending");
    }

    /** Has a client approve a link request that came with a case for an agency that needs KYC data. */
    private static void replay(String tenant) {
        String email = tenant + "@replay.example";
        account(email, "nobody");
        String url = SANDBOX.referral("POST", "/clients", onboarding(tenant, email, claim(tenant, "GB", "10", "")))
                .sent(409)
                .at("/data/onboardingLinks/url")
                .asText();
        SANDBOX.page("POST", url, Map.of("decision", "approve"));
    }

    @Test
    void the_end_of_a_link_is_silent_or_told_to_everybody() {
        try (Receiver receiver = new Receiver()) {
            SANDBOX.referral(
                            "POST",
                            "/v1/Webhooks",
                            "{\"url\":\"%s\",\"events\":[\"client.linked\"]}".formatted(receiver.url()))
                    .sent(200);
            playB(Unknown.LINK_ENDED);
            SANDBOX.readyClient("ended");

            SANDBOX.control("DELETE", "/clients/ended", "").sent(200);

            await().until(() -> receiver.deliveries().size() == 1);
            assertThat(receiver.events()).containsExactly("client.link_ended");
            assertThat(receiver.deliveries().getFirst().text()).contains("\"externalTenantId\":\"ended\"");
        }
    }

    @Test
    void a_token_is_called_in_two_ways() {
        SANDBOX.readyClient("named");
        playB(Unknown.TOKEN_NAMES);

        JsonNode minted = SANDBOX.referral("POST", "/oauth/token", "{\"externalTenantId\":\"named\"}")
                .sent(200);

        assertThat(minted.get("expires_in").asInt()).isEqualTo(1800);
        assertThat(SANDBOX.customer(minted.get("access_token").asText(), "GET", "/cases", "")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void lists_are_paged_under_two_names_and_clients_by_two_sizes() {
        for (int count = 0; count < 11; count++) {
            SANDBOX.readyClient("paged" + count);
        }
        assertThat(SANDBOX.referral("/clients").sent(200).get("clients")).hasSize(11);

        playB(Unknown.PAGE_KEY);
        playB(Unknown.CLIENTS_PAGE_SIZE);

        JsonNode list = SANDBOX.referral("/clients").sent(200);
        assertThat(list.get("clients")).hasSize(10);
        assertThat(list.at("/pageData/totalPages").asInt()).isEqualTo(2);
        assertThat(list.has("page")).isFalse();
    }

    @Test
    void a_subscription_is_created_with_another_status_and_other_names() {
        String body = "{\"url\":\"https://shop.example/h\",\"events\":[\"case.created\"]}";
        playB(Unknown.WEBHOOK_CREATED_STATUS);
        playB(Unknown.SUBSCRIPTION_NAMES);

        Reply created = SANDBOX.referral("POST", "/v1/Webhooks", body);

        assertThat(created.sent(201).get("Secret").asText()).hasSize(44);
        assertThat(created.headers().firstValue("X-Sandbox-Departures"))
                .contains("webhook-created-status,subscription-names");
        JsonNode listed = SANDBOX.referral("/v1/Webhooks").sent(200).get(0);
        assertThat(listed.get("IsActive").asBoolean()).isTrue();
        assertThat(listed.has("isActive")).isFalse();
    }

    @Test
    void a_kyc_status_is_spelt_in_two_ways_wherever_it_stands() {
        SANDBOX.readyClient("spelt");
        assertThat(SANDBOX.referral("/clients/spelt").sent(200).get("kycStatus").asText())
                .isEqualTo("not_required");

        playB(Unknown.KYC_STATUS_TEXT);

        assertThat(SANDBOX.referral("/clients")
                        .sent(200)
                        .at("/clients/0/kycStatus")
                        .asText())
                .isEqualTo("NotRequired");
        assertThat(SANDBOX.referral("/clients/spelt").sent(200).get("kycStatus").asText())
                .isEqualTo("NotRequired");
    }

    @Test
    void cases_show_their_lifecycle_as_label_or_name_and_moments_with_or_without_zone() {
        String token = SANDBOX.readyClient("shown");
        String id = SANDBOX.submit(token, "shown", claim("shown"))
                .sent(200)
                .get("id")
                .asText();
        JsonNode documented = SANDBOX.customer(token, "GET", "/cases/" + id, "").sent(200);
        assertThat(documented.get("lifecycle").asText()).isEqualTo("Pending Verification Internal");
        assertThat(documented.get("dateCreated").asText()).endsWith("Z");

        playB(Unknown.ANSWER_LIFECYCLE_TEXT);
        playB(Unknown.TIMESTAMP_ZONE);

        JsonNode other = SANDBOX.customer(token, "GET", "/cases/" + id, "").sent(200);
        assertThat(other.get("lifecycle").asText()).isEqualTo("PendingVerificationInternal");
        assertThat(other.get("dateCreated").asText() + "Z")
                .isEqualTo(documented.get("dateCreated").asText());
        assertThat(SANDBOX.referral("/cases/" + id).sent(200).get("lifecycle").asText())
                .isEqualTo("PendingVerificationInternal");
    }

    @Test
    void old_claims_cost_ten_and_twenty_points_more_or_eight_and_fifteen() {
        assertThat(surcharge("2025-06-01")).isEqualByComparingTo("10");
        assertThat(surcharge("2024-01-01")).isEqualByComparingTo("20");

        playB(Unknown.AGE_SURCHARGE);

        assertThat(surcharge("2025-06-01")).isEqualByComparingTo("8");
        assertThat(surcharge("2024-01-01")).isEqualByComparingTo("15");
    }

    private static BigDecimal surcharge(String due) {
        return SANDBOX.referral("POST", "/cases/preview", """
            {"amountToRecover":1000,"currencyCode":"EUR","dueDate":"%s",
             "debtor":{"type":"Company","countryAlpha2":"FR"}}
            """.formatted(due))
                .json(200)
                .at("/pricingPreview/ageSurchargePercentage")
                .decimalValue();
    }

    @Test
    void a_reversal_takes_a_row_away_or_adds_one_that_outweighs_it() {
        pay("gone");
        SANDBOX.control("DELETE", "/payments/" + newestPayment(), "").json(200);
        assertThat(rows()).isEmpty();

        playB(Unknown.REVERSAL_ROWS);
        pay("kept");
        SANDBOX.control("DELETE", "/payments/" + newestPayment(), "").json(200);

        List<BigDecimal> fees = new ArrayList<>();
        rows().forEach(row -> fees.add(row.at("/earnings/referralFeeAmountUsd").decimalValue()));
        assertThat(fees).hasSize(2);
        assertThat(fees.get(0).add(fees.get(1))).isEqualByComparingTo("0");
        assertThat(fees.get(0).signum() * fees.get(1).signum()).isEqualTo(-1);
    }

    private static JsonNode rows() {
        return SANDBOX.referral("/reporting/transactions").json(200).get("data");
    }

    private static void pay(String tenant) {
        String id = SANDBOX.submit(SANDBOX.readyClient(tenant), tenant, claim(tenant))
                .json(200)
                .get("id")
                .asText();
        SANDBOX.control("/cases/" + id + "/payments", "{\"amount\":\"100\"}");
    }

    private static String newestPayment() {
        JsonNode payments = SANDBOX.state().get("payments");
        return payments.get(payments.size() - 1).get("id").asText();
    }

    @Test
    void the_partner_hears_of_test_cases_that_are_moved_along_or_not() {
        try (Receiver receiver = new Receiver()) {
            SANDBOX.referral(
                            "POST",
                            "/v1/Webhooks",
                            "{\"url\":\"%s\",\"events\":[\"case.updated\"],\"isTestMode\":true}"
                                    .formatted(receiver.url()))
                    .json(200);
            String token = SANDBOX.readyClient("trial");
            playB(Unknown.TEST_CASE_EVENTS);
            advanceTestCase(token, "unheard");
            SANDBOX.given(Unknown.TEST_CASE_EVENTS, Behaviour.A);
            advanceTestCase(token, "heard");

            await().until(() -> !receiver.deliveries().isEmpty());
            assertThat(receiver.deliveries()).hasSize(1);
        }
    }

    private static void advanceTestCase(String token, String reference) {
        String id = SANDBOX.submit(token, reference, claim(reference, "FR", "10", "\"isTest\":true,"))
                .json(200)
                .get("id")
                .asText();
        SANDBOX.customer(token, "POST", "/test/cases/" + id + "/advance", "{\"to\":\"Active\"}")
                .json(200);
    }

    @Test
    void a_signing_address_lives_for_ever_or_for_a_day() {
        SANDBOX.control("/clients", "{\"externalTenantId\":\"slow\",\"name\":\"S\",\"email\":\"s@slow.example\"}");
        String endless = page("slow");
        advance(200_000);
        assertThat(SANDBOX.page("GET", endless, Map.of()).status()).isEqualTo(200);

        playB(Unknown.SIGNING_URL_LIFETIME);
        String limited = page("slow");
        assertThat(page("slow")).isEqualTo(limited);
        assertThat(SANDBOX.page("GET", limited, Map.of()).status()).isEqualTo(200);
        advance(86_400);

        assertThat(SANDBOX.page("GET", limited, Map.of()).status()).isEqualTo(410);
        assertThat(page("slow")).isNotEqualTo(limited);
        assertThat(SANDBOX.page("GET", page("slow"), Map.of()).status()).isEqualTo(200);
    }

    private static String page(String tenant) {
        return SANDBOX.referral("/clients/" + tenant)
                .json(200)
                .at("/onboardingLinks/url")
                .asText();
    }
}
