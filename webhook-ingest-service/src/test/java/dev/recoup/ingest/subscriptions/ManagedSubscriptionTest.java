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

    private void change(Activity asked) {
        row.askedActivity = asked;
        row.ask(SubscriptionState.CHANGING, NOW);
    }

    private static ManagedSubscription active() {
        ManagedSubscription row = new ManagedSubscription();
        row.name = "referral-live";
        row.mode = Mode.LIVE.wire();
        row.intend(
                Intentions.referral("referral-live", Origin.OPERATOR, Mode.LIVE, URL, CreateWebhook.ALL_EVENTS), NOW);
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
