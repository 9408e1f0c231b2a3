package dev.recoup.messaging.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** What can be seen of the outbox from outside; the names are public API. */
final class RelayMeters {

    /** Counting stops here: beyond it only "very many" matters. */
    private static final int COUNT_LIMIT = 100_000;

    // Index: primary key, first row of each shard; outbox_parked.
    // language=PostgreSQL
    private static final String SAMPLE = """
            select (select count(*) from (select from outbox limit ?) as bounded),
                   (select count(*) from outbox where parked_at is not null),
                   (select coalesce(extract(epoch from clock_timestamp() - min(oldest.created_at)), 0)
                    from outbox_shard s
                    cross join lateral (select o.created_at from outbox o where o.shard = s.shard
                                        order by o.id limit 1) oldest)
            """;

    private final MeterRegistry registry;
    private final Counter sent;
    private final Counter relayFailures;
    private final AtomicInteger shardsOwned = new AtomicInteger();
    private volatile Sample sample = new Sample(0, 0, 0);

    RelayMeters(MeterRegistry registry) {
        this.registry = registry;
        this.sent = Counter.builder("recoup.outbox.sent")
                .description("Records acknowledged by Kafka")
                .register(registry);
        this.relayFailures = Counter.builder("recoup.outbox.relay.failures")
                .description("Passes over a shard that ended with a failure other than Kafka's")
                .register(registry);
        Gauge.builder("recoup.outbox.waiting", () -> sample.waiting())
                .description("Rows in the outbox, parked ones included; counted up to 100,000")
                .register(registry);
        Gauge.builder("recoup.outbox.oldest.age", () -> sample.oldestSeconds())
                .description("Age of the oldest row of the outbox")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("recoup.outbox.parked", () -> sample.parked())
                .description("Rows the broker will never take, each of which blocks its key")
                .register(registry);
        Gauge.builder("recoup.outbox.shards.owned", shardsOwned::get)
                .description("Shards this replica sends")
                .register(registry);
    }

    void sent(int records) {
        sent.increment(records);
    }

    void sendFailed(String topic) {
        registry.counter("recoup.outbox.send.failures", "topic", topic).increment();
    }

    void relayFailed() {
        relayFailures.increment();
    }

    void owns(int shards) {
        shardsOwned.set(shards);
    }

    void sample(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(SAMPLE)) {
            select.setInt(1, COUNT_LIMIT);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                sample = new Sample(row.getLong(1), row.getLong(2), row.getDouble(3));
            }
        }
    }

    private record Sample(long waiting, long parked, double oldestSeconds) {}
}
