package dev.recoup.messaging.outbox;

import dev.recoup.events.Environment;
import dev.recoup.messaging.RecordHeader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A record that is to reach Kafka exactly as it stands here.
 *
 * @param topic where it goes
 * @param key the record's key; empty for a record without one, which then has no order among its like
 * @param orderKey which records it must not overtake
 * @param headers all headers in their order, metadata included
 * @param value the record's value; empty for a tombstone
 * @param eventId the event's id, by which operators find the row
 * @param environment Debitura's environment that it is about
 */
public record OutboxRecord(
        String topic,
        Optional<byte[]> key,
        OrderKey orderKey,
        List<RecordHeader> headers,
        Optional<byte[]> value,
        String eventId,
        Environment environment) {

    /** Keeps its own copy of the headers. */
    public OutboxRecord {
        headers = List.copyOf(headers);
    }

    /** Makes a record with key and value, in order with the other records of its topic and key. */
    public static OutboxRecord of(
            String topic,
            String key,
            List<RecordHeader> headers,
            byte[] value,
            String eventId,
            Environment environment) {
        return ofBytes(
                topic,
                Optional.of(key.getBytes(StandardCharsets.UTF_8)),
                headers,
                Optional.of(value),
                eventId,
                environment);
    }

    /** Makes a record of any bytes, in order with the other records of its topic and key. */
    public static OutboxRecord ofBytes(
            String topic,
            Optional<byte[]> key,
            List<RecordHeader> headers,
            Optional<byte[]> value,
            String eventId,
            Environment environment) {
        OrderKey orderKey =
                key.map(bytes -> OrderKey.of(topic, bytes)).orElseGet(() -> OrderKey.unordered(topic, eventId));
        return new OutboxRecord(topic, key, orderKey, headers, value, eventId, environment);
    }
}
