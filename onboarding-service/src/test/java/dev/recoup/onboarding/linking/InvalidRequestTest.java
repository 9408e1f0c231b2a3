package dev.recoup.onboarding.linking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recoup.events.Environment;
import dev.recoup.events.EventJson;
import dev.recoup.events.EventMetadata;
import dev.recoup.events.EventType;
import dev.recoup.events.Topic;
import dev.recoup.events.clients.ClientState;
import dev.recoup.events.clients.ClientStatus;
import dev.recoup.events.refusals.RefusalCode;
import dev.recoup.onboarding.fixture.Debitura;
import dev.recoup.onboarding.fixture.Platform;
import dev.recoup.testing.EventProbe;
import dev.recoup.testing.EventProbe.ProbedRecord;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RecoupTest(service = "onboarding-service")
class InvalidRequestTest {

    private static final String DEAD_LETTERS = Topic.ONBOARDING_REQUESTS.deadLetterName("onboarding-service");

    Sandbox sandbox;
    EventProbe probe;

    private Platform platform;

    @BeforeEach
    void newClient() {
        platform = new Platform(probe);
    }

    @Test
    void an_invalid_request_is_answered_with_every_reason_by_field_and_never_sent() throws IOException {
        int before = new Debitura(sandbox).calls("createClient");
        publishInvalid();

        ClientStatus status = platform.snapshots(1).getFirst();
        assertThat(status.state()).isEqualTo(ClientState.REFUSED);
        assertThat(status.requestRefusals())
                .extracting(refusal -> refusal.code() + " " + refusal.field())
                .containsExactlyInAnyOrder(
                        RefusalCode.COUNTRY_UNKNOWN + " /client/country",
                        RefusalCode.EMAIL_MALFORMED + " /client/supportEmail",
                        RefusalCode.RETURN_URL_MALFORMED + " /returnUrl");
        assertThat(new Debitura(sandbox).calls("createClient")).isEqualTo(before);
    }

    @Test
    void an_invalid_request_does_not_touch_a_ready_client() throws IOException {
        sandbox.seedClient(platform.tenant, "Nordwind", platform.email(), "DE", Sandbox.Signature.SIGNED);
        String good = platform.publish(platform.request().build());
        platform.snapshots(1);

        String bad = publishInvalid();
        ClientStatus refused = platform.snapshots(2).get(1);
        assertThat(refused.state()).isEqualTo(ClientState.READY);
        assertThat(refused.requestRefusals()).hasSize(3);
        assertThat(refused.correlationId()).isEqualTo(bad).isNotEqualTo(good);
    }

    @Test
    void a_valid_request_after_an_invalid_one_is_sent() throws IOException {
        publishInvalid();
        platform.snapshots(1);
        platform.publish(platform.request().build());

        ClientStatus status = platform.snapshots(2).get(1);
        assertThat(status.state()).isEqualTo(ClientState.ONBOARDING);
        assertThat(status.requestRefusals()).isEmpty();
    }

    @Test
    void a_request_that_says_not_whose_it_is_goes_to_the_dead_letters() {
        byte[] body = "{\"onboardingRequestId\":\"onb-1\", \"environment\":\"test\" }".getBytes(StandardCharsets.UTF_8);
        platform.publish(platform.metadata(), body);

        ProbedRecord dead = probe.await(DEAD_LETTERS, record -> record.key().equals(platform.tenant));
        assertThat(dead.value()).isEqualTo(body);
        assertThat(dead.header("recoup_dlq_code")).isEqualTo("FIELD_MISSING");
    }

    @Test
    void a_record_that_is_no_json_goes_to_the_dead_letters_and_stops_nobody() {
        byte[] body = {'{', 0, (byte) 0xff};
        platform.publish(platform.metadata(), body);
        platform.publish(platform.request().build());

        ProbedRecord dead = probe.await(DEAD_LETTERS, record -> record.key().equals(platform.tenant));
        assertThat(dead.value()).isEqualTo(body);
        assertThat(dead.header("recoup_dlq_code")).isEqualTo("UNREADABLE_VALUE");
        assertThat(platform.snapshots(1)).extracting(ClientStatus::state).containsExactly(ClientState.ONBOARDING);
    }

    @Test
    void a_record_of_another_environment_goes_to_the_dead_letters() {
        platform.publish(
                EventMetadata.of(
                                EventType.ONBOARDING_REQUESTED,
                                "/platform/tests",
                                Environment.PRODUCTION,
                                Instant.now())
                        .build(),
                EventJson.write(platform.request().build()));

        ProbedRecord dead = probe.await(DEAD_LETTERS, record -> record.key().equals(platform.tenant));
        assertThat(dead.header("recoup_dlq_code")).isEqualTo("WRONG_ENVIRONMENT");
    }

    private String publishInvalid() throws IOException {
        ObjectNode request = (ObjectNode)
                EventJson.mapper().readTree(EventJson.write(platform.request().build()));
        ((ObjectNode) request.get("client")).put("country", "Atlantis").put("supportEmail", "nobody");
        request.put("returnUrl", "/here");
        EventMetadata metadata = platform.metadata();
        platform.publish(metadata, EventJson.write(request));
        return metadata.correlationId();
    }
}
