package dev.recoup.messaging.outbox;

import dev.recoup.messaging.FaultCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends waves of records with an idempotent producer that waits for all in-sync replicas. */
final class WaveSender implements AutoCloseable {

    private static final int LARGEST_REQUEST = 16 * 1024 * 1024;

    private final Map<String, Object> configuration;
    private final RelaySettings settings;
    private Producer<byte[], byte[]> producer;

    WaveSender(Map<String, Object> brokerConfiguration, RelaySettings settings) {
        this.settings = settings;
        this.configuration = configuration(brokerConfiguration, settings);
    }

    private static Map<String, Object> configuration(Map<String, Object> brokerConfiguration, RelaySettings settings) {
        Map<String, Object> configuration = new HashMap<>(brokerConfiguration);
        configuration.keySet().retainAll(ProducerConfig.configNames());
        configuration.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        configuration.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        configuration.put(ProducerConfig.ACKS_CONFIG, "all");
        configuration.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        configuration.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        configuration.put(
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                Math.toIntExact(settings.deliveryTimeout().toMillis()));
        configuration.put(
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.toIntExact(settings.deliveryTimeout().dividedBy(2).toMillis()));
        configuration.put(
                ProducerConfig.MAX_BLOCK_MS_CONFIG, settings.metadataTimeout().toMillis());
        configuration.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000L);
        // how large a record may be is the broker's decision
        configuration.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
        return configuration;
    }

    /**
     * Sends records of different keys, all at once, and waits until it is known what became of each.
     *
     * @return one outcome per row, in the same order
     */
    List<SendOutcome> send(ShardLease lease, List<RowOnItsWay> wave) throws InterruptedException {
        Producer<byte[], byte[]> current = producer();
        Set<String> topicsNotFound = new HashSet<>();
        List<Future<RecordMetadata>> pending = new ArrayList<>(wave.size());
        for (RowOnItsWay row : wave) {
            pending.add(begin(current, lease, row, topicsNotFound));
        }
        long giveUpAt = System.nanoTime() + settings.sendBudget().toNanos();
        List<SendOutcome> outcomes = new ArrayList<>(wave.size());
        for (Future<RecordMetadata> answer : pending) {
            outcomes.add(await(current, answer, giveUpAt));
        }
        return outcomes;
    }

    private Future<RecordMetadata> begin(
            Producer<byte[], byte[]> current, ShardLease lease, RowOnItsWay row, Set<String> topicsNotFound) {
        String topic = row.topic();
        if (row.record().isEmpty()) {
            return CompletableFuture.failedFuture(new NothingReferredTo());
        }
        if (topicsNotFound.contains(topic)) {
            return CompletableFuture.failedFuture(new org.apache.kafka.common.errors.TimeoutException());
        }
        if (!lease.lastsFor(settings.sendBudget())) {
            return CompletableFuture.failedFuture(new LeaseTooShort());
        }
        try {
            Future<RecordMetadata> answer = current.send(row.record().get());
            if (answer.state() == Future.State.FAILED
                    && answer.exceptionNow() instanceof org.apache.kafka.common.errors.TimeoutException) {
                topicsNotFound.add(topic);
            }
            return answer;
        } catch (RuntimeException producerIsUnusable) {
            discard(current);
            return CompletableFuture.failedFuture(producerIsUnusable);
        }
    }

    private SendOutcome await(Producer<byte[], byte[]> current, Future<RecordMetadata> answer, long giveUpAt)
            throws InterruptedException {
        try {
            answer.get(Math.max(0, giveUpAt - System.nanoTime()), TimeUnit.NANOSECONDS);
            return new SendOutcome.Acknowledged();
        } catch (TimeoutException noAnswer) {
            // never seen from a working producer: its own time-out is shorter
            discard(current);
            return new SendOutcome.Failed("NO_ANSWER");
        } catch (ExecutionException failed) {
            return outcomeOf(failed.getCause());
        }
    }

    private static SendOutcome outcomeOf(Throwable failure) {
        return switch (failure) {
            case LeaseTooShort tooShort -> new SendOutcome.Withheld();
            case NothingReferredTo e -> new SendOutcome.Refused("NOTHING_REFERRED_TO");
            case RecordTooLargeException e -> new SendOutcome.Refused("RECORD_TOO_LARGE");
            case RecordBatchTooLargeException e -> new SendOutcome.Refused("RECORD_TOO_LARGE");
            case InvalidTopicException e -> new SendOutcome.Refused("INVALID_TOPIC");
            case InvalidRecordException e -> new SendOutcome.Refused("INVALID_RECORD");
            case PolicyViolationException e -> new SendOutcome.Refused("POLICY_VIOLATION");
            // concerns the producer, not the record
            case ClusterAuthorizationException e -> new SendOutcome.Failed(FaultCode.of(e));
            case AuthorizationException e -> new SendOutcome.Refused("NOT_AUTHORIZED");
            default -> new SendOutcome.Failed(FaultCode.of(failure));
        };
    }

    private synchronized Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(configuration);
        }
        return producer;
    }

    private synchronized void discard(Producer<byte[], byte[]> unusable) {
        if (producer == unusable) {
            producer = null;
            unusable.close(Duration.ZERO);
        }
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(settings.deliveryTimeout());
            producer = null;
        }
    }

    private static final class LeaseTooShort extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LeaseTooShort() {
            super(null, null, false, false);
        }
    }

    private static final class NothingReferredTo extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NothingReferredTo() {
            super(null, null, false, false);
        }
    }
}
