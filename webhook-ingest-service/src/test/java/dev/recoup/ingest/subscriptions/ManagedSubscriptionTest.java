package dev.recoup.ingest.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recoup.debitura.referral.CreateWebhook;
import dev.recoup.debitura.referral.WebhookSubscription;
import dev.recoup.events.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What becomes of a subscription when Debitura was told something. */
class ManagedSubscriptionTest {

    private static final Instant NOW = Instant.parse("2026-06-02T08:00:00Z");
    private static final String URL = "https://hooks.example.com/referral-live";
    private static final String OTHER_URL = "https://other.example.com/referral-live";
    private static final UUID ID = UUID.fromString("7e6c4e8c-3b61-4c30-9f3c-0f6f0a0f5a11");

    private final ManagedSubscription row = active();

    @Test
    void a_refused_change_leaves_one_that_is_switched_off_to_be_switched_on_again() {
        row.switchedOff(NOW, NOW);
        row.askedUrl = OTHER_URL;
        row.ask(SubscriptionState.CHANGING, NOW);

        row.refused(Task.on(row), "Problem[status=400]", NOW);

        assertThat(row.state).isEqualTo(SubscriptionState.DISABLED);
        assertThat(row.dueAt).isEqualTo(NOW);
        assertThat(row.url).isEqualTo(URL);
        assertThat(row.trouble).isEqualTo("Problem[status=400]");
    }

    @Test
    void a_refused_pause_leaves_it_as_it_was() {
        change(Activity.OFF);
        row.refused(Task.on(row), "Problem[status=400]", NOW);
        assertThat(row.state).isEqualTo(SubscriptionState.ACTIVE);

        row.switchedOff(NOW, NOW);
        change(Activity.OFF);
        row.refused(Task.on(row), "Problem[status=400]", NOW);
        assertThat(row.state).isEqualTo(SubscriptionState.DISABLED);
    }

    @Test
    void a_refusal_to_switch_off_what_was_created_anew_is_not_asked_for_again() {
        row.origin = Origin.DECLARED;
        change(Activity.OFF);
        row.vanished(Task.on(row), NOW);
        row.hold(Task.on(row), there(Activity.ON), Optional.of("encrypted"), Duration.ZERO, NOW);

        row.refused(Task.on(row), "Problem[status=400]", NOW);

        assertThat(row.state).isEqualTo(SubscriptionState.ACTIVE);
        assertThat(row.dueAt).isNull();
    }

    @Test
    void a_refused_return_leaves_a_paused_one_paused() {
        change(Activity.OFF);
        row.hold(Task.on(row), there(Activity.OFF), Optional.empty(), Duration.ZERO, NOW);
        assertThat(row.state).isEqualTo(SubscriptionState.PAUSED);

        change(Activity.ON);
        row.refused(Task.on(row), "Problem[status=400]", NOW);

        assertThat(row.state).isEqualTo(SubscriptionState.PAUSED);
        assertThat(row.dueAt).isNull();
    }

    @Test
    void what_was_asked_for_while_debitura_was_told_something_else_is_still_to_be_told() {
        change(Activity.OFF);
        Task underWay = Task.on(row);
        change(Activity.ON);

        row.hold(underWay, there(Activity.OFF), Optional.empty(), Duration.ZERO, NOW);

        assertThat(row.state).isEqualTo(SubscriptionState.CHANGING);
        assertThat(row.dueAt).isEqualTo(NOW);
        assertThat(Task.on(row).askedActivity()).contains(Activity.ON);
    }

    @Test
    void one_that_is_to_be_deleted_stays_so_when_an_older_attempt_finds_it_gone() {
        for (Origin origin : Origin.values()) {
            ManagedSubscription rotating = active();
            rotating.origin = origin;
            rotating.ask(SubscriptionState.ROTATING, NOW);
            Task underWay = Task.on(rotating);
            rotating.ask(SubscriptionState.DELETING, NOW);

            rotating.vanished(underWay, NOW);

            assertThat(rotating.state).isEqualTo(SubscriptionState.DELETING);
            assertThat(rotating.dueAt).isEqualTo(NOW);
            assertThat(rotating.debituraId).isNull();
            assertThat(rotating.answered).isEqualTo(underWay.asked()).isLessThan(rotating.asked);
        }
    }

    @Test
    void one_that_vanished_while_it_was_to_be_paused_is_created_anew_and_paused_then() {
        row.origin = Origin.DECLARED;
        change(Activity.OFF);

        row.vanished(Task.on(row), NOW);
        assertThat(row.state).isEqualTo(SubscriptionState.INTENDED);
        row.hold(Task.on(row), there(Activity.ON), Optional.of("encrypted"), Duration.ZERO, NOW);

        assertThat(row.state).isEqualTo(SubscriptionState.CHANGING);
        row.hold(Task.on(row), there(Activity.OFF), Optional.empty(), Duration.ZERO, NOW);
        assertThat(row.state).isEqualTo(SubscriptionState.PAUSED);
    }

    @Test
    void what_debitura_was_still_trying_when_it_was_last_good_counts_as_missed() {
        Instant beforeTheRetries = NOW.minus(Duration.ofMinutes(102));
        Instant later = NOW.plus(Duration.ofMinutes(3));

        ManagedSubscription disabled = active();
        disabled.switchedOff(later, later);
        assertThat(disabled.missedSince).isEqualTo(beforeTheRetries);

        ManagedSubscription gone = active();
        gone.vanished(later);
        assertThat(gone.missedSince).isEqualTo(beforeTheRetries);

        ManagedSubscription deleted = active();
        deleted.ask(SubscriptionState.DELETING, NOW);
        deleted.deleted(Task.on(deleted), later, NOW);
        assertThat(deleted.missedSince).isEqualTo(beforeTheRetries);
    }

    @Test
    void what_a_lost_secret_signs_counts_as_missed_when_another_is_known_and_again_when_that_is_over() {
        Instant goneBy = NOW.plus(Duration.ofHours(24));
        row.loseSecret(NOW.minusSeconds(60));
        row.loseSecret(NOW);
        assertThat(row.takeMissed()).isEmpty();

        row.knowSecret(goneBy);
        assertThat(row.takeMissed()).contains(NOW.minusSeconds(60).minus(ManagedSubscription.RETRIES));
        row.outliveLostSecret(goneBy.minusSeconds(1));
        assertThat(row.takeMissed()).isEmpty();

        row.outliveLostSecret(goneBy);
        assertThat(row.takeMissed()).contains(NOW.minusSeconds(60).minus(ManagedSubscription.RETRIES));
        row.outliveLostSecret(goneBy);
        assertThat(row.takeMissed()).isEmpty();
    }

    @Test
    void a_secret_that_gets_lost_while_another_lost_one_still_signs_prolongs_the_time() {
        row.loseSecret(NOW);
        row.knowSecret(NOW.plusSeconds(100));
        row.takeMissed();

        row.loseSecret(NOW.plusSeconds(50));
        row.outliveLostSecret(NOW.plusSeconds(100));
        assertThat(row.takeMissed()).isEmpty();
        row.knowSecret(NOW.plusSeconds(200));
        row.takeMissed();
        row.outliveLostSecret(NOW.plusSeconds(199));
        assertThat(row.takeMissed()).isEmpty();
        row.outliveLostSecret(NOW.plusSeconds(200));

        assertThat(row.takeMissed()).contains(NOW.minus(ManagedSubscription.RETRIES));
    }

    @Test
    void a_secret_that_is_replaced_without_any_trouble_has_nothing_missed() {
        row.knowSecret(NOW.plusSeconds(100));
        row.outliveLostSecret(NOW.plusSeconds(100));

        assertThat(row.takeMissed()).isEmpty();
    }

    @Test
    void one_that_is_being_created_when_its_url_is_corrected_is_known_by_both() {
        ManagedSubscription intended = intended();
        Task underWay = Task.on(intended);

        intended.move(OTHER_URL, NOW);
        intended.hold(underWay, there(Activity.ON), Optional.of("encrypted"), Duration.ZERO, NOW);

        assertThat(intended.state).isEqualTo(SubscriptionState.INTENDED);
        Task next = Task.on(intended);
        assertThat(next.target()).isEqualTo(OTHER_URL);
        assertThat(next.mayHave(URL)).isTrue();
        intended.hold(next, there(Activity.ON), Optional.of("encrypted"), Duration.ZERO, NOW);
        assertThat(intended.state).isEqualTo(SubscriptionState.ACTIVE);
        assertThat(intended.url).isEqualTo(OTHER_URL);
    }

    private void change(Activity asked) {
        row.askedActivity = asked;
        row.ask(SubscriptionState.CHANGING, NOW);
    }

    private static ManagedSubscription intended() {
        ManagedSubscription row = new ManagedSubscription();
        row.name = "referral-live";
        row.mode = Mode.LIVE.wire();
        row.intend(
                Intentions.referral("referral-live", Origin.OPERATOR, Mode.LIVE, URL, CreateWebhook.ALL_EVENTS), NOW);
        return row;
    }

    private static ManagedSubscription active() {
        ManagedSubscription row = intended();
        row.hold(Task.on(row), there(Activity.ON), Optional.of("encrypted"), Duration.ZERO, NOW);
        assertThat(row.state).isEqualTo(SubscriptionState.ACTIVE);
        return row;
    }

    private static WebhookSubscription there(Activity activity) {
        return new WebhookSubscription(
                ID,
                URL,
                CreateWebhook.ALL_EVENTS,
                activity.isOn(),
                NOW,
                NOW,
                Optional.empty(),
                Optional.empty(),
                false);
    }
}
