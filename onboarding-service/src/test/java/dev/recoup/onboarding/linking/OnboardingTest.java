package dev.recoup.onboarding.linking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.events.EventJson;
import dev.recoup.events.Topic;
import dev.recoup.events.actions.RequiredAction;
import dev.recoup.events.clients.Attribution;
import dev.recoup.events.clients.ClientState;
import dev.recoup.events.clients.ClientStatus;
import dev.recoup.events.clients.OnboardingRequest;
import dev.recoup.events.webhooks.DebituraEvent;
import dev.recoup.onboarding.fixture.Platform;
import dev.recoup.testing.EventProbe;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.Sandbox;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RecoupTest(service = "onboarding-service")
class OnboardingTest {

    Sandbox sandbox;
    EventProbe probe;

    private Platform platform;

    @BeforeEach
    void newClient() {
        platform = new Platform(probe);
    }

    @Test
    void a_client_that_has_signed_is_ready_at_once() {
        sandbox.seedClient(platform.tenant, "Nordwind", platform.email(), "DE", Sandbox.Signature.SIGNED);

        OnboardingRequest request = platform.request().build();
        String correlationId = platform.publish(request);

        ClientStatus status = platform.snapshots(1).getFirst();
        Sandbox.Client truth = sandbox.client(platform.tenant).orElseThrow();
        assertThat(status.state()).isEqualTo(ClientState.READY);
        assertThat(status.creditorId()).contains(truth.creditorId());
        assertThat(status.attribution()).isEqualTo(Attribution.ALL_CASES);
        assertThat(status.onboardingUrl()).isEmpty();
        assertThat(status.onboardingRequestId()).contains(request.onboardingRequestId());
        assertThat(status.correlationId()).isEqualTo(correlationId);
        assertThat(status.version().wire()).isEqualTo("1.1");
        assertThat(platform.ofClient(Topic.CLIENT_STATUS, 1)).hasSize(1);
        assertThat(platform.ofClient(Topic.REQUIRED_ACTIONS, 0)).isEmpty();
    }

    @Test
    void a_client_that_must_sign_is_ready_after_signing_and_its_action_is_closed() {
        String correlationId = platform.publish(platform.request().build());

        ClientStatus waiting = platform.snapshots(1).getFirst();
        URI expected = Platform.withReturn(
                sandbox.client(platform.tenant).orElseThrow().onboardingUrl());
        assertThat(waiting.state()).isEqualTo(ClientState.ONBOARDING);
        assertThat(waiting.onboardingUrl()).contains(expected);

        sandbox.submitForm(expected);
        platform.webhook(DebituraEvent.CONTRACT_SIGNED, Instant.now());

        assertThat(platform.snapshots(2))
                .extracting(ClientStatus::state)
                .containsExactly(ClientState.ONBOARDING, ClientState.READY);
        assertThat(platform.snapshots(2))
                .extracting(ClientStatus::correlationId)
                .containsOnly(correlationId);
        assertThat(actions(2))
                .extracting(action ->
                        action.kind() + " " + action.state() + " " + action.version() + " " + action.correlationId())
                .containsExactly(
                        "COMPLETE_ONBOARDING OPEN 1.1 " + correlationId,
                        "COMPLETE_ONBOARDING DONE 1.2 " + correlationId);
        assertThat(actions(2)).extracting(RequiredAction::url).containsOnly(expected);
        assertThat(actions(2))
                .extracting(RequiredAction::actionId)
                .containsOnly(actions(2).getFirst().actionId());
    }

    private List<RequiredAction> actions(int atLeast) {
        return platform.ofClient(Topic.REQUIRED_ACTIONS, atLeast).stream()
                .map(record -> EventJson.read(record.value(), RequiredAction.class))
                .toList();
    }
}
