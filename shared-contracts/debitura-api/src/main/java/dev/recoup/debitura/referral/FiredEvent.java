package dev.recoup.debitura.referral;

import java.util.Optional;

/**
 * An event that was fired in the test environment.
 *
 * @param eventType name of the event
 * @param enqueuedCount to how many subscriptions it goes; 0 means that nothing is subscribed
 * @param message text for humans
 */
public record FiredEvent(Optional<String> eventType, int enqueuedCount, Optional<String> message) {}
