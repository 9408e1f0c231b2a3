package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.sandbox.RunningSandbox.Reply;
import dev.recoup.sandbox.unknowns.Behaviour;
import dev.recoup.sandbox.unknowns.Unknown;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PreviewTest {

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    @BeforeEach
    void reset() {
        SANDBOX.control("/reset", "");
    }

    private static String asked(String amount, String country, String more) {
        return "{\"amountToRecover\":%s,\"currencyCode\":\"USD\",%s\"debtor\":{\"type\":\"Company\",\"countryAlpha2\":\"%s\"}}"
                .formatted(amount, more, country);
    }

    private static Reply preview(String body) {
        return SANDBOX.referral("POST", "/cases/preview", body);
    }

    @Test
    void a_preview_prices_by_size_and_age_and_creates_nothing() {
        SANDBOX.given(Unknown.AGE_SURCHARGE, Behaviour.A);
        String old = LocalDate.now(ZoneOffset.UTC).minusMonths(13).toString();

        JsonNode price = preview(asked("12000", "CA", "\"dueDate\":\"" + old + "T00:00:00Z\","))
                .json(200)
                .get("pricingPreview");

        assertThat(price.get("baseSuccessFeePercentage").asText()).isEqualTo("15");
        assertThat(price.get("ageSurchargePercentage").asText()).isEqualTo("10");
        assertThat(price.get("totalSuccessFeePercentage").asText()).isEqualTo("25");
        assertThat(preview(asked("100", "FR", "\"amountToRecoverOver12Months\":60,\"amountToRecoverOver24Months\":10,"))
                        .json(200)
                        .at("/pricingPreview/ageSurchargePercentage")
                        .asText())
                .isEqualTo("7");
        assertThat(SANDBOX.state().get("cases")).isEmpty();
    }

    @Test
    void a_preview_names_what_the_agency_will_demand() {
        JsonNode british = preview(asked("100", "GB", "")).json(200);

        assertThat(british.get("requiresKycVerification").asBoolean()).isTrue();
        assertThat(british.get("pendingActions"))
                .extracting(action -> action.get("type").asText())
                .containsExactly("Kyc");
        assertThat(british.at("/pendingActions/0/dueDate").isNull()).isTrue();
        assertThat(british.get("combinedSigningUrl").isNull()).isTrue();
        assertThat(preview(asked("100", "DE", "")).json(200).get("pendingActions"))
                .isEmpty();
        assertThat(preview(asked("100", "IT", "")).json(200).get("pendingActions"))
                .extracting(action -> action.get("type").asText())
                .containsExactly("PoA", "Jpa");
    }

    @Test
    void a_country_without_an_agency_is_an_answer_and_a_wrong_request_is_not() {
        JsonNode nobody = preview(asked("100", "KP", "")).json(200);

        assertThat(nobody.get("isEligible").asBoolean()).isFalse();
        assertThat(nobody.get("ineligibilityReason").asText())
                .isEqualTo("Nobody collects such a claim in the debtor's jurisdiction");
        assertThat(nobody.get("pricingPreview").isNull()).isTrue();
        assertThat(preview(asked("0", "FR", "")).json(400).has("amountToRecover"))
                .isTrue();
        assertThat(preview(asked("9", "US", "")).json(400).has("debtor.stateAlpha2"))
                .isTrue();
        String both = "\"dueDate\":\"2026-01-02\",\"amountToRecoverOver12Months\":6,\"amountToRecoverOver24Months\":1,";
        assertThat(preview(asked("9", "FR", both)).status()).isEqualTo(400);
        assertThat(preview(asked("9", "FR", "\"dueDate\":\"2999-01-02\","))
                        .json(400)
                        .has("dueDate"))
                .isTrue();
    }

    @Test
    void coverage_and_filter_values_are_listed_by_name() {
        JsonNode coverage = SANDBOX.referral("/coverage").json(200);
        assertThat(coverage)
                .extracting(item -> item.get("countryAlpha2").asText())
                .contains("GB", "US", "DK")
                .doesNotContain("KP");

        SANDBOX.submit(SANDBOX.readyClient("filters"), "f", claim("F-1")).json(200);
        JsonNode options = SANDBOX.referral("/referral-partner/filter-options").json(200);
        assertThat(options.at("/countries/0/name").asText()).isEqualTo("France");
        assertThat(options.get("carveoutPartners"))
                .extracting(partner -> partner.get("name").asText())
                .containsExactly(
                        "Emerald Recovery", "Southern Cross Collections", "Thames Receivables", "Tiber Recupero");
        String query = "/cases?CountryIds=" + options.at("/countries/0/id").asText();
        assertThat(SANDBOX.referral(query).json(200).get("cases")).hasSize(1);
    }
}
