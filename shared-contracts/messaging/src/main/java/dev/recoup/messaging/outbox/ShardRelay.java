package dev.recoup.messaging.outbox;

import dev.recoup.messaging.BackOff;
import dev.recoup.messaging.FaultCode;
import dev.recoup.messaging.WakeSignal;
import dev.recoup.messaging.outbox.OutboxRows.Batch;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** Sends the rows of one shard as long as its lease lasts. */
final class ShardRelay implements Runnable {

    private static final Logger LOG = Logger.getLogger(ShardRelay.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final ShardLease lease;
    private final OutboxRows rows;
    private final ShardLeases leases;
    private final WaveSender sender;
    private final RelaySettings settings;
    private final RelayMeters meters;
    private final WakeSignal signal = new WakeSignal();
    private final RestingKeys resting;
    private final ReadFloor floor;
    private final BackOff databaseBackOff = new BackOff(Duration.ofMillis(100), LONGEST_PAUSE);
    private volatile Thread thread;
    private volatile End end = End.NONE;

    ShardRelay(
            ShardLease lease,
            OutboxRows rows,
            ShardLeases leases,
            WaveSender sender,
            RelaySettings settings,
            RelayMeters meters) {
        this.lease = lease;
        this.rows = rows;
        this.leases = leases;
        this.sender = sender;
        this.settings = settings;
        this.meters = meters;
        this.resting = new RestingKeys(settings.keyBackOff());
        this.floor = new ReadFloor(settings.lookBack());
    }

    ShardLease lease() {
        return lease;
    }

    void start() {
        thread = Thread.ofVirtual().name("outbox-shard-" + lease.shard()).start(this);
    }

    void wake() {
        signal.raise();
    }

    /** Asks the relay to end after the wave that is under way and to give the shard back. */
    void giveBack() {
        end = End.GIVE_BACK;
        signal.raise();
    }

    /** Asks the relay to end; the shard belongs to somebody else already. */
    void abandon() {
        end = End.ABANDON;
        signal.raise();
    }

    boolean hasEnded() {
        return !thread.isAlive();
    }

    void join(Duration atMost) throws InterruptedException {
        thread.join(atMost);
    }

    @Override
    public void run() {
        try {
            Duration pause = settings.shortestPoll();
            int failures = 0;
            while (end == End.NONE) {
                long began = System.nanoTime();
                try {
                    pause = pass() > 0 ? settings.shortestPoll() : slower(pause);
                    failures = 0;
                } catch (SQLException | RuntimeException | Error trouble) {
                    floor.lookBackNext();
                    failures++;
                    pause = databaseBackOff.after(failures);
                    meters.relayFailed();
                    LOG.warnf("Outbox shard %d: %s; next try in %s", lease.shard(), FaultCode.of(trouble), pause);
                }
                signal.await(pause);
                gather(began);
            }
            if (end == End.GIVE_BACK) {
                leases.release(lease);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (SQLException unreachable) {
            LOG.infof(
                    "Outbox shard %d is given back when its lease ends: %s", lease.shard(), FaultCode.of(unreachable));
        }
    }

    /**
     * Under load, rows that come one after the other share a pass; a row that comes after a silence waits for nothing.
     * Shards that were woken by the same commit drift apart, so that they do not all want the processor at once.
     */
    private void gather(long lastPassBegan) throws InterruptedException {
        long shortest = settings.gathering().toNanos();
        long atLeast = shortest + ThreadLocalRandom.current().nextLong(1 + shortest / 2);
        Thread.sleep(Duration.ofNanos(atLeast - (System.nanoTime() - lastPassBegan)));
    }

    private Duration slower(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        Duration ceiling = settings.longestPoll();
        Duration next = doubled.compareTo(ceiling) > 0 ? ceiling : doubled;
        return resting.untilFirstIsDue(settings.shortestPoll(), next);
    }

    /** Reads and sends from the floor, or from the start when a look back is due, to the end; returns how many. */
    private int pass() throws SQLException, InterruptedException {
        if (resting.tooMany() || !lease.lastsFor(settings.sendBudget())) {
            return 0;
        }
        if (resting.anyIsDue()) {
            floor.lookBackNext();
        }
        long began = System.nanoTime();
        long from = floor.begin();
        long after = from;
        int sent = 0;
        while (end == End.NONE) {
            Batch batch = rows.read(lease.shard(), after, resting.notDue(), settings.batchSize());
            if (batch.rows().isEmpty()) {
                endOfShard(from, began);
                break;
            }
            Delivery delivery = deliver(batch.rows());
            sent += delivery.acknowledged();
            if (delivery.isPartial()) {
                floor.lookBackNext();
                break;
            }
            after = batch.rows().getLast().id();
            floor.read(after);
            if (batch.isLast()) {
                endOfShard(from, began);
                break;
            }
            if (resting.tooMany()) {
                break;
            }
        }
        return sent;
    }

    /** After the whole shard was looked at, a key that was due and did not turn up is no concern any more. */
    private void endOfShard(long from, long began) {
        if (from == 0) {
            resting.forgetDueAt(began);
        }
    }

    /** Sends a batch in waves that hold at most one record per key; a key that fails has no record in later waves. */
    private Delivery deliver(List<RowOnItsWay> batch) throws SQLException, InterruptedException {
        Map<Long, Queue<RowOnItsWay>> waiting = new LinkedHashMap<>();
        batch.forEach(row -> waiting.computeIfAbsent(row.orderKey(), key -> new ArrayDeque<>())
                .add(row));
        List<Long> acknowledged = new ArrayList<>(batch.size());
        Map<Long, String> refused = new HashMap<>();
        Map<Long, String> failed = new LinkedHashMap<>();
        boolean partial = false;
        while (!waiting.isEmpty() && !partial) {
            List<RowOnItsWay> wave =
                    waiting.values().stream().map(Queue::element).toList();
            Iterator<SendOutcome> outcomes = sender.send(lease, wave).iterator();
            for (RowOnItsWay row : wave) {
                Queue<RowOnItsWay> key = waiting.get(row.orderKey());
                switch (outcomes.next()) {
                    case SendOutcome.Acknowledged() -> {
                        acknowledged.add(row.id());
                        resting.succeeded(row.orderKey());
                        key.remove();
                    }
                    case SendOutcome.Refused(String code) -> {
                        refused.put(row.id(), code);
                        resting.succeeded(row.orderKey());
                        key.clear();
                    }
                    case SendOutcome.Failed(String code) -> {
                        meters.sendFailed(row.topic());
                        failed.put(row.orderKey(), code);
                        key.clear();
                    }
                    case SendOutcome.Withheld() -> partial = true;
                }
                if (key.isEmpty()) {
                    waiting.remove(row.orderKey());
                }
            }
            partial |= end != End.NONE && !waiting.isEmpty();
        }
        resting.failed(failed.keySet(), !acknowledged.isEmpty() || !refused.isEmpty());
        settle(acknowledged, refused);
        if (!failed.isEmpty()) {
            LOG.warnf(
                    "Outbox shard %d: %d keys rest, the first for %s",
                    lease.shard(), failed.size(), failed.values().iterator().next());
        }
        return new Delivery(acknowledged.size(), partial);
    }

    private void settle(List<Long> acknowledged, Map<Long, String> refused) throws SQLException {
        if (!acknowledged.isEmpty()) {
            rows.delete(lease, acknowledged);
            meters.sent(acknowledged.size());
        }
        if (!refused.isEmpty()) {
            rows.park(lease, refused);
            refused.forEach((id, code) ->
                    LOG.errorf("Outbox row %d is parked (%s): its key waits until an operator decides", id, code));
        }
    }

    private record Delivery(int acknowledged, boolean isPartial) {}

    private enum End {
        NONE,
        GIVE_BACK,
        ABANDON
    }
}
