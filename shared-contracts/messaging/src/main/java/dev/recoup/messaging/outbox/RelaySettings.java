package dev.recoup.messaging.outbox;

import dev.recoup.messaging.BackOff;
import java.time.Duration;

/**
 * How the relay works.
 *
 * @param leaseTime how long a shard stays with a replica that was killed
 * @param deliveryTimeout how long Kafka may take to acknowledge a record
 * @param metadataTimeout how long finding a topic's leader may take
 * @param batchSize how many rows one read takes
 * @param gathering the shortest time from the beginning of a pass to that of the next; the longest is half as much again
 * @param shortestPoll the wait between reads while records keep coming
 * @param longestPoll the wait between reads after some silence
 * @param lookBack how often the whole shard is read, since lower numbers may be committed later
 * @param keyBackOff how long a key rests after a failure
 */
public record RelaySettings(
        Duration leaseTime,
        Duration deliveryTimeout,
        Duration metadataTimeout,
        int batchSize,
        Duration gathering,
        Duration shortestPoll,
        Duration longestPoll,
        Duration lookBack,
        BackOff keyBackOff) {

    /** Rejects a lease so short that a record could still be under way when it ends. */
    public RelaySettings {
        if (leaseTime.multipliedBy(2).dividedBy(3).compareTo(sendBudget(deliveryTimeout, metadataTimeout)) <= 0) {
            throw new IllegalArgumentException("The outbox' lease time of " + leaseTime
                    + " is too short: two thirds of it must exceed the delivery timeout of " + deliveryTimeout
                    + " plus the metadata timeout of " + metadataTimeout);
        }
        if (batchSize < 1) {
            throw new IllegalArgumentException("The outbox' batch size must be at least 1, not " + batchSize);
        }
    }

    /** Returns the settings for production with the given lease and delivery times and batch size. */
    public static RelaySettings of(Duration leaseTime, Duration deliveryTimeout, int batchSize) {
        return new RelaySettings(
                leaseTime,
                deliveryTimeout,
                deliveryTimeout.dividedBy(3),
                batchSize,
                Duration.ofMillis(70),
                Duration.ofMillis(50),
                Duration.ofMillis(250),
                Duration.ofSeconds(2),
                new BackOff(Duration.ofMillis(200), Duration.ofSeconds(30)));
    }

    /** Returns how much of the lease must be left for a send to begin: what it may take at the most, and a reserve. */
    Duration sendBudget() {
        return sendBudget(deliveryTimeout, metadataTimeout);
    }

    Duration renewEvery() {
        return leaseTime.dividedBy(3);
    }

    private static Duration sendBudget(Duration deliveryTimeout, Duration metadataTimeout) {
        return deliveryTimeout.plus(metadataTimeout).plusMillis(200);
    }
}
