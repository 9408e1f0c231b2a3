package dev.recoup.debitura;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigCheckTest {

    @Test
    void a_complete_configuration_has_no_problems_and_sensible_defaults() {
        var config = config(Map.of());

        assertThat(DebituraConfigCheck.problems(config)).isEmpty();
        assertThat(config.connectTimeout()).hasSeconds(5);
        assertThat(config.readTimeout()).hasSeconds(30);
        assertThat(config.tokens().renewBefore()).hasSeconds(90);
        assertThat(config.tokens().maximumClients()).isEqualTo(10_000);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "referral-url|testreferral-api.debitura.com|set recoup.debitura.referral-url to an absolute URL, for example https://testreferral-api.debitura.com",
                "customer-url|ftp://x.example|set recoup.debitura.customer-url to an absolute URL, for example https://testcustomer-api.debitura.com",
                "customer-url|http://testcustomer-api.debitura.com|set recoup.debitura.customer-url to an https URL, plain http is for loopback only",
                "api-key|' '|set recoup.debitura.api-key to the partner's key of this environment",
                "read-timeout|0s|set recoup.debitura.read-timeout to a duration above zero, for example 5s",
                "tokens.maximum-clients|0|set recoup.debitura.tokens.maximum-clients to one or more, for example 10000",
            },
            delimiter = '|',
            quoteCharacter = '"')
    void a_problem_says_what_to_set(String property, String value, String message) {
        assertThat(DebituraConfigCheck.problems(config(Map.of(property, value.replace("'", "")))))
                .isEqualTo(List.of(message));
    }

    @Test
    void plain_http_is_fine_on_loopback() {
        var loopback = Map.of("referral-url", "http://127.0.0.1:8090", "customer-url", "http://localhost:8091");

        assertThat(DebituraConfigCheck.problems(config(loopback))).isEmpty();
    }

    static DebituraConfig config(Map<String, String> changes) {
        var properties = new HashMap<>(Map.of(
                "recoup.debitura.referral-url", "https://testreferral-api.debitura.com",
                "recoup.debitura.customer-url", "https://testcustomer-api.debitura.com",
                "recoup.debitura.api-key", "key"));
        changes.forEach((name, value) -> properties.put("recoup.debitura." + name, value));
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 100, new DurationConverter())
                .withMapping(DebituraConfig.class)
                .withSources(new io.smallrye.config.PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(DebituraConfig.class);
    }
}
