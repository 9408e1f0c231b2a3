package dev.recoup.messaging.outbox;

import java.time.Instant;

/**
 * A record that can never be sent as it is; later records of its key wait behind it.
 *
 * @param id the row's number, by which it is released or discarded
 * @param topic where it should have gone
 * @param eventId the event's id
 * @param code why the broker refused it: {@code RECORD_TOO_LARGE}, {@code NOT_AUTHORIZED}, {@code INVALID_TOPIC},
 *     {@code INVALID_RECORD} or {@code POLICY_VIOLATION}; or {@code NOTHING_REFERRED_TO}: what the row refers to is gone
 * @param bytes size of the value
 * @param createdAt when it was published into the outbox
 * @param parkedAt when that was found
 */
public record ParkedRecord(
        long id, String topic, String eventId, String code, long bytes, Instant createdAt, Instant parkedAt) {}
