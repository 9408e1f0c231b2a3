package dev.recoup.messaging.application;

import dev.recoup.events.Topic;
import dev.recoup.messaging.consumer.InboundEvent;
import dev.recoup.messaging.consumer.RecordConsumer;
import dev.recoup.messaging.consumer.TopicHandler;
import dev.recoup.messaging.consumer.UnusableRecord;
import dev.recoup.messaging.work.Progress;
import dev.recoup.messaging.work.WorkLoop;
import dev.recoup.messaging.work.WorkLoops;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.MDC;

/** Consumes as the services do. */
@ApplicationScoped
public class Listener implements TopicHandler {

    private final List<String> scopes = new CopyOnWriteArrayList<>();
    private final List<String> correlations = new CopyOnWriteArrayList<>();
    private final AtomicInteger failuresToCome = new AtomicInteger();
    private final Map<String, String> refused = new ConcurrentHashMap<>();
    private final Set<String> troubled = ConcurrentHashMap.newKeySet();
    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
    private final Map<String, Integer> beginnings = new ConcurrentHashMap<>();
    private final AtomicInteger turns = new AtomicInteger();

    @Inject
    RecordConsumer consumer;

    @Inject
    WorkLoops loops;

    private WorkLoop loop;

    void start(@Observes StartupEvent started) {
        loop = loops.start("turns", Duration.ofHours(1), 1, () -> {
            turns.incrementAndGet();
            return Progress.NOTHING_DUE;
        });
    }

    @Override
    public Set<String> topics() {
        return Set.of(Topic.RECONCILE_REQUESTS.topicName());
    }

    @Incoming("reconcile-requests")
    @Blocking
    void on(ConsumerRecord<byte[], byte[]> record) {
        consumer.consume(record);
    }

    @Override
    public void handle(InboundEvent event) {
        if (failuresToCome.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("not yet");
        }
        String scope = event.read(Map.class).get("scope").toString();
        awaitTurn(scope);
        if (refused.containsKey(scope)) {
            throw new UnusableRecord(refused.get(scope), "/scope");
        }
        if (troubled.contains(scope)) {
            throw new IllegalStateException(scope);
        }
        scopes.add(scope);
        correlations.add(MDC.get("correlationId").toString());
    }

    /** Refuses events with the given scope from now on. */
    public void refuse(String scope, String code) {
        refused.put(scope, code);
    }

    /** Uses events with the given scope from now on. */
    public void accept(String scope) {
        refused.remove(scope);
        troubled.remove(scope);
    }

    /** Fails on events with the given scope from now on. */
    public void failOn(String scope) {
        refused.remove(scope);
        troubled.add(scope);
    }

    /** Lets whoever handles the given scope wait inside the transaction until the returned latch is open. */
    public CountDownLatch hold(String scope) {
        CountDownLatch gate = new CountDownLatch(1);
        gates.put(scope, gate);
        return gate;
    }

    /** Returns how often somebody began to handle the given scope since it is held. */
    public int beginnings(String scope) {
        return beginnings.getOrDefault(scope, 0);
    }

    private void awaitTurn(String scope) {
        CountDownLatch gate = gates.get(scope);
        if (gate == null) {
            return;
        }
        beginnings.merge(scope, 1, Integer::sum);
        try {
            gate.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Returns the scopes that had their effect, in the order of these. */
    public List<String> scopes() {
        return scopes;
    }

    List<String> correlations() {
        return correlations;
    }

    void failNext(int times) {
        failuresToCome.set(times);
    }

    int turns() {
        return turns.get();
    }

    void wakeAfterCommit() {
        loops.wakeAfterCommit(loop);
    }
}
