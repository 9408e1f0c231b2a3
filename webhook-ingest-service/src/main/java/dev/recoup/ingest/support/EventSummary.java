package dev.recoup.ingest.support;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.recoup.ingest.journal.FoundEvent;
import dev.recoup.ingest.journal.Publication;

/**
 * An event in a list.
 *
 * @param event what it is
 * @param publication how far it has come
 */
record EventSummary(@JsonUnwrapped FoundEvent event, Publication publication) {}
