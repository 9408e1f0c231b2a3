package dev.recoup.onboarding.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recoup.events.EventJson;
import dev.recoup.events.Topic;
import dev.recoup.events.actions.RequiredAction;
import dev.recoup.events.clients.ClientState;
import dev.recoup.events.clients.ClientStatus;
import dev.recoup.events.reconcile.ReconcileScope;
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
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RecoupTest(service = "onboarding-service")
class RefreshTest {

    Sandbox sandbox;
    EventProbe probe;

    @Inject
    MutableClock clock;

    @Inject
    DataSource dataSource;

    private Platform platform;
    private Debitura debitura;

    @BeforeEach
    void newClient() {
        platform = new Platform(probe);
        debitura = new Debitura(sandbox);
    }

    @AfterEach
    void noMoreTrouble() {
        sandbox.clearFaults();
    }

    @Test
    void a_ready_client_that_must_sign_a_new_agreement_is_reopened() {
        sandbox.seedClient(platform.tenant, "Nordwind", platform.email(), "DE", Sandbox.Signature.SIGNED);
        platform.publish(platform.request().build());
        platform.snapshots(1);

        debitura.outdatesAgreementOf(platform.tenant);
        platform.webhook(DebituraEvent.POA_SIGNED, Instant.now());
        ClientStatus resign = platform.snapshots(2).get(1);
        assertThat(resign.state()).isEqualTo(ClientState.RESIGN_REQUIRED);

        sandbox.submitForm(resign.onboardingUrl().orElseThrow());
        platform.webhook(DebituraEvent.CONTRACT_SIGNED, Instant.now());
        assertThat(platform.snapshots(3).get(2).state()).isEqualTo(ClientState.READY);
        assertThat(platform.ofClient(Topic.REQUIRED_ACTIONS, 2))
                .extracting(record -> EventJson.read(record.value(), RequiredAction.class))
                .extracting(action -> action.kind() + " " + action.state())
                .containsExactly("SIGN_AGREEMENT OPEN", "SIGN_AGREEMENT DONE");
    }

    @Test
    void events_whose_client_no_database_can_name_are_poison_and_stop_no_other_event() {
        platform.publish(platform.request().build());
        ClientStatus waiting = platform.snapshots(1).getFirst();
        platform.webhookOf(platform.tenant + "\\u0000", DebituraEvent.POA_SIGNED, Instant.now());
        platform.webhookOf(hardToCompress(), DebituraEvent.POA_SIGNED, Instant.now());

        sandbox.submitForm(waiting.onboardingUrl().orElseThrow());
        platform.webhook(DebituraEvent.POA_SIGNED, Instant.now());

        assertThat(platform.snapshots(2).get(1).state()).isEqualTo(ClientState.READY);
        assertThat(probe.await(
                        Topic.DEBITURA_CLIENT_EVENTS.deadLetterName("onboarding-service"), 2, record -> record.key()
                                .equals(platform.tenant)))
                .extracting(record -> record.header("recoup_dlq_code"))
                .containsExactlyInAnyOrder("NUL_CHARACTER", "NOT_STORABLE");
    }

    private static String hardToCompress() {
        return new Random(42)
                .ints(4000, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void a_signature_whose_event_was_missed_is_seen_when_somebody_asks_for_reconciliation() {
        platform.publish(platform.request().build());
        ClientStatus waiting = platform.snapshots(1).getFirst();
        sandbox.submitForm(waiting.onboardingUrl().orElseThrow());

        platform.reconcile(ReconcileScope.EVERYTHING);

        assertThat(platform.snapshots(2).get(1).state()).isEqualTo(ClientState.READY);
    }

    @Test
    void clients_that_wait_for_nobody_are_read_too_when_somebody_asks_for_reconciliation() {
        List<Platform> clients = List.of(declined(), expired(), blocked(), archived());
        for (Platform client : clients) {
            sandbox.seedClient(client.tenant, "Nordwind", "new-" + client.email(), "DE", Sandbox.Signature.SIGNED);
        }

        platform.reconcile(ReconcileScope.CLIENTS);

        assertThat(states(clients.get(0), 3))
                .containsExactly(ClientState.LINK_PENDING, ClientState.DECLINED, ClientState.READY);
        assertThat(states(clients.get(1), 3))
                .containsExactly(ClientState.LINK_PENDING, ClientState.EXPIRED, ClientState.READY);
        assertThat(states(clients.get(2), 2)).containsExactly(ClientState.BLOCKED, ClientState.READY);
        assertThat(states(clients.get(3), 3))
                .containsExactly(ClientState.ONBOARDING, ClientState.ARCHIVED, ClientState.READY);
        await().atMost(EventProbe.PATIENCE).until(() -> readsWanted() == 0);
    }

    @Test
    void a_client_that_somebody_names_is_read_whatever_its_state() {
        sandbox.seedClient(platform.tenant, "Nordwind", platform.email(), "DE", Sandbox.Signature.SIGNED);

        platform.reconcileAlone();
        assertThat(states(platform, 1)).containsExactly(ClientState.READY);

        debitura.outdatesAgreementOf(platform.tenant);
        platform.reconcileAlone();
        assertThat(states(platform, 2)).containsExactly(ClientState.READY, ClientState.RESIGN_REQUIRED);
    }

    private Platform declined() {
        Platform client = linkRequested();
        client.webhook(DebituraEvent.LINK_DECLINED, Instant.now().plusSeconds(60));
        client.snapshots(2);
        return client;
    }

    private Platform expired() {
        Platform client = linkRequested();
        client.webhook(DebituraEvent.LINK_EXPIRED, clock.instant().plus(Duration.ofDays(7)));
        client.snapshots(2);
        return client;
    }

    private Platform linkRequested() {
        Platform client = new Platform(probe);
        debitura.hasUnlinkedAccount(client.email());
        client.publish(client.request().build());
        client.snapshots(1);
        return client;
    }

    private Platform blocked() {
        Platform client = new Platform(probe);
        debitura.hasAccountOfAnotherPartner(client.email());
        client.publish(client.request().build());
        client.snapshots(1);
        return client;
    }

    private Platform archived() {
        Platform client = new Platform(probe);
        client.publish(client.request().build());
        client.snapshots(1);
        debitura.archives(client.tenant);
        client.webhook(DebituraEvent.POA_SIGNED, Instant.now());
        client.snapshots(2);
        return client;
    }

    private static List<ClientState> states(Platform client, int atLeast) {
        return client.snapshots(atLeast).stream().map(ClientStatus::state).toList();
    }

    @Test
    void a_power_of_attorney_alone_does_not_end_onboarding() throws SQLException {
        platform.publish(platform.request().build());
        platform.snapshots(1);

        platform.webhook(DebituraEvent.POA_SIGNED, Instant.now());
        awaitRefreshes(1);
        assertThat(platform.snapshots(1)).extracting(ClientStatus::state).containsExactly(ClientState.ONBOARDING);
    }

    @Test
    void a_client_whose_link_is_gone_is_archived() {
        sandbox.seedClient(platform.tenant, "Nordwind", platform.email(), "DE", Sandbox.Signature.SIGNED);
        platform.publish(platform.request().build());
        platform.snapshots(1);

        debitura.archives(platform.tenant);
        platform.webhook(DebituraEvent.POA_SIGNED, Instant.now());
        assertThat(platform.snapshots(2).get(1).state()).isEqualTo(ClientState.ARCHIVED);
    }

    @Test
    void a_webhook_about_a_client_that_nobody_asked_for_changes_nothing_until_debitura_knows_it() throws SQLException {
        platform.webhook(DebituraEvent.CONTRACT_SIGNED, Instant.now());
        awaitRefreshes(1);
        assertThat(probe.allOfKey(Topic.CLIENT_STATUS, platform.tenant)).isEmpty();

        sandbox.seedClient(platform.tenant, "Nordwind", platform.email(), "DE", Sandbox.Signature.SIGNED);
        platform.webhook(DebituraEvent.CONTRACT_SIGNED, Instant.now());
        assertThat(platform.snapshots(1)).extracting(ClientStatus::state).containsExactly(ClientState.READY);
    }

    @Test
    void many_webhooks_are_answered_by_few_reads_and_the_last_one_is_heard() throws SQLException {
        platform.publish(platform.request().build());
        ClientStatus waiting = platform.snapshots(1).getFirst();
        int before = debitura.calls("getClient");

        sandbox.delay("getClient", 1, Duration.ofMillis(1500));
        IntStream.range(0, 10).forEach(i -> platform.webhook(DebituraEvent.POA_SIGNED, Instant.now()));
        sandbox.submitForm(waiting.onboardingUrl().orElseThrow());
        platform.webhook(DebituraEvent.CONTRACT_SIGNED, Instant.now());

        assertThat(platform.snapshots(2).get(1).state()).isEqualTo(ClientState.READY);
        awaitRefreshes(11);
        assertThat(debitura.calls("getClient") - before).isBetween(1, 5);
    }

    @Test
    void trouble_at_debitura_delays_a_read_and_loses_none() {
        platform.publish(platform.request().build());
        ClientStatus waiting = platform.snapshots(1).getFirst();

        sandbox.failWith("getClient", 2, 503);
        sandbox.submitForm(waiting.onboardingUrl().orElseThrow());
        platform.webhook(DebituraEvent.CONTRACT_SIGNED, Instant.now());

        assertThat(platform.snapshots(2).get(1).state()).isEqualTo(ClientState.READY);
    }

    @Test
    void a_client_that_waits_is_read_again_although_its_webhook_was_missed() {
        platform.publish(platform.request().build());
        ClientStatus waiting = platform.snapshots(1).getFirst();
        sandbox.submitForm(waiting.onboardingUrl().orElseThrow());

        clock.advance(Duration.ofHours(2));

        assertThat(platform.snapshots(2).get(1).state()).isEqualTo(ClientState.READY);
    }

    @Test
    void a_page_that_can_no_longer_be_entered_is_replaced_while_its_client_waits() {
        try (var _ = sandbox.play("signing-url-lifetime", Behaviour.B)) {
            platform.publish(platform.request().build());
            URI old = platform.snapshots(1).getFirst().onboardingUrl().orElseThrow();

            sandbox.advanceClock(Duration.ofDays(2));
            clock.advance(Duration.ofDays(2));
            ClientStatus waiting = platform.snapshots(2).get(1);
            assertThat(waiting.state()).isEqualTo(ClientState.ONBOARDING);
            assertThat(waiting.onboardingUrl().orElseThrow()).isNotEqualTo(old);

            sandbox.submitForm(waiting.onboardingUrl().orElseThrow());
            platform.webhook(DebituraEvent.CONTRACT_SIGNED, Instant.now());
            assertThat(platform.snapshots(3).get(2).state()).isEqualTo(ClientState.READY);
        }
    }

    private void awaitRefreshes(long done) throws SQLException {
        await().atMost(EventProbe.PATIENCE).until(() -> refreshesDone() >= done);
    }

    /** Of all clients, those of other tests included. */
    private long readsWanted() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select count(*) from client where refresh_done < refresh_wanted");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private long refreshesDone() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select refresh_done from client where external_tenant_id = ?")) {
            select.setString(1, platform.tenant);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }
}
