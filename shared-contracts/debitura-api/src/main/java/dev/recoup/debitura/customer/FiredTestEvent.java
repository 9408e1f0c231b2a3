package dev.recoup.debitura.customer;

import java.util.Optional;
import java.util.UUID;

/**
 * An event that was queued for a test case.
 *
 * @param eventType name of the event
 * @param caseId the test case
 * @param enqueuedCount how many deliveries were queued; 0 means that nothing is subscribed
 */
public record FiredTestEvent(Optional<String> eventType, UUID caseId, int enqueuedCount) {}
