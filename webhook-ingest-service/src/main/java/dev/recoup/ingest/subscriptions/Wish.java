package dev.recoup.ingest.subscriptions;

import dev.recoup.events.Mode;
import java.util.List;

/**
 * A subscription that somebody wants.
 *
 * @param name the last segment of its URL
 * @param owner whose it is
 * @param origin who wants it
 * @param mode live or test cases
 * @param url where deliveries go
 * @param events which events
 */
record Wish(String name, Owner owner, Origin origin, Mode mode, String url, List<String> events) {}
