package dev.recoup.sandbox.webhooks;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that happened, as its envelope tells it.
 *
 * @param id the envelope's id, by which receivers recognise repetitions
 * @param name for example {@code case.updated}
 * @param audience which subscriptions it is for
 * @param occasion why it is delivered
 * @param caseId the case that it is about; empty for clients
 * @param at when it happened
 * @param body the envelope's bytes
 */
public record Event(
        UUID id, String name, Audience audience, Occasion occasion, Optional<UUID> caseId, Instant at, byte[] body) {

    /** Why an event is delivered. */
    public enum Occasion {
        /** Something happened. */
        REAL,
        /** Somebody asked for it; deliveries carry {@code X-Debitura-Test}. */
        TEST,
        /** Something happened that nobody can subscribe to; every subscription hears of it. */
        UNASKED
    }
}
