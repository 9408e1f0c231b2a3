package dev.recoup.ingest.receive;

import dev.recoup.events.Environment;
import dev.recoup.ingest.journal.Delivery;
import dev.recoup.ingest.receive.Acceptance.Accepted;
import dev.recoup.ingest.receive.WaitingDelivery.Answer;
import dev.recoup.messaging.FaultCode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Commits deliveries in groups: whatever has arrived while a lane was busy shares its next transaction. A delivery that
 * comes alone is committed alone and at once; under load the groups grow until commits keep up.
 *
 * <p>A commit that was begun is brought to its end even if nobody waits for it any more.
 */
@Singleton
final class GroupCommit {

    private static final Logger LOG = Logger.getLogger(GroupCommit.class);
    private static final Duration SWEEP = Duration.ofMillis(500);
    private static final int AFTER_THE_ENDPOINT = 3000;

    private final Acceptance acceptance;
    private final ReceiveMeters meters;
    private final Environment environment;
    private final IngestConfig.Commit config;
    private final CommitQueue queue;
    private final Set<WaitingDelivery> underWay = ConcurrentHashMap.newKeySet();
    private final List<Thread> lanes = new ArrayList<>();
    private Thread sweeper;

    @Inject
    GroupCommit(
            Acceptance acceptance,
            ReceiveMeters meters,
            IngestConfig config,
            @ConfigProperty(name = "recoup.environment") Environment environment) {
        this.acceptance = acceptance;
        this.meters = meters;
        this.environment = environment;
        this.config = config.commit();
        this.queue = new CommitQueue(this.config.largestGroup(), this.config.pace());
        meters.watch(queue);
    }

    void start(@Observes StartupEvent started) {
        for (int lane = 0; lane < config.lanes(); lane++) {
            lanes.add(Thread.ofPlatform().name("commit-" + lane).start(this::work));
        }
        sweeper = Thread.ofPlatform().daemon().name("commit-sweeper").start(this::sweep);
    }

    /** Brings to its end what was taken in. */
    void stop(@Observes @Priority(AFTER_THE_ENDPOINT) ShutdownEvent stopping) throws InterruptedException {
        queue.close();
        for (Thread lane : lanes) {
            lane.join(config.longestWait());
        }
        sweeper.interrupt();
    }

    /** Takes a delivery in; it is answered after its commit, or with a refusal when that takes too long. */
    void submit(WaitingDelivery delivery) {
        if (queue.longestWait().compareTo(config.longestWait().dividedBy(2)) > 0) {
            turnAway(delivery, Refusal.OVERLOADED);
        } else if (!queue.add(delivery)) {
            turnAway(delivery, Refusal.NOT_STORED);
        }
    }

    private static void turnAway(WaitingDelivery delivery, Refusal reason) {
        delivery.leave();
        refuse(delivery, reason);
    }

    private void work() {
        try {
            List<WaitingDelivery> group = queue.next();
            while (!group.isEmpty()) {
                underWay.addAll(group);
                try {
                    commit(group);
                } finally {
                    group.forEach(underWay::remove);
                    group.forEach(WaitingDelivery::leave);
                }
                group = queue.next();
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void commit(List<WaitingDelivery> group) {
        try {
            List<Delivery> deliveries = group.stream()
                    .map(delivery -> delivery.arrival().understood(environment))
                    .toList();
            List<Accepted> accepted = acceptance.accept(deliveries);
            meters.committed(group);
            group.forEach(delivery -> delivery.answer(new Answer.Stored()));
            meters.recorded(accepted);
            ReceiveLog.tell(accepted);
        } catch (Exception | Error notCommitted) {
            afterFailure(group, notCommitted);
        }
    }

    /** One row that the database refuses must not cost its neighbours their answer. */
    private void afterFailure(List<WaitingDelivery> group, Throwable notCommitted) {
        if (group.size() > 1 && CommitFailure.of(notCommitted) == CommitFailure.OF_SOME_ROW) {
            LOG.infof("A group of %d is committed one by one: %s", group.size(), FaultCode.of(notCommitted));
            group.forEach(delivery -> commit(List.of(delivery)));
            return;
        }
        LOG.warnf("%d deliveries could not be stored: %s", group.size(), FaultCode.of(notCommitted));
        group.forEach(delivery -> refuse(delivery, Refusal.NOT_STORED));
    }

    private void sweep() {
        try {
            while (true) {
                Thread.sleep(SWEEP);
                List<WaitingDelivery> overdue = queue.overdue(config.longestWait());
                giveUp(overdue);
                overdue.forEach(WaitingDelivery::leave);
                giveUp(underWay.stream()
                        .filter(delivery ->
                                delivery.waitingNanos() > config.longestWait().toNanos())
                        .toList());
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void giveUp(Collection<WaitingDelivery> overdue) {
        overdue.forEach(delivery -> delivery.answer(new Answer.Refused(Refusal.NOT_STORED)));
    }

    private static void refuse(WaitingDelivery delivery, Refusal reason) {
        delivery.answer(new Answer.Refused(reason));
    }
}
