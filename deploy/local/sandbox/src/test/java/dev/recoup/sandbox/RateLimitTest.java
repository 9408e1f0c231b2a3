package dev.recoup.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recoup.sandbox.unknowns.Behaviour;
import dev.recoup.sandbox.unknowns.Unknown;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RateLimitTest {

    private static final long HOUR = 3600;

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    @RegisterExtension
    static final RunningSandbox LIMITED = new RunningSandbox("--rate-limits");

    /** Calls are counted per clock hour and segment, so every test begins with a new hour. */
    @BeforeEach
    void startWithAFullHour() {
        SANDBOX.control("/reset", "");
        Instant now = Instant.parse(
                SANDBOX.control("GET", "/clock", "").json(200).get("now").asText());
        advance(HOUR - now.getEpochSecond() % HOUR);
    }

    private static int call() {
        return SANDBOX.referral("/me").status();
    }

    private static void advance(long seconds) {
        SANDBOX.control("/clock/advance", "{\"seconds\":" + seconds + "}");
    }

    @Test
    void calls_beyond_the_minute_are_refused_until_the_told_time_has_passed() {
        SANDBOX.control("/rate-limits", "{\"perMinute\":2}");
        assertThat(call()).isEqualTo(200);
        assertThat(call()).isEqualTo(200);

        JsonNode refusal = SANDBOX.referral("/me").json(429);

        assertThat(refusal.get("error").asText()).isEqualTo("rate_limit_exceeded");
        assertThat(refusal.get("retryAfter").decimalValue().doubleValue()).isBetween(49.0, 60.0);
        advance(refusal.get("retryAfter").decimalValue().intValue() + 1);
        assertThat(call()).isEqualTo(200);
    }

    @Test
    void a_token_counts_for_its_partner_and_a_creditor_for_itself() {
        SANDBOX.given(Unknown.TOKEN_RATE, Behaviour.A);
        String token = SANDBOX.readyClient("limited");
        SANDBOX.control("/rate-limits", "{\"perHour\":1}");
        assertThat(call()).isEqualTo(200);

        assertThat(SANDBOX.customer(token, "GET", "/cases", "").status()).isEqualTo(429);
        assertThat(SANDBOX.customerWith(Map.of("XApiKey", "sandbox-creditor-key"), "GET", "/cases", "")
                        .status())
                .isEqualTo(200);
        assertThat(SANDBOX.referralWith(Map.of("XApiKey", "wrong"), "/me").status())
                .isEqualTo(401);
        assertThat(SANDBOX.referralWith(Map.of("XApiKey", "other"), "/me").status())
                .isEqualTo(429);
        advance(HOUR);
        assertThat(call()).isEqualTo(200);
    }

    @Test
    void a_day_lasts_from_the_first_call() {
        SANDBOX.given(Unknown.RATE_DAY, Behaviour.A);
        SANDBOX.control("/rate-limits", "{\"perDay\":1}");
        assertThat(call()).isEqualTo(200);
        advance(86_000);
        assertThat(call()).isEqualTo(429);
        advance(400);
        assertThat(call()).isEqualTo(200);
    }

    @Test
    void nothing_is_limited_unless_asked_for_and_a_refused_call_has_no_effect() {
        SANDBOX.control("/rate-limits", "{\"perMinute\":0}");
        String body = RunningSandbox.onboarding("none", "none@a.example", "");
        assertThat(SANDBOX.referral("POST", "/clients", body).status()).isEqualTo(429);
        SANDBOX.control("DELETE", "/rate-limits", "").json(200);

        assertThat(SANDBOX.referral("/clients/none").status()).isEqualTo(404);
        assertThat(SANDBOX.state().get("violations")).isEmpty();
    }

    @Test
    void the_start_switch_sets_the_documented_limits() {
        for (int count = 0; count < 2000; count++) {
            assertThat(LIMITED.referral("/me").status()).isEqualTo(200);
        }
        assertThat(LIMITED.referral("/me").status()).isEqualTo(429);
    }
}
