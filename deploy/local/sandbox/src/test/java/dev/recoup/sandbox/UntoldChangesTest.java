package dev.recoup.sandbox;

import static dev.recoup.sandbox.RunningSandbox.claim;
import static dev.recoup.sandbox.RunningSandbox.onboarding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recoup.sandbox.unknowns.Behaviour;
import dev.recoup.sandbox.unknowns.Unknown;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What raises an event, and what does not: each test ends with an event that shows that nothing came before it. */
class UntoldChangesTest {

    @RegisterExtension
    static final RunningSandbox SANDBOX = new RunningSandbox();

    private static final String EVERYTHING = "[\"client.onboarding.poa_signed\",\"client.onboarding.contract_signed\","
            + "\"client.linked\",\"client.link_declined\",\"client.link_requested\",\"client.link_expired\","
            + "\"case.created\",\"case.updated\",\"case.closed\",\"cases.replay_failed\"]";

    private Receiver receiver;

    @BeforeEach
    void start() {
        SANDBOX.control("/reset", "");
        SANDBOX.given(Unknown.DELIVERY_ORDER, Behaviour.A);
        receiver = new Receiver();
        SANDBOX.referral("POST", "/v1/Webhooks", "{\"url\":\"%s\",\"events\":%s}".formatted(receiver.url(), EVERYTHING))
                .json(200);
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private List<String> awaitTold(int count) {
        await().until(() -> receiver.events().size() >= count);
        return receiver.events();
    }

    @Test
    void a_power_of_attorney_that_is_signed_alone_is_told() {
        String token = SANDBOX.readyClient("poa");
        String page = SANDBOX.submit(token, "p", claim("ES-1", "ES", "5000", ""))
                .json(422)
                .at("/businessErrors/0/solutionUrl")
                .asText();

        SANDBOX.sign(page);

        assertThat(awaitTold(1)).containsExactly("client.onboarding.poa_signed");
        assertThat(receiver.deliveries().getFirst().text()).contains("\"externalTenantId\":\"poa\"");
    }

    @Test
    void a_new_phase_is_not_told() {
        String id = SANDBOX.submit(SANDBOX.readyClient("phases"), "p", claim("P-1"))
                .json(200)
                .get("id")
                .asText();
        SANDBOX.control("/cases/" + id + "/lifecycle", "{\"to\":\"Active\"}");
        SANDBOX.control("/cases/" + id + "/phase", "{\"phase\":\"Legal\"}");
        SANDBOX.control("/cases/" + id + "/phase", "{\"phase\":\"Enforcement\"}");
        SANDBOX.control("/cases/" + id + "/lifecycle", "{\"to\":\"Closed\",\"closeCode\":\"Other\"}");

        await().until(() -> receiver.events().contains("case.closed"));
        assertThat(awaitTold(4))
                .containsExactlyInAnyOrder("case.created", "case.updated", "case.updated", "case.closed");
        assertThat(SANDBOX.referral("/cases/" + id)
                        .json(200)
                        .get("currentEngagementPhase")
                        .asText())
                .isEqualTo("Enforcement");
    }

    @Test
    void a_directors_data_and_its_review_are_not_told() {
        String token = SANDBOX.readyClient("kyc");
        SANDBOX.referral("POST", "/clients/kyc/kyc-verification", """
                {"directorFullName":"Ida Berg","directorHomeAddress":"Elm Row 4","directorDateOfBirth":"1979-11-02"}
                """).json(201);
        SANDBOX.control("/clients/kyc/kyc", "{\"verificationStatus\":\"Completed\"}");
        SANDBOX.submit(token, "k", claim("K-1", "GB", "500", "")).json(200);

        assertThat(awaitTold(1)).containsExactly("case.created");
    }

    @Test
    void nobody_is_reminded_of_an_onboarding_that_was_left() {
        String url = SANDBOX.referral("POST", "/clients", onboarding("left", "left@new.example", ""))
                .json(202)
                .at("/onboardingLinks/url")
                .asText();
        SANDBOX.page("GET", url, Map.of());
        SANDBOX.control("/clock/advance", "{\"seconds\":5184000}");
        SANDBOX.control("/clients/left", "{\"agreement\":\"signed\"}");

        assertThat(awaitTold(1)).containsExactly("client.onboarding.contract_signed");
    }
}
