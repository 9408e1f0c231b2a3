package dev.recoup.messaging.consumer;

import dev.recoup.events.EventMetadata;
import dev.recoup.messaging.BackOff;
import dev.recoup.messaging.FaultCode;
import dev.recoup.messaging.Transactions;
import dev.recoup.messaging.deadletter.DeadLetters;
import dev.recoup.messaging.deadletter.Redelivery;
import dev.recoup.messaging.inbox.Inbox;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Brings each record to its end: it has its effect once, or it goes to the dead letters, or it is tried until the
 * trouble has passed. When {@link #consume} returns, the record's offset may be committed.
 */
public final class RecordConsumer implements Redelivery {

    private static final Logger LOG = Logger.getLogger(RecordConsumer.class);

    private final Transactions transactions;
    private final DeadLetters deadLetters;
    private final TopicHandlers handlers;
    private final MeterRegistry registry;
    private final BackOff backOff;
    private final Inbox inbox = new Inbox();
    private final StuckPartitions stuck = new StuckPartitions();
    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * Makes the consumer of one consumer group.
     *
     * @param transactions of the database that holds inbox, outbox and the handlers' state
     * @param deadLetters where unusable records go
     * @param handlers what the group does with the events of each topic
     * @param registry where {@code recoup.consumer.records} (by topic and outcome) and
     *     {@code recoup.consumer.failures} (by topic) are shown
     */
    public RecordConsumer(
            Transactions transactions, DeadLetters deadLetters, TopicHandlers handlers, MeterRegistry registry) {
        this(
                transactions,
                deadLetters,
                handlers,
                registry,
                new BackOff(Duration.ofMillis(100), Duration.ofSeconds(10)));
    }

    RecordConsumer(
            Transactions transactions,
            DeadLetters deadLetters,
            TopicHandlers handlers,
            MeterRegistry registry,
            BackOff backOff) {
        this.transactions = transactions;
        this.deadLetters = deadLetters;
        this.handlers = handlers;
        this.registry = registry;
        this.backOff = backOff;
    }

    /**
     * Hands one record to its topic's handler, however long that takes; blocks the calling thread, and no transaction
     * may be active on it.
     *
     * @param record the record as bytes
     * @throws ConsumerStopped if the application ends first; the offset must then not be committed
     * @throws IllegalStateException if nobody handles the topic
     */
    public void consume(ConsumerRecord<byte[], byte[]> record) {
        consume(
                record,
                handlers.of(record.topic())
                        .orElseThrow(() -> new IllegalStateException(
                                "No bean of type TopicHandler names the topic " + record.topic())));
    }

    void consume(ConsumerRecord<byte[], byte[]> record, Handler handler) {
        int failures = 0;
        try {
            while (stopped.getCount() > 0) {
                try {
                    count(record, handle(record, handler));
                    return;
                } catch (Exception | StackOverflowError trouble) {
                    failures++;
                    backOff(record, failures, trouble);
                } finally {
                    MDC.clear();
                }
            }
            throw new ConsumerStopped(record.topic(), record.partition(), record.offset());
        } finally {
            stuck.freed(record);
        }
    }

    @Override
    public Set<String> topics() {
        return handlers.topics();
    }

    @Override
    public Verdict redeliver(ConsumerRecord<byte[], byte[]> record, Alongside alongside) throws Exception {
        Optional<Handler> handler = handlers.of(record.topic());
        if (handler.isEmpty()) {
            return new Verdict.Unusable("NO_HANDLER", List.of());
        }
        try {
            inOneTransaction(InboundEvent.of(record), handler.get(), alongside);
            return new Verdict.Handled();
        } catch (Exception failure) {
            UnusableRecord unusable = UnusableRecord.in(failure).orElseThrow(() -> failure);
            return new Verdict.Unusable(unusable.code(), unusable.pointers());
        } finally {
            MDC.clear();
        }
    }

    /** Ends all retries, so that the application can end; records under way are not committed. */
    public void stop() {
        stopped.countDown();
    }

    /** Returns the partitions that do not get on at the moment. */
    public StuckPartitions stuckPartitions() {
        return stuck;
    }

    private Outcome handle(ConsumerRecord<byte[], byte[]> record, Handler handler) throws Exception {
        try {
            return inOneTransaction(InboundEvent.of(record), handler, connection -> {});
        } catch (Exception failure) {
            UnusableRecord unusable = UnusableRecord.in(failure).orElseThrow(() -> failure);
            deadLetters.keep(record, unusable.code(), unusable.pointers());
            LOG.warnf(
                    "Record %d of %s-%d is unusable (%s) and went to the dead letters: %s",
                    record.offset(), record.topic(), record.partition(), unusable.getMessage(), FaultCode.of(failure));
            return Outcome.DEAD_LETTER;
        }
    }

    private Outcome inOneTransaction(InboundEvent event, Handler handler, Alongside alongside) throws Exception {
        describe(event.metadata());
        return transactions.inNewTransaction(connection -> {
            alongside.run(connection);
            return switch (inbox.receive(connection, delivery(event))) {
                case FIRST_TIME -> {
                    handler.handle(event);
                    yield Outcome.HANDLED;
                }
                case ALREADY_SEEN -> Outcome.ALREADY_SEEN;
            };
        });
    }

    private void backOff(ConsumerRecord<byte[], byte[]> record, int failures, Throwable trouble) {
        stuck.failed(record, failures);
        registry.counter("recoup.consumer.failures", "topic", record.topic()).increment();
        Duration pause = backOff.after(failures);
        LOG.warnf(
                "Record %d of %s-%d failed %d times (%s); next try in %s",
                record.offset(), record.topic(), record.partition(), failures, FaultCode.of(trouble), pause);
        try {
            stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new ConsumerStopped(record.topic(), record.partition(), record.offset());
        }
    }

    private void count(ConsumerRecord<byte[], byte[]> record, Outcome outcome) {
        registry.counter("recoup.consumer.records", "topic", record.topic(), "outcome", outcome.name())
                .increment();
    }

    private static void describe(EventMetadata metadata) {
        MDC.put("correlationId", metadata.correlationId());
        MDC.put("eventId", metadata.id());
    }

    private static Inbox.Delivery delivery(InboundEvent event) {
        EventMetadata metadata = event.metadata();
        return new Inbox.Delivery(
                event.topic(),
                metadata.source(),
                metadata.id(),
                metadata.replayId().orElse(""),
                metadata.environment());
    }

    private enum Outcome {
        HANDLED,
        ALREADY_SEEN,
        DEAD_LETTER
    }
}
