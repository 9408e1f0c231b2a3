package dev.recoup.ingest.subscriptions;

import static dev.recoup.ingest.WebhookSender.anyId;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recoup.debitura.DebituraConfig;
import dev.recoup.debitura.limits.LimitsConfig;
import dev.recoup.ingest.Operator;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.Sandbox;
import dev.recoup.testing.Tokens;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a start refuses, and what it says to set. */
@RecoupTest(service = "webhook-ingest-service")
class ManagementCheckTest {

    private static final String PREFIX = "recoup.ingest.subscriptions.";

    Sandbox sandbox;
    Tokens tokens;

    @Inject
    SubscriptionsConfig subscriptions;

    @Inject
    ManagementConfig management;

    @Inject
    Secrets secrets;

    @Inject
    ManagedSubscriptions rows;

    @Inject
    DebituraConfig debitura;

    @Inject
    LimitsConfig limits;

    @Test
    void what_is_set_here_is_fine() {
        assertThatCode(() -> check(subscriptions, management, secrets)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "lease, 10s, recoup.ingest.management.lease is PT10S: set it above",
        "poll, 0s, recoup.ingest.management.poll",
        "settle, 0s, recoup.ingest.management.settle",
        "grace, -1s, recoup.ingest.management.grace",
        "resume-pause, 2h, recoup.ingest.management.resume-pause"
    })
    void times_that_cannot_work_are_refused(String property, String value, String said) {
        ManagementConfig unfit = mapped(ManagementConfig.class, Map.of("recoup.ingest.management." + property, value));

        assertThatThrownBy(() -> check(subscriptions, unfit, secrets))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example.com/webhooks/debitura/other",
                "https://hooks.example.com/webhooks/debitura/referral?a=b",
                "ftp://hooks.example.com/webhooks/debitura/referral",
                "/webhooks/debitura/referral"
            })
    void a_url_that_is_not_that_of_this_endpoint_is_refused(String url) {
        SubscriptionsConfig unfit = declared(Map.of(PREFIX + "referral.mode", "live", PREFIX + "referral.url", url));

        assertThatThrownBy(() -> check(unfit, management, secrets))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Set " + PREFIX + "referral.url")
                .hasMessageContaining("ends with /referral");
    }

    @Test
    void a_declaration_without_url_and_secret_is_refused() {
        SubscriptionsConfig unfit = declared(Map.of(PREFIX + "referral.mode", "live"));

        assertThatThrownBy(() -> check(unfit, management, secrets))
                .hasMessageContaining("Set " + PREFIX + "referral.url")
                .hasMessageContaining("or set " + PREFIX + "referral.secret");
    }

    @Test
    void a_name_that_is_no_segment_of_a_url_is_refused() {
        SubscriptionsConfig unfit = declared(Map.of(
                PREFIX + "Referral_1.mode", "live", PREFIX + "Referral_1.url", "https://example.com/Referral_1"));

        assertThatThrownBy(() -> check(unfit, management, secrets))
                .hasMessageContaining("Rename " + PREFIX + "Referral_1");
    }

    @Test
    void without_a_key_nothing_is_started_whose_secret_must_be_kept() {
        assertThatThrownBy(() -> check(subscriptions, management, keys(Optional.empty(), Map.of())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("recoup.ingest.encryption.current");
    }

    @Test
    void without_the_key_of_secrets_that_are_there_nothing_is_started() {
        String name = "check-" + anyId().substring(0, 12);
        Operator operator = new Operator(tokens, sandbox);
        operator.created(name, "live");
        String two = ConfigProvider.getConfig().getValue("recoup.ingest.encryption.keys.two", String.class);

        assertThatThrownBy(() -> check(subscriptions, management, keys(Optional.of("two"), Map.of("two", two))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("encrypted with the keys [one]")
                .hasMessageContaining("recoup.ingest.encryption.keys.<id>");
        operator.call("DELETE", "/v1/subscriptions/" + name, "");
    }

    private void check(SubscriptionsConfig declared, ManagementConfig config, Secrets keys) {
        new ManagementCheck(declared, config, keys, rows, debitura, limits).check();
    }

    private static SubscriptionsConfig declared(Map<String, String> settings) {
        return mapped(SubscriptionsConfig.class, settings);
    }

    private static <T> T mapped(Class<T> type, Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(type)
                .withSources(new PropertiesConfigSource(settings, "a test", 100))
                .build()
                .getConfigMapping(type);
    }

    private static Secrets keys(Optional<String> current, Map<String, String> keys) {
        return new Secrets(new EncryptionConfig() {
            @Override
            public Optional<String> current() {
                return current;
            }

            @Override
            public Map<String, String> keys() {
                return keys;
            }
        });
    }
}
