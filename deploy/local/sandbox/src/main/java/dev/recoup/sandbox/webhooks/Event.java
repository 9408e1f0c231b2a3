package dev.recoup.sandbox.webhooks;

import java.util.UUID;

/**
 * Something that happened, as its envelope tells it.
 *
 * @param id the envelope's id, by which receivers recognise repetitions
 * @param name for example {@code case.updated}
 * @param audience which subscriptions it is for
 * @param occasion why it is delivered
 * @param body the envelope's bytes
 */
public record Event(UUID id, String name, Audience audience, Occasion occasion, byte[] body) {

    /** Why an event is delivered. */
    public enum Occasion {
        /** Something happened. */
        REAL,
        /** Somebody asked for it; deliveries carry {@code X-Debitura-Test}. */
        TEST
    }
}
