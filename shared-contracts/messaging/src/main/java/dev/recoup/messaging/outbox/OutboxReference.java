package dev.recoup.messaging.outbox;

import dev.recoup.events.Environment;
import java.nio.charset.StandardCharsets;

/**
 * A record that is to reach Kafka and is kept elsewhere in the same database until it does; {@link ReferredRecords}
 * finds it there when its turn comes.
 *
 * @param topic where it goes
 * @param orderKey which records it must not overtake
 * @param reference where it is kept, in the publisher's own words
 * @param bytes how large its value is
 * @param eventId the event's id, by which operators find the row
 * @param environment Debitura's environment that it is about
 */
public record OutboxReference(
        String topic, OrderKey orderKey, String reference, int bytes, String eventId, Environment environment) {

    /** Refers to a record that is in order with the others of its topic and key. */
    public static OutboxReference of(
            String topic, String key, String reference, int bytes, String eventId, Environment environment) {
        return new OutboxReference(
                topic,
                OrderKey.of(topic, key.getBytes(StandardCharsets.UTF_8)),
                reference,
                bytes,
                eventId,
                environment);
    }
}
