package dev.recoup.ingest.journal;

import dev.recoup.messaging.outbox.OutboxRecord;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The records of what this replica journalled last, so that most of them need not be read back a moment later. What is
 * not here, for whatever reason, is read from the journal; what was never committed is never asked for.
 */
@Singleton
final class RecentRecords {

    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final int LARGEST_BYTES = 64 * 1024;
    private static final int BESIDE_THE_BODY = 1024;

    private final Map<String, OutboxRecord> records = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private int bytes;

    /** Keeps records by their references until they are taken or others need the room, the oldest first. */
    void keep(Map<String, OutboxRecord> added) {
        lock.lock();
        try {
            added.forEach((reference, record) -> {
                if (size(record) <= LARGEST_BYTES && records.putIfAbsent(reference, record) == null) {
                    bytes += size(record);
                }
            });
            Iterator<OutboxRecord> oldest = records.values().iterator();
            while (bytes > MOST_BYTES) {
                bytes -= size(oldest.next());
                oldest.remove();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns a record and forgets it. */
    Optional<OutboxRecord> take(String reference) {
        lock.lock();
        try {
            Optional<OutboxRecord> taken = Optional.ofNullable(records.remove(reference));
            taken.ifPresent(record -> bytes -= size(record));
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private static int size(OutboxRecord record) {
        return BESIDE_THE_BODY + record.value().map(body -> body.length).orElse(0);
    }
}
