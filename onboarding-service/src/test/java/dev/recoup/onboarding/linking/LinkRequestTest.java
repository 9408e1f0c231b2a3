package dev.recoup.onboarding.linking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recoup.events.EventJson;
import dev.recoup.events.Topic;
import dev.recoup.events.actions.RequiredAction;
import dev.recoup.events.cases.FirstCaseOutcome;
import dev.recoup.events.clients.Attribution;
import dev.recoup.events.clients.ClientState;
import dev.recoup.events.clients.ClientStatus;
import dev.recoup.events.refusals.Refusal;
import dev.recoup.events.refusals.RefusalCode;
import dev.recoup.events.webhooks.DebituraEvent;
import dev.recoup.onboarding.fixture.Debitura;
import dev.recoup.onboarding.fixture.Platform;
import dev.recoup.testing.EventProbe;
import dev.recoup.testing.MutableClock;
import dev.recoup.testing.RecoupTest;
import dev.recoup.testing.Sandbox;
import dev.recoup.testing.Sandbox.Behaviour;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients whose e-mail address is known to Debitura already (guide 6.6). */
@RecoupTest(service = "onboarding-service")
class LinkRequestTest {

    private static final Duration LIFETIME = Duration.ofDays(7);
    private static final Duration LONGEST_LIFETIME = Duration.ofDays(30);

    Sandbox sandbox;
    EventProbe probe;

    @Inject
    MutableClock clock;

    private final Instant start = Instant.now();
    private Platform platform;
    private Debitura debitura;

    @BeforeEach
    void newClient() {
        platform = new Platform(probe);
        debitura = new Debitura(sandbox);
    }

    @Test
    void an_existing_account_is_linked_once_its_owner_approves() {
        ClientStatus pending = requestLink();
        assertThat(pending.state()).isEqualTo(ClientState.LINK_PENDING);
        assertThat(pending.attribution()).isEqualTo(Attribution.UNDECIDED);
        assertThat(page(pending).getQuery())
                .startsWith("token=")
                .endsWith("&returnUrl=https://app.example/onboarded?x=1");

        sandbox.submitForm(page(pending), Map.of("decision", "approve"));
        platform.webhook(DebituraEvent.CLIENT_LINKED, start);

        ClientStatus linked = platform.snapshots(2).get(1);
        assertThat(linked.state()).isEqualTo(ClientState.READY);
        assertThat(linked.attribution()).isEqualTo(Attribution.OWN_SUBMISSIONS);
        assertThat(linked.correlationId()).isEqualTo(pending.correlationId());
        assertThat(actions()).containsExactly("APPROVE_LINK OPEN", "APPROVE_LINK DONE");
    }

    @Test
    void cases_sent_along_are_kept_until_the_owner_approves() {
        debitura.hasUnlinkedAccount(platform.email());
        platform.publish(platform.request()
                .cases(List.of(Platform.firstCase("first-" + platform.tenant, "FR")))
                .build());

        FirstCaseOutcome outcome = EventJson.read(
                platform.ofClient(Topic.FIRST_CASES, 1).getFirst().value(), FirstCaseOutcome.class);
        assertThat(outcome.result().name()).isEqualTo("STORED_FOR_APPROVAL");
        assertThat(outcome.firstCase().caseRequestId()).isEqualTo("first-" + platform.tenant);
    }

    @Test
    void a_declined_link_stays_declined_whatever_the_order_of_its_webhooks() {
        requestLink();

        platform.webhook(DebituraEvent.LINK_DECLINED, start.plusSeconds(20));
        platform.webhook(DebituraEvent.LINK_REQUESTED, start.plusSeconds(10));
        platform.webhook(DebituraEvent.LINK_DECLINED, start.plusSeconds(20));

        assertThat(platform.snapshots(2))
                .extracting(ClientStatus::state)
                .containsExactly(ClientState.LINK_PENDING, ClientState.DECLINED);
        assertThat(actions()).containsExactly("APPROVE_LINK OPEN", "APPROVE_LINK DONE");
    }

    @Test
    void an_expired_link_is_asked_for_anew_and_a_late_webhook_of_the_old_one_does_not_end_the_new_one() {
        ClientStatus first = requestLink();
        sandbox.advanceClock(Duration.ofDays(8));
        platform.webhook(DebituraEvent.LINK_EXPIRED, start.plus(LIFETIME).plusSeconds(10));
        assertThat(platform.snapshots(2).get(1).state()).isEqualTo(ClientState.EXPIRED);
        assertThat(platform.snapshots(2).get(1).onboardingUrl()).isEmpty();

        platform.publish(platform.request().build());
        ClientStatus second = platform.snapshots(3).get(2);
        assertThat(second.state()).isEqualTo(ClientState.LINK_PENDING);
        assertThat(page(second)).isNotEqualTo(page(first));

        platform.webhook(DebituraEvent.LINK_REQUESTED, start.plus(LIFETIME).plusSeconds(20));
        platform.webhook(DebituraEvent.LINK_EXPIRED, start.plus(LIFETIME).plusSeconds(15));
        sandbox.submitForm(page(second), Map.of("decision", "approve"));
        platform.webhook(DebituraEvent.CLIENT_LINKED, start.plus(LIFETIME).plusSeconds(30));

        assertThat(platform.snapshots(4))
                .extracting(ClientStatus::state)
                .containsExactly(
                        ClientState.LINK_PENDING, ClientState.EXPIRED, ClientState.LINK_PENDING, ClientState.READY);
    }

    @Test
    void a_client_of_another_partner_is_blocked() {
        debitura.hasAccountOfAnotherPartner(platform.email());
        platform.publish(platform.request()
                .cases(List.of(Platform.firstCase("first-" + platform.tenant, "FR")))
                .build());

        ClientStatus status = platform.snapshots(1).getFirst();
        assertThat(status.state()).isEqualTo(ClientState.BLOCKED);
        assertThat(status.requestRefusals())
                .containsExactly(Refusal.of(RefusalCode.LINKED_TO_ANOTHER_PARTNER, "/externalTenantId"));
        FirstCaseOutcome outcome = EventJson.read(
                platform.ofClient(Topic.FIRST_CASES, 1).getFirst().value(), FirstCaseOutcome.class);
        assertThat(outcome.result().name()).isEqualTo("REFUSED");
        assertThat(outcome.refusals()).containsExactly(Refusal.of(RefusalCode.LINKED_TO_ANOTHER_PARTNER, ""));
    }

    @Test
    void a_conflict_that_is_not_known_blocks_the_client_for_support() {
        try (var _ = sandbox.play("second-tenant", Behaviour.A)) {
            ClientStatus status = requestWithTheAddressOfAnotherClient();

            assertThat(status.state()).isEqualTo(ClientState.BLOCKED);
            assertThat(status.requestRefusals())
                    .containsExactly(Refusal.of(RefusalCode.CLIENT_CONFLICT, "/externalTenantId"));
        }
    }

    @Test
    void a_conflict_that_comes_as_a_broken_rule_refuses_the_request_and_a_better_one_is_taken() {
        try (var _ = sandbox.play("second-tenant", Behaviour.B)) {
            ClientStatus status = requestWithTheAddressOfAnotherClient();
            assertThat(status.state()).isEqualTo(ClientState.REFUSED);
            assertThat(status.requestRefusals()).containsExactly(Refusal.of(RefusalCode.REFUSED_BY_DEBITURA, ""));

            platform.publish(platform.request().build());

            ClientStatus corrected = platform.snapshots(2).get(1);
            assertThat(corrected.state()).isEqualTo(ClientState.ONBOARDING);
            assertThat(corrected.requestRefusals()).isEmpty();
        }
    }

    private ClientStatus requestWithTheAddressOfAnotherClient() {
        Platform other = new Platform(probe);
        other.publish(other.request().build());
        other.snapshots(1);
        platform.publish(
                platform.request().client(other.request().build().client()).build());
        return platform.snapshots(1).getFirst();
    }

    /** The hourly job tells of the old request when the platform has asked anew already, later by Debitura's clock. */
    @Test
    void a_link_asked_for_anew_before_the_end_of_the_old_one_is_told_stays_open_and_can_be_approved() {
        ClientStatus first = requestLink();
        passes(LIFETIME);

        platform.publish(platform.request().build());
        ClientStatus second = platform.snapshots(2).get(1);
        assertThat(second.state()).isEqualTo(ClientState.LINK_PENDING);
        assertThat(page(second)).isNotEqualTo(page(first));
        platform.webhook(DebituraEvent.LINK_EXPIRED, clock.instant().plus(Duration.ofMinutes(40)));
        sandbox.submitForm(page(second), Map.of("decision", "approve"));
        platform.webhook(DebituraEvent.CLIENT_LINKED, clock.instant().plus(Duration.ofMinutes(50)));

        assertThat(platform.snapshots(3))
                .extracting(ClientStatus::state)
                .containsExactly(ClientState.LINK_PENDING, ClientState.LINK_PENDING, ClientState.READY);
    }

    @Test
    void a_link_asked_for_anew_ends_at_its_own_deadline() {
        requestLink();
        passes(LIFETIME);
        platform.publish(platform.request().build());
        platform.snapshots(2);

        platform.webhook(DebituraEvent.LINK_EXPIRED, clock.instant().plus(Duration.ofMinutes(40)));
        platform.webhook(DebituraEvent.LINK_EXPIRED, clock.instant().plus(LIFETIME));

        assertThat(platform.snapshots(3))
                .extracting(ClientStatus::state)
                .containsExactly(ClientState.LINK_PENDING, ClientState.LINK_PENDING, ClientState.EXPIRED);
    }

    @Test
    void a_link_whose_end_nobody_told_has_expired_once_no_request_lives_that_long() {
        ClientStatus first = requestLink();
        passes(LONGEST_LIFETIME.plus(Duration.ofHours(3)));

        ClientStatus expired = platform.snapshots(2).get(1);
        assertThat(expired.state()).isEqualTo(ClientState.EXPIRED);
        assertThat(expired.onboardingUrl()).isEmpty();
        assertThat(actions()).containsExactly("APPROVE_LINK OPEN", "APPROVE_LINK DONE");

        platform.publish(platform.request().build());
        ClientStatus second = platform.snapshots(3).get(2);
        assertThat(second.state()).isEqualTo(ClientState.LINK_PENDING);
        assertThat(page(second)).isNotEqualTo(page(first));
    }

    @Test
    void a_link_that_was_declined_unheard_is_known_to_be_so_once_that_is_heard() {
        requestLink();
        Instant declined = clock.instant().plus(Duration.ofHours(1));
        passes(LONGEST_LIFETIME.plus(Duration.ofHours(3)));
        platform.snapshots(2);

        platform.webhook(DebituraEvent.LINK_DECLINED, declined);

        assertThat(platform.snapshots(3))
                .extracting(ClientStatus::state)
                .containsExactly(ClientState.LINK_PENDING, ClientState.EXPIRED, ClientState.DECLINED);
    }

    @Test
    void a_link_of_which_nothing_is_heard_stays_open_as_long_as_a_request_may_live() {
        debitura.letsLinkRequestsLive(30);
        try {
            ClientStatus pending = requestLink();
            int before = debitura.calls("getClient");
            passes(LONGEST_LIFETIME.minus(Duration.ofHours(1)));
            platform.reconcileAlone();
            await().atMost(EventProbe.PATIENCE).until(() -> debitura.calls("getClient") > before);

            sandbox.submitForm(page(pending), Map.of("decision", "approve"));
            platform.webhook(DebituraEvent.CLIENT_LINKED, clock.instant());

            assertThat(platform.snapshots(2))
                    .extracting(ClientStatus::state)
                    .containsExactly(ClientState.LINK_PENDING, ClientState.READY);
        } finally {
            debitura.letsLinkRequestsLive(7);
        }
    }

    /** The shortest lifetime is a day, and the end is told by Debitura's clock, which may be behind. */
    @Test
    void a_link_that_lives_for_a_day_ends_although_the_clock_of_debitura_is_behind() {
        requestLink();

        platform.webhook(
                DebituraEvent.LINK_EXPIRED,
                clock.instant().plus(Duration.ofDays(1)).minus(Duration.ofMinutes(10)));

        assertThat(platform.snapshots(2))
                .extracting(ClientStatus::state)
                .containsExactly(ClientState.LINK_PENDING, ClientState.EXPIRED);
    }

    private void passes(Duration time) {
        sandbox.advanceClock(time);
        clock.advance(time);
    }

    private ClientStatus requestLink() {
        debitura.hasUnlinkedAccount(platform.email());
        platform.publish(platform.request().build());
        return platform.snapshots(1).getFirst();
    }

    private static URI page(ClientStatus status) {
        return status.onboardingUrl().orElseThrow();
    }

    private List<String> actions() {
        return platform.ofClient(Topic.REQUIRED_ACTIONS, 2).stream()
                .map(record -> EventJson.read(record.value(), RequiredAction.class))
                .map(action -> action.kind() + " " + action.state())
                .toList();
    }
}
