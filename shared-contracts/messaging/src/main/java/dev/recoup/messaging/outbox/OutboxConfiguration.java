package dev.recoup.messaging.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What can be set of the outbox' relay; the defaults suit production. */
@ConfigMapping(prefix = "recoup.outbox")
interface OutboxConfiguration {

    /** How long a shard waits for its owner after the owner was killed. */
    @WithDefault("15s")
    Duration leaseTime();

    /** How long Kafka may take to acknowledge a record; with a third on top, less than two thirds of the lease time. */
    @WithDefault("6s")
    Duration deliveryTimeout();

    /** How many rows of a shard are read at once. */
    @WithDefault("500")
    int batchSize();
}
