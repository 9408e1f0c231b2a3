package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.sandbox.unknowns.Behaviour;
import dev.recoup.sandbox.unknowns.Unknown;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricingTest {

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    private String token;

    @BeforeEach
    void start() {
        SANDBOX.control("/reset", "");
        token = SANDBOX.readyClient("priced");
    }

    private static String asked(String amount, String country, String more) {
        return "{\"amountToRecover\":%s,\"currencyCode\":\"USD\",%s\"debtor\":{\"type\":\"Company\",\"countryAlpha2\":\"%s\"}}"
                .formatted(amount, more, country);
    }

    private static String due(LocalDate day) {
        return "\"dueDate\":\"" + day + "\",";
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    private static JsonNode forPartner(String body) {
        return SANDBOX.referral("POST", "/cases/preview", body).json(200).get("pricingPreview");
    }

    private JsonNode forCreditor(String body) {
        return SANDBOX.customer(token, "POST", "/cases/preview", body).json(200).at("/result/pricingPreview");
    }

    private static String base(JsonNode price) {
        return price.get("baseSuccessFeePercentage").asText();
    }

    private static String source(JsonNode price) {
        return price.get("pricingSource").asText();
    }

    @ParameterizedTest
    @CsvSource({
        "CA,50,30", "CA,999.99,30", "CA,1000,20", "CA,7999.99,20", "CA,8000,15", "CA,74999,15", "CA,75000,10",
        "CA,149999,10", "CA,150000,7.5", "FR,50,25", "FR,1000,20", "FR,2500,15", "FR,8000,12", "FR,75000,8",
        "FR,150000,6",
    })
    void the_price_list_goes_by_region_and_size(String country, String amount, String percentage) {
        JsonNode price = forPartner(asked(amount, country, ""));

        assertThat(base(price)).isEqualTo(percentage);
        assertThat(price.get("totalSuccessFeePercentage").asText()).isEqualTo(percentage);
        assertThat(source(price)).isEqualTo("Standard agreement");
    }

    @Test
    void the_surcharge_goes_by_full_calendar_months_and_does_not_add_up() {
        SANDBOX.given(Unknown.AGE_SURCHARGE, Behaviour.A);
        assertThat(surcharge(today().minusMonths(12).plusDays(1))).isEqualTo("0");
        assertThat(surcharge(today().minusMonths(12))).isEqualTo("10");
        assertThat(surcharge(today().minusMonths(24).plusDays(1))).isEqualTo("10");
        assertThat(surcharge(today().minusMonths(24))).isEqualTo("20");
    }

    private static String surcharge(LocalDate due) {
        return forPartner(asked("100", "FR", due(due)))
                .get("ageSurchargePercentage")
                .asText();
    }

    @Test
    void a_zone_has_its_own_price_from_its_lowest_tier_on() {
        SANDBOX.given(Unknown.AGE_SURCHARGE, Behaviour.A);
        JsonNode below = forPartner(asked("4999.99", "GB", ""));
        JsonNode above = forPartner(asked("12000", "GB", due(today().minusMonths(13))));

        assertThat(source(below)).isEqualTo("Standard agreement");
        assertThat(source(above)).isEqualTo("Jurisdiction custom pricing");
        assertThat(base(above)).isEqualTo("14");
        assertThat(above.get("totalSuccessFeePercentage").asText()).isEqualTo("24");
        assertThat(above.get("pricingSourceDescription").asText()).isEqualTo("14 % in the pricing zone GB");
    }

    @Test
    void a_zone_may_charge_more_after_180_days() {
        String buckets = "\"amountToRecoverOver12Months\":0,\"amountToRecoverOver24Months\":0,";

        assertThat(base(forPartner(asked("1000", "IE", "")))).isEqualTo("18");
        assertThat(base(forPartner(asked("1000", "IE", due(today().minusDays(180))))))
                .isEqualTo("18");
        assertThat(base(forPartner(asked("1000", "IE", due(today().minusDays(182))))))
                .isEqualTo("22");
        assertThat(base(forPartner(asked("1000", "IE", buckets)))).isEqualTo("18");
        assertThat(base(forPartner(asked("1000", "IE", buckets + "\"amountToRecoverOver6Months\":250,"))))
                .isEqualTo("19");
        assertThat(base(forPartner(asked("20000", "IE", "")))).isEqualTo("12");
    }

    @Test
    void the_first_agreement_that_matches_decides() {
        String british = asked("12000", "GB", "");
        String french = asked("12000", "FR", "");
        SANDBOX.control("/partners/Continental%20Recovery", "{\"successFeePercentage\":\"11.5\"}");
        SANDBOX.control("/partners/Thames%20Receivables", "{\"successFeePercentage\":\"13\"}");
        assertThat(source(forPartner(french))).isEqualTo("Partner custom pricing");
        assertThat(base(forPartner(french))).isEqualTo("11.5");
        assertThat(source(forPartner(british))).isEqualTo("Jurisdiction custom pricing");

        SANDBOX.control("/prices/referral-partner", "{\"successFeePercentage\":\"9\"}");
        assertThat(source(forPartner(british))).isEqualTo("Managing partner custom pricing");
        assertThat(source(forCreditor(british))).isEqualTo("Managing partner custom pricing");

        SANDBOX.control("/prices/creditors/priced", "{\"successFeePercentage\":\"8\"}");
        assertThat(source(forCreditor(british))).isEqualTo("Creditor custom pricing");
        assertThat(base(forCreditor(british))).isEqualTo("8");
        assertThat(base(forPartner(british))).isEqualTo("9");

        SANDBOX.control("/prices/creditors/priced", "{\"successFeePercentage\":null}");
        SANDBOX.control("/prices/referral-partner", "{\"successFeePercentage\":null}");
        assertThat(source(forCreditor(british))).isEqualTo("Jurisdiction custom pricing");
    }

    @Test
    void the_price_of_a_case_is_fixed_when_it_is_created() {
        SANDBOX.control("/prices/creditors/priced", "{\"successFeePercentage\":\"8\"}");
        String id =
                SANDBOX.submit(token, "f", claim("FIXED")).json(200).get("id").asText();

        SANDBOX.control("/prices/creditors/priced", "{\"successFeePercentage\":\"30\"}");

        assertThat(SANDBOX.customer(token, "GET", "/cases/" + id, "")
                        .json(200)
                        .get("preLegalSuccessFee")
                        .asText())
                .isEqualTo("8");
    }
}
