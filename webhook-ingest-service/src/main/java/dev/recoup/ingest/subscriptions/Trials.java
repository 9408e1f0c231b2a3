package dev.recoup.ingest.subscriptions;

import dev.recoup.debitura.DebituraCustomerWebhooks;
import dev.recoup.debitura.DebituraError;
import dev.recoup.debitura.DebituraException;
import dev.recoup.debitura.DebituraReferral;
import dev.recoup.debitura.limits.Lane;
import dev.recoup.debitura.referral.CreateWebhook;
import dev.recoup.debitura.referral.TestEvent;
import dev.recoup.ingest.journal.TestDeliveries;
import dev.recoup.ingest.subscriptions.TrialAnswer.Result;
import dev.recoup.messaging.problem.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Tries a subscription from end to end: has Debitura send an event and waits for it in the journal. */
@Singleton
class Trials {

    private static final Duration LOOK = Duration.ofMillis(200);

    private final Catalogue catalogue;
    private final DebituraReferral referral;
    private final DebituraCustomerWebhooks customer;
    private final TestDeliveries journal;
    private final ManagementConfig config;
    private final Clock clock;

    @Inject
    Trials(
            Catalogue catalogue,
            DebituraReferral referral,
            DebituraCustomerWebhooks customer,
            TestDeliveries journal,
            ManagementConfig config,
            Clock clock) {
        this.catalogue = catalogue;
        this.referral = referral;
        this.customer = customer;
        this.journal = journal;
        this.config = config;
        this.clock = clock;
    }

    TrialAnswer run(String name, Trial trial) {
        SubscriptionAnswer subscription = catalogue.one(name);
        Instant begun = clock.instant();
        try {
            return subscription.externalTenantId().isPresent()
                    ? ofClient(subscription, begun)
                    : ofPartner(subscription, trial, begun);
        } catch (DebituraException failed) {
            throw objection(failed.error());
        }
    }

    private TrialAnswer ofPartner(SubscriptionAnswer subscription, Trial trial, Instant begun) {
        TestEvent event = event(trial);
        int enqueued =
                Lane.INTERACTIVE.call(() -> referral.fireTestEvent(event)).enqueuedCount();
        if (enqueued == 0) {
            return new TrialAnswer(
                    event.eventType(),
                    0,
                    Result.NOTHING_SUBSCRIBED,
                    "Debitura has no subscription that is switched on and wants this event in this mode.",
                    Optional.empty());
        }
        return answer(event.eventType(), enqueued, await(subscription.name(), event.eventType(), begun));
    }

    private static TestEvent event(Trial trial) {
        Optional<UUID> caseId = trial.caseId();
        if (caseId.isPresent()) {
            return TestEvent.ofCase(event(trial, "case.", "case.updated"), caseId.get());
        }
        return trial.externalTenantId()
                .map(tenant -> TestEvent.ofClient(event(trial, "client.", "client.linked"), tenant))
                .orElseThrow(() -> Problem.exception(
                        Status.BAD_REQUEST,
                        "Name a linked client (externalTenantId) or a case of one (caseId): Debitura's test events are"
                                + " about real ones, though nothing changes."));
    }

    /** Those that Debitura sends as a test (guide 14). */
    private static String event(Trial trial, String family, String usual) {
        List<String> possible = CreateWebhook.ALL_EVENTS.stream()
                .filter(event -> event.startsWith(family))
                .toList();
        return trial.event()
                .or(() -> Optional.of(usual))
                .filter(possible::contains)
                .orElseThrow(() -> Problem.exception(Status.BAD_REQUEST, "event is one of " + possible + "."));
    }

    private TrialAnswer ofClient(SubscriptionAnswer subscription, Instant begun) {
        UUID id = subscription
                .debituraId()
                .orElseThrow(() -> Problem.exception(
                        Status.CONFLICT,
                        "The subscription is " + subscription.state() + ": Debitura does not have it."));
        Lane.INTERACTIVE.call(
                () -> customer.test(subscription.externalTenantId().orElseThrow(), id));
        return answer("case.created", 1, await(subscription.name(), "case.created", begun));
    }

    private TrialAnswer answer(String event, int enqueued, Optional<String> received) {
        return received.isPresent()
                ? new TrialAnswer(event, enqueued, Result.RECEIVED, "The delivery is in the journal.", received)
                : new TrialAnswer(
                        event,
                        enqueued,
                        Result.NOT_RECEIVED,
                        "Nothing came within " + config.answerWait() + ": look at recoup_ingest_refused_total, at the"
                                + " way from Debitura to this service, and whether the subscription is of the same mode.",
                        Optional.empty());
    }

    private Optional<String> await(String name, String event, Instant since) {
        long giveUpAt = System.nanoTime() + config.answerWait().toNanos();
        Optional<String> received = journal.firstSince(name, event, since);
        while (received.isEmpty() && System.nanoTime() < giveUpAt) {
            Settling.sleep(LOOK);
            received = journal.firstSince(name, event, since);
        }
        return received;
    }

    private static WebApplicationException objection(DebituraError error) {
        return switch (error) {
            case DebituraError.TestEnvironmentOnly _ ->
                Problem.exception(
                        Status.CONFLICT,
                        "Debitura sends test events in its test environment only, and recoup.environment is production.");
            case DebituraError.Answered answered
            when answered.status() == 404 ->
                Problem.exception(Status.CONFLICT, "Debitura knows no such case or linked client.");
            default ->
                AtDebitura.isRefusal(error)
                        ? new WebApplicationException(Problem.unprocessable("Debitura refused: " + error + "."))
                        : Problem.exception(Status.BAD_GATEWAY, "Debitura did not send the event: " + error + ".");
        };
    }
}
