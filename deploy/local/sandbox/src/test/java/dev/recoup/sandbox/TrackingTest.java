package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.sandbox.unknowns.Behaviour;
import dev.recoup.sandbox.unknowns.Unknown;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the partner sees of all its clients' cases. */
class TrackingTest {

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    private String token;
    private JsonNode french;

    @BeforeEach
    void start() {
        SANDBOX.control("/reset", "");
        SANDBOX.control("/unknowns", "{\"all\":\"A\"}");
        token = SANDBOX.readyClient("tracked");
        french = submit(claim("FR-1", "FR", "8000", ""));
        submit(claim("CH-2", "CH", "50", "")
                .replace("Company", "Private")
                .replace("Mistral SARL", "Urs Frei")
                .replace("2026-02-09", "2026-01-20"));
        submit(claim("DK-3", "DK", "900", "\"isTest\":true,").replace("2026-02-09", "2026-03-01"));
    }

    private JsonNode submit(String body) {
        return SANDBOX.customer(token, "POST", "/cases", body).json(200);
    }

    private static List<String> listed(String query) {
        return SANDBOX.referral("/cases?" + query).json(200).get("cases").findValuesAsText("creditorReference");
    }

    private static String country(String name) {
        for (JsonNode country :
                SANDBOX.referral("/referral-partner/filter-options").json(200).get("countries")) {
            if (country.get("name").asText().equals(name)) {
                return country.get("id").asText();
            }
        }
        throw new AssertionError(name);
    }

    private static String agency(String name) {
        for (JsonNode place : SANDBOX.referral("/coverage").json(200)) {
            for (JsonNode partner : place.get("partners")) {
                if (partner.get("partnerName").asText().equals(name)) {
                    return partner.get("partnerId").asText();
                }
            }
        }
        throw new AssertionError(name);
    }

    @Test
    void cases_are_found_by_reference_debtor_country_and_agency() {
        String reference = french.get("reference").asText();

        assertThat(listed("Query=" + reference.toLowerCase(java.util.Locale.ROOT)))
                .containsExactly("FR-1");
        assertThat(listed("Query=ch-2")).containsExactly("CH-2");
        assertThat(listed("Query=urs%20f")).containsExactly("CH-2");
        assertThat(listed("CountryIds=" + country("France") + "&CountryIds=" + country("Denmark")))
                .containsExactlyInAnyOrder("FR-1", "DK-3");
        assertThat(listed("CollectionPartnerIds=" + agency("Helvetia Forderungen")))
                .containsExactly("CH-2");
        assertThat(listed("Query=nobody")).isEmpty();
    }

    @Test
    void cases_come_in_the_order_asked_for() {
        assertThat(listed("Sort=GrossAmount:asc")).containsExactly("CH-2", "DK-3", "FR-1");
        assertThat(listed("Sort=GrossAmount:desc")).containsExactly("FR-1", "DK-3", "CH-2");
        assertThat(listed("Sort=DueDate")).containsExactly("CH-2", "FR-1", "DK-3");
        assertThat(listed("")).containsExactly("DK-3", "CH-2", "FR-1");
    }

    @Test
    void what_may_be_earned_is_told_step_by_step_once_an_agency_is_there() {
        JsonNode seen = SANDBOX.referral("/cases/" + french.get("id").asText()).json(200);

        assertThat(seen.get("expectedReferralRatePercentage").asText()).isEqualTo("50.0");
        JsonNode revenue = seen.get("potentialRevenue");
        // 8000 EUR * 1.0837, * 12 %, * 40 %, * 50 %
        assertThat(revenue.get("grossAmountUsd").asText()).isEqualTo("8669.60");
        assertThat(revenue.get("successFeePercentage").asText()).isEqualTo("12");
        assertThat(revenue.get("collectionPartnerRevenueUsd").asText()).isEqualTo("1040.35");
        assertThat(revenue.get("platformRevenueSharePercentage").decimalValue()).isEqualByComparingTo("40");
        assertThat(revenue.get("platformRevenueUsd").asText()).isEqualTo("416.14");
        assertThat(revenue.get("referralRevenueUsd").asText()).isEqualTo("208.07");
        JsonNode test = SANDBOX.referral("/cases?Query=DK-3").json(200).at("/cases/0");
        assertThat(test.get("collectionPartner").isNull()).isTrue();
        assertThat(test.get("expectedReferralRatePercentage").isNull()).isTrue();
    }

    @Test
    void test_cases_are_left_out_of_a_clients_figures() {
        JsonNode client = SANDBOX.referral("/clients/tracked").json(200);

        assertThat(client.at("/caseStats/casesTotal").asInt()).isEqualTo(2);
        assertThat(SANDBOX.referral("/clients")
                        .json(200)
                        .at("/summary/totalCases")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void every_lifecycle_is_asked_for_by_name_and_by_label() {
        List<List<String>> spellings = List.of(
                List.of("PendingContractSigning", "Pending%20contract%20signing"),
                List.of("PendingVerificationInternal", "Pending%20Verification%20Internal"),
                List.of("PendingVerification", "Pending%20Verification"),
                List.of("NeedsAdditionalDetails", "More%20Info%20Required"),
                List.of("Leads", "Collecting%20Quotes"),
                List.of("LeadsQuoteGiven", "Pending%20Quote%20Selection"),
                List.of("Active", "Active"),
                List.of("Paused", "Paused"),
                List.of("Closed", "Closed"),
                List.of("Merged", "Merged"));
        for (List<String> spelling : spellings) {
            SANDBOX.control(
                    "/cases/" + french.get("id").asText() + "/lifecycle", "{\"to\":\"" + spelling.getFirst() + "\"}");
            for (String status : spelling) {
                JsonNode found = SANDBOX.referral("/cases?Query=FR-1&Statuses=" + status)
                        .json(200)
                        .get("cases");
                assertThat(found).as(status).hasSize(1);
                assertThat(found.at("/0/lifecycle").asText())
                        .isEqualTo(spelling.getLast().replace("%20", " "));
            }
        }
    }

    @Test
    void a_test_case_that_brought_nothing_is_told_as_updated_and_closed() {
        String id =
                submit(claim("T-4", "FR", "10", "\"isTest\":true,")).get("id").asText();
        String advance = "/test/cases/" + id + "/advance";
        SANDBOX.customer(token, "POST", advance, "{\"to\":\"Active\"}").json(200);
        SANDBOX.given(Unknown.WEBHOOK_TOKENS, Behaviour.A);
        try (Receiver receiver = new Receiver()) {
            SANDBOX.customer(
                            token,
                            "POST",
                            "/webhooks",
                            "{\"url\":\"%s\",\"isTestMode\":true,\"events\":[\"case.updated\",\"case.closed\",\"payment.created\"]}"
                                    .formatted(receiver.url()))
                    .json(201);

            SANDBOX.customer(token, "POST", advance, "{\"to\":\"Closed:NoPayment\"}")
                    .json(200);

            org.awaitility.Awaitility.await().until(() -> receiver.deliveries().size() == 2);
            assertThat(receiver.events()).containsExactlyInAnyOrder("case.updated", "case.closed");
        }
        assertThat(SANDBOX.customer(token, "GET", "/cases/" + id, "")
                        .json(200)
                        .get("closeCode")
                        .asText())
                .isEqualTo("Pre-Legal Exhausted – No Payment");
    }
}
