package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static dev.recoup.sandbox.RunningSandbox.onboarding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LinkRequestTest {

    private static final int DAY = 86_400;

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    private Receiver receiver;

    @BeforeEach
    void listen() {
        SANDBOX.control("/reset", "");
        receiver = new Receiver();
        SANDBOX.referral(
                        "POST",
                        "/v1/Webhooks",
                        "{\"url\":\"%s\",\"events\":[\"client.linked\",\"client.link_declined\",\"client.link_requested\",\"client.link_expired\"]}"
                                .formatted(receiver.url()))
                .json(200);
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private static JsonNode ask(String tenant) {
        String email = tenant + "@old.example";
        return SANDBOX.referral("POST", "/clients", onboarding(tenant, email, claim(tenant)))
                .json(409)
                .get("data");
    }

    private static String url(JsonNode data) {
        return data.at("/onboardingLinks/url").asText();
    }

    private static void account(String tenant) {
        SANDBOX.control("/accounts", "{\"name\":\"Old\",\"email\":\"" + tenant + "@old.example\"}");
    }

    private static void advance(long seconds) {
        SANDBOX.control("/clock/advance", "{\"seconds\":" + seconds + "}");
    }

    private static int secondOfHour() {
        String now = SANDBOX.control("GET", "/clock", "").json(200).get("now").asText();
        return LocalTime.ofInstant(Instant.parse(now), ZoneOffset.UTC).toSecondOfDay() % 3600;
    }

    private void assertTold(String... events) {
        await().untilAsserted(() -> assertThat(receiver.events()).containsExactly(events));
    }

    @Test
    void a_request_is_told_at_once_and_ends_in_one_event() {
        account("approve");
        String first = url(ask("approve"));
        assertTold("client.link_requested");
        SANDBOX.page("POST", first, Map.of("decision", "approve"));
        assertTold("client.link_requested", "client.linked");
        account("decline");
        String second = url(ask("decline"));
        assertTold("client.link_requested", "client.linked", "client.link_requested");
        SANDBOX.page("POST", second, Map.of("decision", "decline"));

        assertTold("client.link_requested", "client.linked", "client.link_requested", "client.link_declined");
        advance(31 * DAY);
        account("last");
        ask("last");
        assertTold(
                "client.link_requested",
                "client.linked",
                "client.link_requested",
                "client.link_declined",
                "client.link_requested");
    }

    @Test
    void an_expiry_is_told_by_the_next_hourly_job() {
        account("late");
        account("later");
        // a quarter past the hour, so that the deadline is too
        advance(3600 + 900 - secondOfHour());
        ask("late");

        advance(7 * DAY + 60);
        ask("later");
        assertTold("client.link_requested", "client.link_requested");
        advance(3600);

        assertTold("client.link_requested", "client.link_requested", "client.link_expired");
        assertThat(receiver.deliveries().getLast().text()).contains("\"externalTenantId\":\"late\"");
    }

    @Test
    void a_request_lives_for_thirty_days_at_most() {
        SANDBOX.control("/link-requests", "{\"approvalTtlDays\":31}");
        account("long");
        String url = url(ask("long"));

        advance(30 * DAY - 60);
        assertThat(SANDBOX.page("GET", url, Map.of()).status()).isEqualTo(200);
        advance(61);

        assertThat(SANDBOX.page("GET", url, Map.of()).status()).isEqualTo(410);
    }

    @Test
    void asking_again_after_an_expiry_carries_the_cases_of_the_new_request() {
        account("again");
        String expired = url(ask("again"));
        advance(8 * DAY);

        String fresh = url(ask("again"));

        assertThat(fresh).isNotEqualTo(expired);
        SANDBOX.page("POST", fresh, Map.of("decision", "approve"));
        assertThat(SANDBOX.state("cases", "creditorReference", "again")).hasSize(1);
    }

    @Test
    void a_conflict_tells_nothing_about_the_account_and_there_is_no_client_yet() {
        account("hidden");

        JsonNode data = ask("hidden");

        assertThat(data.properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("externalTenantId", "onboardingLinks", "isAttributedClient");
        assertThat(SANDBOX.referral("/clients/hidden").status()).isEqualTo(404);
        assertThat(SANDBOX.referral("DELETE", "/clients/hidden", "").status()).isEqualTo(404);
        assertThat(SANDBOX.referral("/clients/hidden/is-deletable").status()).isEqualTo(404);
        assertThat(SANDBOX.referral("POST", "/clients/hidden/withdraw", "").status())
                .isEqualTo(404);
        assertThat(SANDBOX.referral("POST", "/oauth/token", "{\"externalTenantId\":\"hidden\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void only_an_exact_address_meets_an_account() {
        account("exact");

        SANDBOX.referral("POST", "/clients", onboarding("other", "colleague@old.example", ""))
                .json(202);

        assertThat(receiver.events()).isEmpty();
        assertThat(SANDBOX.referral("/clients/other")
                        .json(200)
                        .get("isAttributedClient")
                        .asBoolean())
                .isTrue();
    }
}
