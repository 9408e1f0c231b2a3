package dev.recoup.sandbox.webhooks;

import java.util.UUID;

/**
 * Something that happened, as its envelope tells it.
 *
 * @param id the envelope's id, by which receivers recognise repetitions
 * @param name for example {@code case.updated}
 * @param audience which subscriptions it is for
 * @param body the envelope's bytes
 */
record Event(UUID id, String name, Audience audience, byte[] body) {}
