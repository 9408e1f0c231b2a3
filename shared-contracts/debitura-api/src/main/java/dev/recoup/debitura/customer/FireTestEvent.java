package dev.recoup.debitura.customer;

import java.util.UUID;

/**
 * An event to queue for a test case; nothing changes.
 *
 * @param event name of the event
 * @param caseId the test case
 * @param subscriptionId only this subscription, null for all in test mode
 */
public record FireTestEvent(String event, UUID caseId, UUID subscriptionId) {}
