package dev.recoup.messaging.outbox;

import dev.recoup.messaging.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import javax.sql.DataSource;

/** Runs the relay as long as the application runs. */
@Singleton
final class OutboxBeans {

    /** Late, so that what is published while the application ends still has a relay. */
    private static final int AFTER_THE_OTHERS = 5000;

    @Produces
    @Singleton
    OutboxRelay relay(
            DataSource dataSource,
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            Instance<ReferredRecords> referredRecords,
            OutboxConfiguration configuration,
            MeterRegistry registry) {
        RelaySettings settings =
                RelaySettings.of(configuration.leaseTime(), configuration.deliveryTimeout(), configuration.batchSize());
        return new OutboxRelay(dataSource, broker, theOne(referredRecords), settings, registry);
    }

    @Produces
    @Singleton
    ParkedRecords parkedRecords(
            DataSource dataSource, Transactions transactions, Instance<ReferredRecords> referredRecords) {
        return new ParkedRecords(dataSource, transactions, theOne(referredRecords));
    }

    private static ReferredRecords theOne(Instance<ReferredRecords> referredRecords) {
        return referredRecords.isResolvable() ? referredRecords.get() : ReferredRecords.NONE;
    }

    void start(@Observes StartupEvent started, OutboxRelay relay) {
        relay.start();
    }

    void stop(@Observes @Priority(AFTER_THE_OTHERS) ShutdownEvent stopping, OutboxRelay relay) {
        relay.close();
    }
}
