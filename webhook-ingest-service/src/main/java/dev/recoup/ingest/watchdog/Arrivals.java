package dev.recoup.ingest.watchdog;

import dev.recoup.ingest.subscriptions.Subscription;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts in memory what arrives for the partner's subscriptions, until it is written down. */
@Singleton
public class Arrivals {

    private static final String PARTNERS = "/debitura/referral/";

    private final Map<String, Count> bySubscription = new ConcurrentHashMap<>();
    private final Clock clock;

    @Inject
    Arrivals(Clock clock) {
        this.clock = clock;
    }

    /** Counts for one subscription. */
    private static final class Count {

        private final LongAdder deliveries = new LongAdder();
        private final LongAdder forged = new LongAdder();
        private volatile Instant lastAt = Instant.EPOCH;
    }

    /**
     * What arrived since it was last written down.
     *
     * @param deliveries how many
     * @param lastAt when the last of them came
     */
    record Batch(long deliveries, Instant lastAt) {}

    /** Notes a delivery whose signature was good; a client's own subscription is too quiet to be listened to. */
    public void arrived(Subscription subscription) {
        if (subscription.source().startsWith(PARTNERS)) {
            Count count = count(subscription.name());
            count.lastAt = clock.instant();
            count.deliveries.increment();
        }
    }

    /** Hands out and forgets what arrived. */
    Optional<Batch> take(String subscription) {
        Count count = count(subscription);
        long deliveries = count.deliveries.sumThenReset();
        return deliveries == 0 ? Optional.empty() : Optional.of(new Batch(deliveries, count.lastAt));
    }

    /**
     * Notes a delivery that was refused because nothing known here made its signature: somebody else's, or Debitura's with
     * a secret that it alone knows. Nobody may be believed who sends one: it counts for something only once an operator
     * or the upkeep has the secret replaced.
     */
    public void forged(Subscription subscription) {
        if (subscription.source().startsWith(PARTNERS)) {
            count(subscription.name()).forged.increment();
        }
    }

    /** Hands out and forgets how many were refused for their signature. */
    long takeForged(String subscription) {
        return count(subscription).forged.sumThenReset();
    }

    /** Puts back what could not be written down. */
    void putBack(String subscription, Batch batch) {
        count(subscription).deliveries.add(batch.deliveries());
    }

    Iterable<String> subscriptions() {
        return bySubscription.keySet();
    }

    private Count count(String subscription) {
        return bySubscription.computeIfAbsent(subscription, unused -> new Count());
    }
}
