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
import java.util.List;
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
