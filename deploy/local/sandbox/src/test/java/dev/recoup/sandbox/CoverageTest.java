package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoverageTest {

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    private String token;

    @BeforeEach
    void start() {
        SANDBOX.control("/reset", "");
        token = SANDBOX.readyClient("covered");
    }

    private JsonNode eligibility(String country, String state, String kind, String amount) {
        String body = "{\"countryAlpha2\":\"%s\",%s\"debtorType\":\"%s\",\"amount\":%s,\"currencyCode\":\"USD\"}"
                .formatted(country, state.isEmpty() ? "" : "\"stateAlpha2\":\"" + state + "\",", kind, amount);
        return SANDBOX.customer(token, "POST", "/coverage/check-eligibility", body)
                .json(200);
    }

    private static List<String> agencies(String country) {
        List<String> found = new ArrayList<>();
        SANDBOX.referral("/coverage").json(200).forEach(item -> {
            if (item.get("countryAlpha2").asText().equals(country)) {
                item.get("partners")
                        .forEach(partner -> found.add(partner.get("partnerName").asText() + ": "
                                + partner.get("conditions").asText()));
            }
        });
        return found;
    }

    @Test
    void a_country_may_have_several_agencies_under_different_conditions() {
        assertThat(agencies("CH"))
                .containsExactly("Continental Recovery: B2B cases only", "Helvetia Forderungen: B2C cases only");
        assertThat(agencies("HU"))
                .containsExactly("Continental Recovery: B2B cases only", "Duna Behajtas: B2C cases from USD 500");
        assertThat(agencies("KP")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "CH,'',Company,10,Continental Recovery",
        "CH,'',Private,10,Helvetia Forderungen",
        "HU,'',Private,500,Duna Behajtas",
        "HU,'',Private,499.99,",
        "FI,'',Private,10,",
        "FI,'',company,10,Norden Inkasso",
        "US,CA,Company,10,Overseas Collections",
        "US,US-CA,Company,10,Overseas Collections",
        "US,california,Company,10,Overseas Collections",
        "US,FL,Company,10,Sunshine Ledger Recovery",
        "US,AK,Company,10,",
    })
    void the_debtor_and_the_amount_decide_who_collects(
            String country, String state, String kind, String amount, String agency) {
        JsonNode answer = eligibility(country, state, kind, amount);

        assertThat(answer.get("isEligible").asBoolean()).isEqualTo(agency != null);
        assertThat(answer.at("/partner/name").asText(null)).isEqualTo(agency);
    }

    @Test
    void the_united_states_are_covered_state_by_state() {
        List<String> states = new ArrayList<>();
        SANDBOX.referral("/coverage").json(200).forEach(item -> {
            if (!item.get("usStateAlpha2").isNull()) {
                assertThat(item.get("country").asText()).isEqualTo("United States");
                states.add(item.get("jurisdiction").asText());
            }
        });

        assertThat(states).hasSize(49).contains("New York", "Florida").doesNotContain("Alaska", "Hawaii");
        JsonNode texas = eligibility("US", "TX", "Company", "10").get("jurisdiction");
        assertThat(texas.get("usStateAlpha2").asText()).isEqualTo("TX");
        assertThat(SANDBOX.customer(token, "GET", "/coverage/" + texas.get("id").asText(), "")
                        .json(200)
                        .get("jurisdiction")
                        .asText())
                .isEqualTo("Texas");
    }

    @Test
    void a_zone_takes_every_case_of_its_country_until_it_ends() {
        SANDBOX.control("/zones/FR", "{\"partner\":\"Emerald Recovery\",\"needsAppendix\":true,\"tiers\":[]}");
        assertThat(agencies("FR")).containsExactly("Emerald Recovery: All cases");

        SANDBOX.control("DELETE", "/zones/FR", "").json(200);

        assertThat(agencies("FR")).containsExactly("Continental Recovery: All cases");
        assertThat(SANDBOX.control("POST", "/zones/FR", "{\"partner\":\"Nobody\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void an_agency_that_is_inactive_gets_no_case_and_is_not_listed() {
        String id = SANDBOX.control("/partners/Continental%20Recovery", "{\"isActive\":false}")
                .get("id")
                .asText();

        assertThat(agencies("FR")).isEmpty();
        assertThat(SANDBOX.submit(token, "i1", claim("I-1"))
                        .json(422)
                        .at("/businessErrors/0/type")
                        .asText())
                .isEqualTo("NoPartnerAvailable");
        assertThat(SANDBOX.submit(token, "i2", claim("I-1", "FR", "10", "\"collectionPartnerId\":\"" + id + "\","))
                        .json(400)
                        .has("collectionPartnerId"))
                .isTrue();
    }

    @Test
    void an_agency_that_is_asked_for_gets_the_case_if_it_works_there() {
        JsonNode partners = SANDBOX.control("GET", "/partners", "").json(200).get("partners");
        for (JsonNode partner : partners) {
            String asked = "\"collectionPartnerId\":\"" + partner.get("id").asText() + "\",";
            String name = partner.get("name").asText();
            boolean works =
                    List.of("Continental Recovery", "Helvetia Forderungen").contains(name);

            JsonNode answer =
                    SANDBOX.submit(token, name, claim(name, "CH", "10", asked)).json(works ? 200 : 400);

            assertThat(answer.at("/collectionPartner/name").asText("")).isEqualTo(works ? name : "");
        }
        assertThat(partners).hasSize(13);
    }

    @Test
    void what_an_agency_demands_can_be_changed() {
        SANDBOX.control("/partners/Continental%20Recovery", "{\"needsPowerOfAttorney\":true,\"needsKyc\":true}");
        String asked =
                "{\"amountToRecover\":10,\"currencyCode\":\"EUR\",\"debtor\":{\"type\":\"Company\",\"countryAlpha2\":\"FR\"}}";

        JsonNode preview = SANDBOX.referral("POST", "/cases/preview", asked).json(200);

        assertThat(preview.get("pendingActions"))
                .extracting(action -> action.get("type").asText())
                .containsExactly("PoA", "Kyc");
        SANDBOX.control("/partners/Continental%20Recovery", "{\"needsKyc\":false}");
        assertThat(SANDBOX.referral("POST", "/cases/preview", asked)
                        .json(200)
                        .get("requiresKycVerification")
                        .asBoolean())
                .isFalse();
    }
}
