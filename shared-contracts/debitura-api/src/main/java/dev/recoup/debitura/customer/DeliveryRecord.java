package dev.recoup.debitura.customer;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One event of the delivery log. Personal data: its text form leaves out the payload.
 *
 * @param id id for a replay
 * @param subscriptionId the subscription
 * @param caseId the case
 * @param eventType name of the event
 * @param payload the whole JSON body, as text
 * @param createdAt when it was recorded
 * @param deliveredAt when it was delivered; empty until then
 * @param attemptCount attempts so far
 * @param lastResponseCode HTTP status of the last attempt
 * @param lastError the last failure; empty after a success
 */
public record DeliveryRecord(
        UUID id,
        UUID subscriptionId,
        Optional<UUID> caseId,
        String eventType,
        String payload,
        Instant createdAt,
        Optional<Instant> deliveredAt,
        int attemptCount,
        Optional<Integer> lastResponseCode,
        Optional<String> lastError) {

    @Override
    public String toString() {
        return "DeliveryRecord[id=" + id + ", eventType=" + eventType + ", attemptCount=" + attemptCount + "]";
    }
}
