package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When a delivery that fails is made again, and what stays the same in it. */
class DeliveryScheduleTest {

    /** Seconds from the first attempt to each later one. */
    private static final List<Integer> LATER_ATTEMPTS = List.of(60, 180, 420, 900, 1860, 3660, 5460);

    private static final int MARGIN_SECONDS = 5;

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    private Receiver receiver;
    private JsonNode subscription;

    @BeforeEach
    void start() {
        SANDBOX.control("/reset", "");
        SANDBOX.control("/unknowns", "{\"all\":\"A\"}");
        receiver = new Receiver();
        subscription = SANDBOX.referral(
                        "POST",
                        "/v1/Webhooks",
                        "{\"url\":\"%s\",\"events\":[\"case.created\"]}".formatted(receiver.url()))
                .json(200);
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private static void submit(String tenant) {
        SANDBOX.submit(SANDBOX.readyClient(tenant), tenant, claim(tenant)).json(200);
    }

    private static Instant now() {
        return Instant.parse(
                SANDBOX.control("GET", "/clock", "").json(200).get("now").asText());
    }

    private static void advanceTo(Instant moment) {
        SANDBOX.control(
                "/clock/advance",
                "{\"seconds\":" + Duration.between(now(), moment).toSeconds() + "}");
    }

    private static int attempts() {
        return SANDBOX.state().get("deliveries").size();
    }

    @Test
    void seven_repetitions_come_within_a_tenth_of_the_documented_times() {
        receiver.answer(500);
        submit("late");
        await().until(() -> attempts() == 1);
        Instant first = now();

        for (int number = 0; number < LATER_ATTEMPTS.size(); number++) {
            int seconds = LATER_ATTEMPTS.get(number);
            int before = number + 1;
            advanceTo(first.plusSeconds(seconds * 9 / 10 - MARGIN_SECONDS));
            assertThat(attempts()).as("before %s s", seconds).isEqualTo(before);
            advanceTo(first.plusSeconds(seconds * 11 / 10 + MARGIN_SECONDS));
            await().until(() -> attempts() == before + 1);
        }
        String path = "/v1/Webhooks/" + subscription.get("id").asText();
        assertThat(SANDBOX.referral(path).json(200).get("isActive").asBoolean()).isFalse();
        assertThat(receiver.deliveries()).allSatisfy(delivery -> assertThat(
                        delivery.isSignedWith(subscription.get("secret").asText()))
                .isTrue());
    }

    @Test
    void an_envelope_has_six_parts_and_a_link_that_leads_elsewhere() {
        submit("told me");

        await().until(() -> receiver.deliveries().size() == 1);
        JsonNode envelope =
                new RunningSandbox.Reply(200, receiver.deliveries().getFirst().text()).json();
        assertThat(envelope.properties())
                .extracting(part -> part.getKey())
                .containsExactly("id", "specVersion", "event", "timestamp", "data", "links");
        assertThat(Instant.parse(envelope.get("timestamp").asText())).isBeforeOrEqualTo(now());
        assertThat(envelope.at("/links/case").asText())
                .isEqualTo("https://links.debitura.example/cases/"
                        + envelope.at("/data/caseId").asText());
    }

    @Test
    void the_referral_api_has_neither_a_log_of_deliveries_nor_a_replay() {
        assertThat(SANDBOX.referral("/v1/Webhooks/events").status()).isEqualTo(400);
        assertThat(SANDBOX.referral("/webhooks/events").status()).isEqualTo(404);
        assertThat(SANDBOX.referral(
                                "POST", "/v1/Webhooks/" + subscription.get("id").asText() + "/replay", "{}")
                        .status())
                .isEqualTo(404);
    }
}
