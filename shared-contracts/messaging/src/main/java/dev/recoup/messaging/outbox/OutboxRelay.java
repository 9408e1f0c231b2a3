package dev.recoup.messaging.outbox;

import dev.recoup.messaging.FaultCode;
import dev.recoup.messaging.WakeSignal;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Sends the outbox' rows to Kafka, sharing the shards with the other replicas of the service.
 *
 * <p>Every record reaches Kafka at least once, and what is published for one key is first seen there in commit order.
 */
public final class OutboxRelay implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

    private final DataSource dataSource;
    private final RelaySettings settings;
    private final RelayMeters meters;
    private final OutboxRows rows;
    private final ShardLeases leases;
    private final WaveSender sender;
    private final Map<Integer, ShardRelay> shards = new ConcurrentHashMap<>();
    private final WakeSignal keeperSignal = new WakeSignal();
    private volatile boolean closing;
    private Thread keeper;

    /**
     * Prepares a relay; nothing happens before {@link #start()}.
     *
     * @param dataSource connections to the service's database, each statement committing by itself
     * @param brokerConfiguration how to reach Kafka: producer properties, {@code bootstrap.servers} at least
     * @param referredRecords finds what rows refer to; where nothing is published by reference, one that finds nothing
     * @param settings lease and delivery times
     * @param registry where the outbox' figures are shown
     */
    public OutboxRelay(
            DataSource dataSource,
            Map<String, Object> brokerConfiguration,
            ReferredRecords referredRecords,
            RelaySettings settings,
            MeterRegistry registry) {
        this.dataSource = dataSource;
        this.settings = settings;
        this.meters = new RelayMeters(registry);
        this.rows = new OutboxRows(dataSource, referredRecords);
        this.leases = new ShardLeases(dataSource, UUID.randomUUID().toString(), settings.leaseTime());
        this.sender = new WaveSender(brokerConfiguration, settings);
    }

    /** Begins to take shards and to send, in threads of its own. */
    public void start() {
        // a platform thread: leases must be kept even if all carriers of virtual threads are busy
        keeper = Thread.ofPlatform().daemon().name("outbox-leases").start(this::keepLeases);
    }

    /** Says that rows were just committed, so that they leave without waiting for the next poll. */
    public void wake() {
        shards.values().forEach(ShardRelay::wake);
    }

    /** Returns how many shards this replica sends at the moment. */
    public int shardsOwned() {
        return shards.size();
    }

    /** Finishes the waves under way, gives the shards back and closes the producer. */
    @Override
    public void close() {
        closing = true;
        keeperSignal.raise();
        try {
            if (keeper != null) {
                keeper.join();
            }
            shards.values().forEach(ShardRelay::giveBack);
            for (ShardRelay shard : shards.values()) {
                shard.join(settings.sendBudget());
            }
            leases.leave();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        } catch (SQLException unreachable) {
            LOG.infof("The outbox' leases end by themselves: %s", FaultCode.of(unreachable));
        } finally {
            sender.close();
        }
    }

    private void keepLeases() {
        try {
            while (!closing) {
                try {
                    renew();
                    share();
                    meters.sample(dataSource);
                } catch (SQLException | RuntimeException trouble) {
                    LOG.warnf("The outbox' leases could not be kept: %s", FaultCode.of(trouble));
                }
                keeperSignal.await(settings.renewEvery());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void renew() throws SQLException {
        shards.values().removeIf(ShardRelay::hasEnded);
        for (ShardRelay shard : shards.values()) {
            switch (leases.renew(shard.lease())) {
                case RENEWED -> {}
                case LOST -> {
                    LOG.infof(
                            "Outbox shard %d belongs to another replica now",
                            shard.lease().shard());
                    shard.abandon();
                }
            }
        }
    }

    private void share() throws SQLException {
        int share = leases.heartbeat();
        int owned = shards.size();
        if (owned > share) {
            shards.values().stream().limit(owned - share).forEach(ShardRelay::giveBack);
        } else if (owned < share) {
            leases.acquire(share - owned).forEach(this::begin);
        }
        meters.owns(shards.size());
    }

    private void begin(ShardLease lease) {
        ShardRelay shard = new ShardRelay(lease, rows, leases, sender, settings, meters);
        shards.put(lease.shard(), shard);
        shard.start();
    }
}
