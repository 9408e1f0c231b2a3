package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recoup.sandbox.unknowns.Behaviour;
import dev.recoup.sandbox.unknowns.Unknown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UnknownsTest {

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    @RegisterExtension
    static final RunningSandbox STARTED_AT_B =
            new RunningSandbox("--unknowns", "B", "--unknown", "token-needs-agreement=A");

    private static final String EVENTS =
            "[\"client.linked\",\"client.link_requested\",\"client.onboarding.contract_signed\",\"case.created\",\"case.updated\",\"case.closed\",\"cases.replay_failed\"]";

    private Receiver receiver;

    @BeforeEach
    void start() {
        SANDBOX.control("/reset", "");
        SANDBOX.control("/unknowns", "{\"all\":\"A\"}");
        receiver = new Receiver();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private JsonNode subscribe() {
        return SANDBOX.referral(
                        "POST",
                        "/v1/Webhooks",
                        "{\"url\":\"%s\",\"events\":%s,\"isTestMode\":false}".formatted(receiver.url(), EVENTS))
                .json();
    }

    private static String submit(String tenant) {
        return SANDBOX.submit(SANDBOX.readyClient(tenant), tenant, claim(tenant))
                .json(200)
                .get("id")
                .asText();
    }

    /** The data of the newest delivered event of a name. */
    private JsonNode data(String event, int count) {
        await().until(() -> receiver.events().stream().filter(event::equals).count() == count);
        List<Receiver.Delivery> told = receiver.deliveries().stream()
                .filter(delivery -> delivery.event().equals(event))
                .toList();
        try {
            return new ObjectMapper().readTree(told.getLast().text()).get("data");
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    private static void move(String caseId, String to) {
        SANDBOX.control("/cases/" + caseId + "/lifecycle", "{\"to\":\"" + to + "\"}");
    }

    @Test
    void the_switches_start_as_told_and_a_reset_returns_to_that() {
        STARTED_AT_B.given(Unknown.TOKEN_NEEDS_AGREEMENT, Behaviour.B);
        STARTED_AT_B.given(Unknown.EVENT_LIFECYCLE_TEXT, Behaviour.A);

        STARTED_AT_B.control("/reset", "");

        for (Unknown unknown : Unknown.values()) {
            assertThat(STARTED_AT_B.behaviour(unknown))
                    .as(unknown.title())
                    .isEqualTo(unknown == Unknown.TOKEN_NEEDS_AGREEMENT ? Behaviour.A : Behaviour.B);
        }
    }

    @Test
    void a_wrong_name_or_letter_is_refused_and_changes_nothing() {
        assertThat(SANDBOX.control("POST", "/unknowns", "{\"all\":\"B\",\"colour\":\"A\"}")
                        .json(422)
                        .get("problem")
                        .asText())
                .isEqualTo("There is no switch colour");
        assertThat(SANDBOX.control("POST", "/unknowns", "{\"all\":\"C\"}")
                        .json(422)
                        .get("problem")
                        .asText())
                .isEqualTo("A switch is A or B, not C");
        assertThat(SANDBOX.behaviour(Unknown.EVENT_LIFECYCLE_TEXT)).isEqualTo(Behaviour.A);
        assertThatThrownBy(() -> SandboxOptions.parse(List.of("--unknown", "event-lifecycle-text")))
                .hasMessage("A switch is A or B, not ");
    }

    @Test
    void webhooks_spell_lifecycles_as_labels_or_as_names() {
        subscribe();
        String caseId = submit("spelling");
        move(caseId, "PendingVerification");
        assertThat(data("case.updated", 1).get("newLifecycle").asText()).isEqualTo("Pending Verification");

        SANDBOX.given(Unknown.EVENT_LIFECYCLE_TEXT, Behaviour.B);
        move(caseId, "NeedsAdditionalDetails");

        assertThat(data("case.updated", 2).get("oldLifecycle").asText()).isEqualTo("PendingVerification");
        assertThat(data("case.updated", 2).get("newLifecycle").asText()).isEqualTo("NeedsAdditionalDetails");
    }

    @Test
    void case_events_say_little_or_much_under_one_name_or_another() {
        subscribe();
        String caseId = submit("told");
        assertThat(data("case.created", 1).properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("caseId", "reference", "externalTenantId");

        SANDBOX.given(Unknown.CASE_EVENT_DATA, Behaviour.B);
        SANDBOX.given(Unknown.CASE_EVENT_KEYS, Behaviour.B);
        SANDBOX.control(
                "/cases/" + caseId + "/lifecycle",
                "{\"to\":\"Closed\",\"closeCode\":\"Unresponsive Client\",\"closeComment\":\"gone\"}");

        JsonNode closed = data("case.closed", 1);
        assertThat(closed.get("previousLifecycle").asText()).isEqualTo("Pending Verification Internal");
        assertThat(closed.get("lifecycle").asText()).isEqualTo("Closed");
        assertThat(closed.get("closingCode").asText()).isEqualTo("Unresponsive Client");
        assertThat(closed.get("closingComment").asText()).isEqualTo("gone");
        assertThat(closed.at("/amount/gross").decimalValue()).isEqualByComparingTo("1875.40");
        assertThat(closed.get("creditorReference").asText()).isEqualTo("told");
    }

    @Test
    void client_events_say_more_than_is_documented_or_not() {
        subscribe();
        SANDBOX.control("/clients", "{\"externalTenantId\":\"a\",\"name\":\"A\",\"email\":\"a@a.example\"}");
        SANDBOX.control("/clients", "{\"externalTenantId\":\"b\",\"name\":\"B\",\"email\":\"b@b.example\"}");
        SANDBOX.control("/clients/a", "{\"agreement\":\"signed\"}");
        JsonNode rich = data("client.onboarding.contract_signed", 1);
        assertThat(rich.has("signedAt")).isTrue();
        assertThat(rich.at("/creditor/countryId").asText()).hasSize(36);

        SANDBOX.given(Unknown.CLIENT_EVENT_DATA, Behaviour.B);
        SANDBOX.given(Unknown.EVENT_COUNTRY_ID, Behaviour.B);
        SANDBOX.control("/clients/b", "{\"agreement\":\"signed\"}");

        JsonNode poor = data("client.onboarding.contract_signed", 2);
        assertThat(poor.has("signedAt")).isFalse();
        assertThat(poor.at("/creditor/countryId").asText()).matches("[0-9]+");
        SANDBOX.control("/accounts", "{\"name\":\"Old\",\"email\":\"o@old.example\"}");
        SANDBOX.referral("POST", "/clients", RunningSandbox.onboarding("old", "o@old.example", ""))
                .json(409);
        assertThat(data("client.link_requested", 1).properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("externalTenantId");
    }

    @Test
    void a_failed_replay_says_which_case_it_was_or_not() {
        subscribe();
        assertThat(failedReplay("known", 1).get("creditorReference").asText()).isEqualTo("known");

        SANDBOX.given(Unknown.REPLAY_FAILED_DATA, Behaviour.B);

        assertThat(failedReplay("silent", 2).properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("externalTenantId");
    }

    /** Has a stored case fail because nobody collects in the debtor's country. */
    private JsonNode failedReplay(String tenant, int count) {
        String email = tenant + "@known.example";
        SANDBOX.control("/accounts", "{\"name\":\"Old\",\"email\":\"" + email + "\",\"signed\":true}");
        String url = SANDBOX.referral(
                        "POST", "/clients", RunningSandbox.onboarding(tenant, email, claim(tenant, "AQ", "10", "")))
                .json(409)
                .at("/data/onboardingLinks/url")
                .asText();
        SANDBOX.page("POST", url, Map.of("decision", "approve"));
        return data("cases.replay_failed", count);
    }

    @Test
    void deliveries_come_in_order_or_shuffled() {
        subscribe();
        SANDBOX.given(Unknown.DELIVERY_ORDER, Behaviour.B);
        String caseId = submit("shuffled");
        for (int count = 0; count < 20; count++) {
            move(caseId, count % 2 == 0 ? "Paused" : "Active");
        }

        await().until(() -> receiver.deliveries().size() == 21);
        List<String> order = SANDBOX.state().get("deliveries").findValuesAsText("eventId");
        assertThat(order).hasSize(21).doesNotHaveDuplicates();
        List<String> told = receiver.deliveries().stream()
                .filter(delivery -> delivery.event().equals("case.updated"))
                .map(delivery -> delivery.text().contains("\"newLifecycle\":\"Paused\"") ? "Paused" : "Active")
                .toList();
        assertThat(told)
                .isNotEqualTo(IntStream.range(0, 20)
                        .mapToObj(count -> count % 2 == 0 ? "Paused" : "Active")
                        .toList());
    }

    @Test
    void a_retry_is_signed_afresh_or_as_old_as_the_first_attempt() {
        receiver.answer(500);
        subscribe();
        submit("fresh");
        awaitAttempts(1);
        SANDBOX.control("/clock/advance", "{\"seconds\":70}");
        awaitAttempts(2);
        assertThat(ageOfLast()).isBetween(-1L, 5L);

        SANDBOX.given(Unknown.RETRY_SIGNATURE, Behaviour.B);
        SANDBOX.control("/clock/advance", "{\"seconds\":1000}");
        awaitAttempts(5);

        assertThat(ageOfLast()).isBetween(900L, 1200L);
    }

    private long ageOfLast() {
        return Instant.now().getEpochSecond()
                - Long.parseLong(receiver.deliveries().getLast().timestamp());
    }

    private static void awaitAttempts(int count) {
        await().untilAsserted(
                        () -> assertThat(SANDBOX.state().get("deliveries")).hasSize(count));
    }

    @Test
    void after_a_rotation_the_new_secret_signs_at_once_or_an_hour_later() {
        JsonNode created = subscribe();
        SANDBOX.given(Unknown.SECRET_ROTATION, Behaviour.B);
        String rotated = SANDBOX.referral(
                        "PUT", "/v1/Webhooks/" + created.get("id").asText(), "{\"regenerateSecret\":true}")
                .json(200)
                .get("secret")
                .asText();
        submit("before");
        await().until(() -> receiver.deliveries().size() == 1);
        assertThat(receiver.deliveries()
                        .getLast()
                        .isSignedWith(created.get("secret").asText()))
                .isTrue();

        SANDBOX.control("/clock/advance", "{\"seconds\":3600}");
        submit("after");
        await().until(() -> receiver.deliveries().size() == 2);
        assertThat(receiver.deliveries().getLast().isSignedWith(rotated)).isTrue();
    }

    @Test
    void events_while_a_subscription_is_off_are_lost_or_come_later() {
        String path = "/v1/Webhooks/" + subscribe().get("id").asText();
        SANDBOX.referral("PUT", path, "{\"isActive\":false}").json(200);
        submit("lost");
        SANDBOX.given(Unknown.EVENTS_WHILE_DISABLED, Behaviour.B);
        String caseId = submit("kept");

        SANDBOX.referral("PUT", path, "{\"isActive\":true}").json(200);

        assertThat(data("case.created", 1).get("caseId").asText()).isEqualTo(caseId);
    }

    @Test
    void eight_failures_are_those_of_one_event_or_of_any() {
        receiver.answer(500);
        String path = "/v1/Webhooks/" + subscribe().get("id").asText();
        SANDBOX.given(Unknown.FAILURES_COUNTED, Behaviour.B);
        for (int count = 0; count < 7; count++) {
            submit("failing" + count);
        }
        awaitAttempts(7);
        assertThat(SANDBOX.referral(path).json(200).get("isActive").asBoolean()).isTrue();

        submit("failing7");

        awaitAttempts(8);
        assertThat(SANDBOX.referral(path).json(200).get("isActive").asBoolean()).isFalse();
    }

    @Test
    void a_token_is_minted_for_every_link_or_only_for_a_current_agreement() {
        SANDBOX.control("/clients", "{\"externalTenantId\":\"open\",\"name\":\"Open\",\"email\":\"o@open.example\"}");
        String mint = "{\"externalTenantId\":\"open\"}";
        assertThat(SANDBOX.referral("POST", "/oauth/token", mint).status()).isEqualTo(200);

        SANDBOX.given(Unknown.TOKEN_NEEDS_AGREEMENT, Behaviour.B);

        assertThat(SANDBOX.referral("POST", "/oauth/token", mint).status()).isEqualTo(404);
        SANDBOX.control("/clients/open", "{\"agreement\":\"signed\"}");
        assertThat(SANDBOX.referral("POST", "/oauth/token", mint).status()).isEqualTo(200);
    }
}
