package dev.recoup.messaging.consumer;

import dev.recoup.events.Environment;
import dev.recoup.messaging.Transactions;
import dev.recoup.messaging.deadletter.DeadLetters;
import dev.recoup.messaging.outbox.OutboxRelay;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the consumer of this service's group and ends it first of all when the application ends. */
@Singleton
final class ConsumerBeans {

    private static final int BEFORE_THE_OTHERS = 1000;

    @Produces
    @Singleton
    TopicHandlers topicHandlers(@All List<TopicHandler> handlers) {
        return new TopicHandlers(handlers);
    }

    @Produces
    @Singleton
    RecordConsumer recordConsumer(
            Transactions transactions, DeadLetters deadLetters, TopicHandlers handlers, MeterRegistry registry) {
        return new RecordConsumer(transactions, deadLetters, handlers, registry);
    }

    @Produces
    @Singleton
    DeadLetters deadLetters(
            Transactions transactions,
            Clock clock,
            OutboxRelay relay,
            @ConfigProperty(name = "quarkus.application.name") String group,
            @ConfigProperty(name = "recoup.environment") String environment) {
        return new DeadLetters(transactions, group, environment(environment), clock, relay::wake);
    }

    void stop(@Observes @Priority(BEFORE_THE_OTHERS) ShutdownEvent stopping, RecordConsumer consumer) {
        consumer.stop();
    }

    private static Environment environment(String configured) {
        return Environment.fromWire(configured)
                .orElseThrow(() -> new IllegalArgumentException(
                        "recoup.environment is '" + configured + "': set it to test or production"));
    }
}
