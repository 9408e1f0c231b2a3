package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Events that the partner has sent to itself. */
class TriggeredEventTest {

    private static final List<String> ABOUT_CASES = List.of("case.created", "case.updated", "case.closed");
    private static final List<String> ABOUT_CLIENTS = List.of(
            "client.linked",
            "client.link_declined",
            "client.link_requested",
            "client.link_expired",
            "client.onboarding.poa_signed",
            "client.onboarding.contract_signed");

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    private Receiver receiver;
    private String caseId;

    @BeforeEach
    void start() {
        SANDBOX.control("/reset", "");
        SANDBOX.control("/unknowns", "{\"all\":\"A\"}");
        receiver = new Receiver();
        caseId = SANDBOX.submit(SANDBOX.readyClient("trial"), "t", claim("T-1"))
                .json(200)
                .get("id")
                .asText();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private String subscribe() {
        String events = "[\"" + String.join("\",\"", everything()) + "\"]";
        return SANDBOX.referral(
                        "POST", "/v1/Webhooks", "{\"url\":\"%s\",\"events\":%s}".formatted(receiver.url(), events))
                .json(200)
                .get("secret")
                .asText();
    }

    private static List<String> everything() {
        return Stream.concat(ABOUT_CASES.stream(), ABOUT_CLIENTS.stream()).toList();
    }

    private static RunningSandbox.Reply trigger(String event, String about) {
        return SANDBOX.referral("POST", "/v1/Webhooks/test", "{\"eventType\":\"%s\",%s}".formatted(event, about));
    }

    private String aboutCase() {
        return "\"caseId\":\"" + caseId + "\"";
    }

    private JsonNode data(String event) {
        return receiver.deliveries().stream()
                .filter(delivery -> delivery.event().equals(event))
                .map(delivery -> new RunningSandbox.Reply(200, delivery.text()).json())
                .findFirst()
                .orElseThrow()
                .get("data");
    }

    @Test
    void nine_events_can_be_had_with_the_real_signature() {
        String secret = subscribe();

        ABOUT_CASES.forEach(event -> assertThat(trigger(event, aboutCase())
                        .json(200)
                        .get("enqueuedCount")
                        .asInt())
                .isEqualTo(1));
        ABOUT_CLIENTS.forEach(event -> assertThat(trigger(event, "\"externalTenantId\":\"trial\"")
                        .json(200)
                        .get("eventType")
                        .asText())
                .isEqualTo(event));

        await().until(() -> receiver.deliveries().size() == 9);
        assertThat(receiver.events()).containsExactlyInAnyOrderElementsOf(everything());
        assertThat(receiver.deliveries()).allSatisfy(delivery -> {
            assertThat(delivery.test()).isEqualTo("true");
            assertThat(delivery.isSignedWith(secret)).isTrue();
        });
        assertThat(data("client.linked").at("/creditor/isAttributed").asBoolean())
                .isTrue();
        assertThat(data("client.link_declined").get("creditor").has("isAttributed"))
                .isFalse();
        assertThat(data("client.onboarding.poa_signed").has("signedAt")).isTrue();
    }

    @Test
    void lifecycles_are_told_as_asked_for() {
        subscribe();

        trigger("case.updated", aboutCase() + ",\"oldLifecycle\":\"Active\",\"newLifecycle\":\"Paused\"")
                .json(200);

        await().until(() -> receiver.deliveries().size() == 1);
        assertThat(data("case.updated").get("oldLifecycle").asText()).isEqualTo("Active");
        assertThat(data("case.updated").get("newLifecycle").asText()).isEqualTo("Paused");
    }

    @Test
    void a_triggered_event_that_is_not_taken_is_repeated() {
        subscribe();
        receiver.answer(503);
        trigger("case.created", aboutCase()).json(200);
        await().until(() -> SANDBOX.state().get("deliveries").size() == 1);

        SANDBOX.control("/clock/advance", "{\"seconds\":70}");

        await().until(() -> receiver.deliveries().size() == 2);
        assertThat(receiver.deliveries().getLast().test()).isEqualTo("true");
    }

    @Test
    void a_case_that_nobody_knows_is_not_found() {
        subscribe();

        assertThat(trigger("case.created", "\"caseId\":\"00000000-0000-0000-0000-000000000001\"")
                        .status())
                .isEqualTo(404);
    }
}
