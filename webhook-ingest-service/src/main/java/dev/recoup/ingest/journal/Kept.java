package dev.recoup.ingest.journal;

import dev.recoup.ingest.journal.JournalWriter.Entry;
import java.util.List;

/**
 * What became of deliveries that are in the journal now.
 *
 * @param recorded what each delivery is, in the order of their arrival
 * @param first those that were the first of their events, in the same order
 */
public record Kept(List<Recorded> recorded, List<Entry> first) {}
