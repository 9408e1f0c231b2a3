package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Debitura's two environments, side by side. */
class EnvironmentTest {

    @RegisterExtension
    static final RunningSandbox TEST = new RunningSandbox();

    @RegisterExtension
    static final RunningSandbox PRODUCTION = new RunningSandbox("--environment", "production");

    @RegisterExtension
    static final RunningSandbox KEYED =
            new RunningSandbox("--environment", "production", "--partner-key", "production-key");

    @Test
    void both_demand_the_same_signatures_data_and_prices() {
        assertThat(demands(PRODUCTION))
                .isEqualTo(demands(TEST))
                .containsExactly("MissingPowerOfAttorney", "MissingPowerOfAttorney", "MissingKycVerification");
        assertThat(price(PRODUCTION)).isEqualTo(price(TEST)).isNotEmpty();
    }

    private static List<String> demands(RunningSandbox sandbox) {
        return sandbox.submit(sandbox.readyClient("alike"), "a", claim("A-1", "AU", "5000", ""))
                .json(422)
                .get("businessErrors")
                .findValuesAsText("type");
    }

    private static JsonNode price(RunningSandbox sandbox) {
        return sandbox.referral("POST", "/cases/preview", """
                {"amountToRecover":8000,"currencyCode":"EUR","dueDate":"2025-06-01",
                 "debtor":{"type":"Company","countryAlpha2":"GB"}}
                """).json(200).get("pricingPreview");
    }

    @Test
    void each_takes_its_own_key_only() {
        assertThat(KEYED.referralWith(Map.of("XApiKey", "production-key"), "/me")
                        .status())
                .isEqualTo(200);
        assertThat(KEYED.referralWith(Map.of("XApiKey", RunningSandbox.KEY), "/me")
                        .status())
                .isEqualTo(401);
        assertThat(TEST.referralWith(Map.of("XApiKey", "production-key"), "/me").status())
                .isEqualTo(401);
    }
}
