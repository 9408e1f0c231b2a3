package dev.recoup.messaging.outbox;

import java.time.Instant;

/**
 * A record that the broker refused for good; later records of its key wait behind it.
 *
 * @param id the row's number, by which it is released or discarded
 * @param topic where it should have gone
 * @param eventId the event's id
 * @param code why it was refused: {@code RECORD_TOO_LARGE}, {@code NOT_AUTHORIZED}, {@code INVALID_TOPIC},
 *     {@code INVALID_RECORD} or {@code POLICY_VIOLATION}
 * @param bytes size of the value
 * @param createdAt when it was published into the outbox
 * @param parkedAt when it was refused
 */
public record ParkedRecord(
        long id, String topic, String eventId, String code, long bytes, Instant createdAt, Instant parkedAt) {}
