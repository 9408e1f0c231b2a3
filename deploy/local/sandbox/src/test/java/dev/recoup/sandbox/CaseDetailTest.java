package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.sandbox.RunningSandbox.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CaseDetailTest {

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    private String token;
    private String id;

    @BeforeEach
    void start() {
        SANDBOX.control("/reset", "");
        token = SANDBOX.readyClient("detailed");
        id = submit("D-1", "");
    }

    private String submit(String reference, String more) {
        return SANDBOX.submit(token, reference, claim(reference, "FR", "1000", more))
                .json(200)
                .get("id")
                .asText();
    }

    private Reply call(String path) {
        return SANDBOX.customer(token, "GET", path, "");
    }

    private JsonNode shown(String more) {
        return call("/cases/" + id + more).json(200);
    }

    private void change(String what, String body) {
        SANDBOX.control("/cases/" + id + what, body);
    }

    private void move(String to) {
        change("/lifecycle", "{\"to\":\"" + to + "\"}");
    }

    private void skip(long seconds) {
        SANDBOX.control("/clock/advance", "{\"seconds\":" + seconds + "}");
        token = SANDBOX.token("detailed");
    }

    private void skipDays(int days) {
        skip(days * 86_400L);
    }

    private String offer(String body) {
        return SANDBOX.control("/cases/" + id + "/quotes", body).get("quoteId").asText();
    }

    @Test
    void the_phase_is_told_while_an_agency_works_and_stays_when_it_ends() {
        assertThat(shown("").get("currentEngagementPhase").asText()).isEqualTo("Pre-legal");

        change("/phase", "{\"phase\":\"Legal\"}");

        assertThat(shown("").get("preLegalSuccessFee").isNull()).isTrue();
        change("/lifecycle", "{\"to\":\"Closed\",\"closeCode\":\"Other\"}");
        assertThat(shown("").get("currentEngagementPhase").asText()).isEqualTo("Legal");
        assertThat(shown("/timeline").get("currentEngagementPhase").asText()).isEqualTo("Legal");
        assertThat(SANDBOX.referral("/cases/" + id)
                        .json(200)
                        .get("currentEngagementPhase")
                        .asText())
                .isEqualTo("Legal");
    }

    @Test
    void there_is_no_phase_without_an_engagement() {
        String test = submit("D-2", "\"isTest\":true,");
        move("Leads");

        assertThat(shown("").get("currentEngagementPhase").isNull()).isTrue();
        assertThat(call("/cases/" + test)
                        .json(200)
                        .get("currentEngagementPhase")
                        .isNull())
                .isTrue();
        move("Active");
        assertThat(shown("").get("currentEngagementPhase").asText()).isEqualTo("Pre-legal");
    }

    @Test
    void fees_and_the_debtors_view_are_shown() {
        change("/fees", "{\"interest\":\"12.5\",\"reminders\":\"20\",\"collection\":\"30.25\"}");
        change("/dispute", "{\"status\":\"Don't Know\"}");

        JsonNode seen = shown("");

        assertThat(seen.get("totalAddedFees").asText()).isEqualTo("62.75");
        assertThat(seen.get("interestFees").asText()).isEqualTo("12.50");
        assertThat(seen.get("allocationOutstanding").toString())
                .isEqualTo("{\"principal\":1000,\"interest\":12.50,\"reminderFees\":20.00,\"collectionFees\":30.25}");
        assertThat(seen.get("disputeStatus").asText()).isEqualTo("Don't Know");
        change("/dispute", "{}");
        assertThat(shown("").get("disputeStatus").isNull()).isTrue();
    }

    @Test
    void what_is_wanted_from_the_creditor_is_told_until_it_passes() {
        assertThat(shown("/validation").toString())
                .isEqualTo("{\"needsInfo\":false,\"creditorRespondedAt\":null,\"items\":[]}");

        change(
                "/validation",
                "{\"items\":[{\"resolutionArea\":\"CorrectDebtorAddress\",\"description\":\"No such street\"}]}");

        assertThat(shown("").at("/validation/needsInfo").asBoolean()).isTrue();
        assertThat(shown("/validation").at("/items/0/resolutionArea").asText()).isEqualTo("CorrectDebtorAddress");
        assertThat(SANDBOX.referral("/cases/" + id)
                        .json(200)
                        .at("/validation/items/0/description")
                        .asText())
                .isEqualTo("No such street");
        change("/validation", "{\"items\":[]}");
        assertThat(shown("/validation").get("needsInfo").asBoolean()).isFalse();
    }

    @Test
    void a_case_that_needs_details_says_so_until_it_moves_on() {
        move("NeedsAdditionalDetails");
        assertThat(shown("/validation").at("/items/0/resolutionArea").asText()).isEqualTo("ProvideDocuments");

        move("PendingVerification");

        assertThat(shown("/validation").get("needsInfo").asBoolean()).isFalse();
    }

    @Test
    void the_exclusive_period_begins_with_the_collection_and_can_be_extended() {
        assertThat(call("/cases/" + id + "/exclusive-period").status()).isEqualTo(404);
        assertThat(shown("").get("exclusivePeriodEndDate").isNull()).isTrue();
        move("Active");
        assertThat(shown("/exclusive-period").get("daysRemaining").asInt()).isEqualTo(89);

        change("/exclusive-period", "{\"type\":\"PromiseToPay\",\"days\":10}");

        JsonNode period = shown("/exclusive-period");
        assertThat(period.get("status").asText()).isEqualTo("Active");
        assertThat(period.get("daysRemaining").asInt()).isEqualTo(99);
        assertThat(period.at("/extensions/0/type").asText()).isEqualTo("PromiseToPay");
        assertThat(period.at("/extensions/0/newEndDate")).isEqualTo(period.get("currentEndDate"));
        assertThat(shown("").get("exclusivePeriodEndDate")).isEqualTo(period.get("currentEndDate"));
        skipDays(101);
        assertThat(shown("/exclusive-period").get("status").asText()).isEqualTo("Expired");
        assertThat(shown("/exclusive-period").get("daysRemaining").asInt()).isEqualTo(-1);
    }

    @Test
    void a_late_payment_extends_the_period_and_a_withdrawal_terminates_it() {
        move("Active");
        skipDays(80);
        change("/payments", "{\"amount\":\"10\"}");
        assertThat(shown("/exclusive-period").at("/extensions/0/type").asText()).isEqualTo("Payment");
        assertThat(shown("/exclusive-period").get("daysRemaining").asInt()).isEqualTo(29);

        change("/lifecycle", "{\"to\":\"Closed\",\"closeCode\":\"Withdrawn by Client\"}");

        assertThat(shown("/exclusive-period").get("status").asText()).isEqualTo("Terminated");
        assertThat(shown("/exclusive-period").get("daysRemaining").asInt()).isZero();
    }

    @Test
    void an_accepted_quote_changes_agency_price_and_phase() {
        move("Active");
        move("Leads");
        String request =
                shown("/quote-requests").at("/quoteRequests/0/quoteRequestId").asText();
        String path = "/quote-requests/" + request;
        String first = offer("{\"successFeePercentage\":\"35\",\"phase\":\"Legal\"}");
        String second =
                offer("{\"partner\":\"Helvetia Forderungen\",\"successFeePercentage\":\"33\",\"phase\":\"Legal\"}");
        assertThat(shown("").get("lifecycle").asText()).isEqualTo("Pending Quote Selection");
        assertThat(shown(path).get("currentQuotesCount").asInt()).isEqualTo(2);
        assertThat(shown(path + "/quotes").get("quotes"))
                .extracting(quote -> quote.get("successFee").asText())
                .containsExactly("35", "33");

        SANDBOX.control("/cases/" + id + "/quotes/" + second + "/accept", "");

        JsonNode seen = shown("");
        assertThat(seen.get("lifecycle").asText()).isEqualTo("Active");
        assertThat(seen.at("/collectionPartner/name").asText()).isEqualTo("Helvetia Forderungen");
        assertThat(seen.get("currentEngagementPhase").asText()).isEqualTo("Legal");
        assertThat(shown(path).get("outcome").asText()).isEqualTo("QuoteAccepted");
        assertThat(shown(path + "/quotes/" + first).get("status").asText()).isEqualTo("Declined");
        assertThat(shown(path + "/quotes/" + second)
                        .at("/pricing/successFeeFee")
                        .asText())
                .isEqualTo("33");
        assertThat(SANDBOX.referral("/cases/" + id)
                        .json(200)
                        .at("/potentialRevenue/successFeePercentage")
                        .asText())
                .isEqualTo("33");
        assertThat(SANDBOX.control("POST", "/cases/" + id + "/quotes/" + first + "/accept", "")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_search_for_quotes_ends_with_the_case() {
        move("Leads");
        change("/lifecycle", "{\"to\":\"Closed\",\"closeCode\":\"No Quotes Received\"}");

        JsonNode request = shown("/quote-requests").at("/quoteRequests/0");

        assertThat(request.get("outcome").asText()).isEqualTo("NoQuotesReceived");
        assertThat(request.get("status").asText()).isEqualTo("Closed");
        assertThat(call("/cases/" + id + "/quote-requests/" + id).status()).isEqualTo(404);
        assertThat(call("/cases/" + id + "/quote-requests/"
                                + request.get("quoteRequestId").asText() + "/quotes/" + id)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void cases_pass_the_checks_by_themselves_when_told_to() {
        SANDBOX.control("/progress", "{\"seconds\":3600}");
        id = submit("D-3", "");
        String test = submit("D-4", "\"isTest\":true,");

        skip(3601);
        assertThat(shown("").get("lifecycle").asText()).isEqualTo("Pending Verification");
        skip(3601);

        assertThat(shown("").get("lifecycle").asText()).isEqualTo("Active");
        assertThat(call("/cases/" + test).json(200).get("lifecycle").asText())
                .isEqualTo("Pending Verification Internal");
    }

    @Test
    void a_referral_rate_agreed_for_one_case_wins_over_the_links() {
        assertThat(SANDBOX.referral("/cases/" + id)
                        .json(200)
                        .get("expectedReferralRatePercentage")
                        .asText())
                .isEqualTo("50.0");

        change("/referral-rate", "{\"percentage\":\"70\"}");

        JsonNode seen = SANDBOX.referral("/cases/" + id).json(200);
        assertThat(seen.get("expectedReferralRatePercentage").asText()).isEqualTo("70");
        assertThat(seen.at("/potentialRevenue/referralFeePercentage").asText()).isEqualTo("70");
        change("/payments", "{\"amount\":\"100\"}");
        JsonNode earnings =
                SANDBOX.referral("/reporting/transactions").json(200).at("/data/0/earnings");
        assertThat(earnings.get("referralFeePercentage").asText()).isEqualTo("70");
        // 100 EUR * 20 % * 40 % * 70 %
        assertThat(earnings.get("referralFeeAmount").asText()).isEqualTo("5.60");
    }

    @Test
    void the_debtor_is_shown_with_its_place_in_every_spelling() {
        String american = claim("US-1", "US", "10", "")
                .replace("\"countryAlpha2\"", "\"stateAlpha2\":\"US-CA\",\"countryAlpha2\"");
        String named = claim("US-2", "XX", "10", "")
                .replace("\"countryAlpha2\":\"XX\"", "\"stateAlpha2\":\"new york\",\"country\":\"United States\"")
                .replace("Company", "person");

        JsonNode first = SANDBOX.submit(token, "us1", american).json(200).get("debtor");
        JsonNode second = SANDBOX.submit(token, "us2", named).json(200).get("debtor");

        assertThat(first.get("stateAlpha2").asText()).isEqualTo("CA");
        assertThat(first.get("state").asText()).isEqualTo("California");
        assertThat(first.get("country").asText()).isEqualTo("United States");
        assertThat(second.get("stateAlpha2").asText()).isEqualTo("NY");
        assertThat(second.get("countryAlpha2").asText()).isEqualTo("US");
        assertThat(second.get("type").asText()).isEqualTo("Private");
    }

    @Test
    void the_division_and_the_owner_of_a_case_are_named() {
        String division = SANDBOX.customer(
                        token,
                        "POST",
                        "/divisions",
                        "{\"companyName\":\"South\",\"city\":\"Lyon\",\"countryCode\":\"FR\"}")
                .json(201)
                .get("id")
                .asText();
        id = submit(
                "D-5", "\"creditorDivisionId\":\"" + division + "\",\"assignedUserEmail\":\"DETAILED@ready.example\",");

        assertThat(shown("").at("/creditor/division/name").asText()).isEqualTo("South");
        assertThat(shown("").at("/assignedUser/email").asText()).isEqualTo("detailed@ready.example");
    }

    @Test
    void a_merged_case_is_finished_without_a_close_code() {
        move("Merged");

        assertThat(shown("").get("lifecycle").asText()).isEqualTo("Merged");
        assertThat(shown("").get("dateFinished").isNull()).isFalse();
        assertThat(shown("").get("closeCode").isNull()).isTrue();
    }
}
