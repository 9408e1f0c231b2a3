package dev.recoup.cases.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.cases.fixture.Debitura;
import dev.recoup.cases.fixture.Platform;
import dev.recoup.events.actions.ActionKind;
import dev.recoup.events.actions.ActionState;
import dev.recoup.events.actions.RequiredAction;
import dev.recoup.events.actions.UnblockedKind;
import dev.recoup.events.actions.Unblocks;
import dev.recoup.events.cases.CaseLifecycle;
import dev.recoup.events.cases.CaseState;
import dev.recoup.events.cases.CaseStatus;
import dev.recoup.events.clients.ClientState;
import dev.recoup.events.refusals.Refusal;
import dev.recoup.events.refusals.RefusalCode;
import dev.recoup.events.webhooks.DebituraEvent;
import dev.recoup.testing.EventProbe;
import dev.recoup.testing.MutableClock;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.Sandbox;
import dev.recoup.testing.Sandbox.Behaviour;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@RecoupTest(service = "case-service")
class SubmissionTest {
    private static final String TOKENS = "token-needs-agreement";

    Sandbox sandbox;
    EventProbe probe;

    @Inject
    MutableClock clock;

    private Platform platform;
    private Debitura debitura;

    @BeforeEach
    void newClient() {
        platform = new Platform(probe);
        debitura = new Debitura(sandbox);
    }

    @Test
    void a_demanded_signature_becomes_an_action_and_the_claim_releases_itself_when_it_is_given() {
        try (var _ = sandbox.play(TOKENS, Behaviour.A)) {
            debitura.hasUnsignedClient(platform.tenant);
            platform.clientIs(ClientState.READY);
            String id = Platform.newId();
            platform.publish(platform.request(id).build());
            CaseStatus blocked = platform.await(id, CaseState.ACTION_REQUIRED);
            RequiredAction action = platform.awaitAction(found -> found.state() == ActionState.OPEN);
            assertThat(blocked.requiredActionIds()).containsExactly(action.actionId());
            assertThat(blocked.caseId()).isEmpty();
            assertThat(action.kind()).isEqualTo(ActionKind.SIGN_ALL);
            assertThat(action.unblocks()).containsExactly(new Unblocks(UnblockedKind.CASE, id));
            assertThat(sandbox.casesOf(platform.tenant)).isEmpty();

            sandbox.submitForm(onboardingPage());
            platform.clientIs(ClientState.READY);

            CaseStatus open = platform.await(id, CaseState.OPEN);
            assertThat(open.requiredActionIds()).isEmpty();
            assertThat(platform.awaitAction(found -> found.state() == ActionState.DONE)
                            .actionId())
                    .isEqualTo(action.actionId());
            assertThat(platform.statesOnceReleased(id))
                    .containsExactly(
                            CaseState.SUBMITTING, CaseState.ACTION_REQUIRED, CaseState.SUBMITTING, CaseState.OPEN);
            assertThat(sandbox.casesOf(platform.tenant)).hasSize(1);
        }
    }

    @Test
    void a_request_that_allows_it_becomes_a_case_that_waits_for_the_signature_at_debitura() {
        try (var _ = sandbox.play(TOKENS, Behaviour.A)) {
            debitura.hasUnsignedClient(platform.tenant);
            platform.clientIs(ClientState.ONBOARDING);
            String patient = Platform.newId();
            String id = Platform.newId();
            platform.publish(platform.request(patient).build());
            platform.publish(platform.request(id)
                    .claim(platform.claim().allowPendingContracts(true).build())
                    .build());
            CaseStatus waiting = platform.await(id, CaseState.ACTION_REQUIRED);
            RequiredAction action = platform.awaitAction(found -> found.state() == ActionState.OPEN);
            assertThat(waiting.lifecycle()).contains(CaseLifecycle.PENDING_CONTRACT_SIGNING);
            assertThat(waiting.requiredActionIds()).containsExactly(action.actionId());

            sandbox.submitForm(onboardingPage());
            platform.webhook(DebituraEvent.CASE_UPDATED, waiting.caseId().orElseThrow());

            platform.await(id, CaseState.OPEN);
            assertThat(platform.awaitAction(found -> found.state() == ActionState.DONE)
                            .actionId())
                    .isEqualTo(action.actionId());
            assertThat(platform.states(patient)).containsExactly(CaseState.WAITING_FOR_CLIENT);
        }
    }

    /** Debitura may mint no token for a client that still has to sign, so that it cannot even be asked for a case. */
    @Test
    void
            an_agreement_without_which_there_is_no_token_becomes_an_action_and_the_claim_releases_itself_when_it_is_signed() {
        try (var _ = sandbox.play(TOKENS, Behaviour.B)) {
            debitura.hasUnsignedClient(platform.tenant);
            platform.clientIs(ClientState.ONBOARDING);
            String id = Platform.newId();
            platform.publish(platform.request(id)
                    .claim(platform.claim().allowPendingContracts(true).build())
                    .build());
            CaseStatus blocked = platform.await(id, CaseState.ACTION_REQUIRED);
            RequiredAction action = platform.awaitAction(found -> found.state() == ActionState.OPEN);
            assertThat(blocked.requiredActionIds()).containsExactly(action.actionId());
            assertThat(blocked.caseId()).isEmpty();
            assertThat(action.kind()).isEqualTo(ActionKind.SIGN_AGREEMENT);
            assertThat(action.url()).isEqualTo(onboardingPage());

            sandbox.submitForm(action.url());
            platform.clientIs(ClientState.READY);

            assertThat(platform.await(id, CaseState.OPEN).requiredActionIds()).isEmpty();
            assertThat(platform.awaitAction(found -> found.state() == ActionState.DONE)
                            .actionId())
                    .isEqualTo(action.actionId());
            assertThat(platform.statesOnceReleased(id))
                    .containsExactly(
                            CaseState.SUBMITTING, CaseState.ACTION_REQUIRED, CaseState.SUBMITTING, CaseState.OPEN);
            assertThat(sandbox.casesOf(platform.tenant)).hasSize(1);
        }
    }

    @Test
    void a_page_that_can_no_longer_be_entered_is_replaced_and_a_signature_that_nobody_told_of_is_found() {
        try (var _ = sandbox.play(TOKENS, Behaviour.B);
                var _ = sandbox.play("signing-url-lifetime", Behaviour.B)) {
            debitura.hasUnsignedClient(platform.tenant);
            platform.clientIs(ClientState.READY);
            String id = Platform.newId();
            platform.publish(platform.request(id).build());
            URI old = platform.awaitAction(found -> found.state() == ActionState.OPEN)
                    .url();

            sandbox.advanceClock(Duration.ofDays(2));
            clock.advance(Duration.ofHours(1));
            URI fresh = platform.awaitAction(found -> !found.url().equals(old)).url();
            sandbox.submitForm(fresh);
            clock.advance(Duration.ofHours(1));

            platform.await(id, CaseState.OPEN);
            assertThat(sandbox.casesOf(platform.tenant)).hasSize(1);
        }
    }

    private URI onboardingPage() {
        return URI.create(sandbox.client(platform.tenant).orElseThrow().onboardingUrl());
    }

    @Test
    void a_claim_that_nobody_collects_is_refused() {
        debitura.hasReadyClient(platform.tenant);
        platform.clientIs(ClientState.READY);
        String id = Platform.newId();

        platform.publish(platform.request(id)
                .claim(platform.claim().debtor(Platform.debtor("IN").build()).build())
                .build());

        assertThat(platform.await(id, CaseState.REFUSED).refusals())
                .containsExactly(Refusal.of(RefusalCode.NO_PARTNER_AVAILABLE, "/claim/debtor/countryAlpha2"));
    }

    /** Debitura may refuse a taken reference as a broken rule or as an invalid field. */
    @ParameterizedTest
    @EnumSource(Behaviour.class)
    void a_reference_that_belongs_to_somebody_elses_case_is_refused_and_that_case_is_left_alone(Behaviour refusal) {
        try (var _ = sandbox.play("duplicate-reference", refusal)) {
            isRefusedWithAnothersReference();
        }
    }

    private void isRefusedWithAnothersReference() {
        debitura.hasReadyClient(platform.tenant);
        String caseId = debitura.files(platform.tenant, "INV-7", "1875.40");
        platform.clientIs(ClientState.READY);
        String id = Platform.newId();

        platform.publish(platform.request(id)
                .claim(platform.claim().creditorReference("INV-7").build())
                .build());

        assertThat(platform.await(id, CaseState.REFUSED).refusals())
                .containsExactly(Refusal.of(RefusalCode.DUPLICATE_CREDITOR_REFERENCE, "/claim/creditorReference"));
        assertThat(sandbox.casesOf(platform.tenant))
                .extracting(Sandbox.CollectionCase::id)
                .containsExactly(caseId);
    }

    @Test
    void a_client_that_debitura_does_not_know_sends_the_claim_back_to_waiting() {
        platform.clientIs(ClientState.READY);
        String id = Platform.newId();
        platform.publish(platform.request(id).build());
        platform.await(id, CaseState.SUBMITTING);
        Awaitility.await().until(() -> platform.states(id).getLast() == CaseState.WAITING_FOR_CLIENT);

        debitura.hasReadyClient(platform.tenant);
        platform.clientIs(ClientState.READY);

        platform.await(id, CaseState.OPEN);
        assertThat(platform.statesOnceReleased(id))
                .containsExactly(
                        CaseState.SUBMITTING, CaseState.WAITING_FOR_CLIENT, CaseState.SUBMITTING, CaseState.OPEN);
        assertThat(sandbox.casesOf(platform.tenant)).hasSize(1);
    }
}
