package dev.recoup.debitura.customer;

import java.util.Optional;
import java.util.UUID;

/**
 * An event that was queued again.
 *
 * @param eventId the record of the delivery log
 * @param subscriptionId the subscription
 * @param eventType name of the event
 */
public record Replayed(UUID eventId, UUID subscriptionId, Optional<String> eventType) {}
