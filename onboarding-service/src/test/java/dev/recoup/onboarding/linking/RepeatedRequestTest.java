package dev.recoup.onboarding.linking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.recoup.events.EventJson;
import dev.recoup.events.EventMetadata;
import dev.recoup.events.Topic;
import dev.recoup.events.cases.FirstCaseOutcome;
import dev.recoup.events.cases.FirstCaseResult;
import dev.recoup.events.clients.ClientState;
import dev.recoup.events.clients.ClientStatus;
import dev.recoup.events.clients.OnboardingRequest;
import dev.recoup.events.refusals.Refusal;
import dev.recoup.events.refusals.RefusalCode;
import dev.recoup.onboarding.fixture.Debitura;
import dev.recoup.onboarding.fixture.Platform;
import dev.recoup.testing.EventProbe;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.Sandbox;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One request has one effect, whatever is repeated and whichever answer gets lost. */
@RecoupTest(service = "onboarding-service")
class RepeatedRequestTest {

    Sandbox sandbox;
    EventProbe probe;

    private Platform platform;

    @BeforeEach
    void newClient() {
        platform = new Platform(probe);
    }

    @AfterEach
    void noMoreTrouble() {
        sandbox.clearFaults();
    }

    @Test
    void the_same_record_and_the_same_request_under_other_ids_make_one_call_and_one_client() {
        int before = new Debitura(sandbox).calls("createClient");
        EventMetadata metadata = platform.metadata();
        byte[] body = EventJson.write(platform.request().build());
        IntStream.range(0, 8).parallel().forEach(i -> platform.publish(metadata, body));
        IntStream.range(0, 8).parallel().forEach(i -> platform.publish(platform.metadata(), body));
        Platform later = new Platform(probe);
        later.publish(later.request().build());
        later.snapshots(1);

        assertThat(platform.snapshots(1)).extracting(ClientStatus::state).containsExactly(ClientState.ONBOARDING);
        assertThat(platform.ofClient(Topic.REQUIRED_ACTIONS, 1)).hasSize(1);
        assertThat(sandbox.state().clients())
                .filteredOn(client -> client.externalTenantId().equals(platform.tenant))
                .hasSize(1);
        assertThat(new Debitura(sandbox).calls("createClient") - before).isEqualTo(2);
    }

    @Test
    void a_request_id_with_another_content_is_a_conflict_and_leaves_the_client_alone() {
        OnboardingRequest request = platform.request().build();
        platform.publish(request);
        platform.snapshots(1);

        String correlationId = platform.publish(
                request.toBuilder().returnUrl("https://other.example").build());

        ClientStatus answer = platform.snapshots(2).get(1);
        assertThat(answer.state()).isEqualTo(ClientState.ONBOARDING);
        assertThat(answer.requestRefusals())
                .containsExactly(Refusal.of(RefusalCode.CONFLICTING_DUPLICATE, "/onboardingRequestId"));
        assertThat(answer.correlationId()).isEqualTo(correlationId);
        assertThat(answer.onboardingUrl().orElseThrow().toString()).contains("app.example");
    }

    @Test
    void an_answer_that_got_lost_is_asked_for_again() {
        sandbox.loseAnswer("createClient", 1);
        platform.publish(platform.request()
                .cases(List.of(Platform.firstCase("first-" + platform.tenant, "FR")))
                .build());

        assertThat(platform.snapshots(1)).extracting(ClientStatus::state).containsExactly(ClientState.ONBOARDING);
        assertThat(outcomes(1)).extracting(FirstCaseOutcome::result).containsExactly(FirstCaseResult.ALREADY_CREATED);
        assertThat(sandbox.casesOf(platform.tenant))
                .extracting(Sandbox.CollectionCase::creditorReference)
                .containsExactly(outcomes(1)
                        .getFirst()
                        .firstCase()
                        .claim()
                        .creditorReference()
                        .orElseThrow());
    }

    @Test
    void a_server_error_and_a_dropped_connection_are_tried_again() {
        sandbox.failWith("createClient", 1, 500);
        sandbox.drop("createClient", 1);
        platform.publish(platform.request().build());

        assertThat(platform.snapshots(1)).extracting(ClientStatus::state).containsExactly(ClientState.ONBOARDING);
    }

    @Test
    void first_cases_are_created_or_say_why_not() {
        platform.publish(platform.request()
                .cases(List.of(
                        Platform.firstCase("covered-" + platform.tenant, "FR"),
                        Platform.firstCase("uncovered-" + platform.tenant, "KE")))
                .build());

        platform.snapshots(1);
        Sandbox.CollectionCase truth = sandbox.casesOf(platform.tenant).getFirst();
        assertThat(outcomes(2))
                .extracting(
                        outcome -> outcome.firstCase().caseRequestId(),
                        FirstCaseOutcome::result,
                        outcome -> outcome.caseId().orElse("none"),
                        FirstCaseOutcome::refusals)
                .containsExactly(
                        tuple("covered-" + platform.tenant, FirstCaseResult.CREATED, truth.id(), List.of()),
                        tuple(
                                "uncovered-" + platform.tenant,
                                FirstCaseResult.REFUSED,
                                "none",
                                List.of(Refusal.of(RefusalCode.NO_PARTNER_AVAILABLE, "/claim/debtor/countryAlpha2"))));
    }

    @Test
    void first_cases_of_a_client_that_existed_before_are_left_to_case_service() {
        sandbox.seedClient(platform.tenant, "Nordwind", platform.email(), "DE", Sandbox.Signature.SIGNED);
        platform.publish(platform.request()
                .cases(List.of(Platform.firstCase("first-" + platform.tenant, "FR")))
                .build());

        assertThat(outcomes(1)).extracting(FirstCaseOutcome::result).containsExactly(FirstCaseResult.TO_BE_SUBMITTED);
        assertThat(sandbox.casesOf(platform.tenant)).isEmpty();
    }

    private List<FirstCaseOutcome> outcomes(int atLeast) {
        return platform.ofClient(Topic.FIRST_CASES, atLeast).stream()
                .map(record -> EventJson.read(record.value(), FirstCaseOutcome.class))
                .toList();
    }
}
