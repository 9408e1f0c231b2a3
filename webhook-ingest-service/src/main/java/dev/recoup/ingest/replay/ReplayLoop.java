package dev.recoup.ingest.replay;

import dev.recoup.ingest.journal.FoundEvent;
import dev.recoup.ingest.journal.JournalReference;
import dev.recoup.ingest.journal.JournalSearch;
import dev.recoup.ingest.journal.JournalSearch.Step;
import dev.recoup.ingest.replay.Replays.Claimed;
import dev.recoup.messaging.Transactions;
import dev.recoup.messaging.outbox.Outbox;
import dev.recoup.messaging.outbox.OutboxReference;
import dev.recoup.messaging.outbox.OutboxRelay;
import dev.recoup.messaging.work.Progress;
import dev.recoup.messaging.work.WorkLoop;
import dev.recoup.messaging.work.WorkLoops;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Hands the events of replays to the outbox, slice by slice in the order of receipt. The rows of a slice and the cursor
 * that has passed them are committed together: whatever dies in between, no event is left out and none comes twice.
 */
@Singleton
class ReplayLoop {

    private static final Duration POLL = Duration.ofMillis(500);

    // Reads no more rows than the limit says.
    // language=PostgreSQL
    private static final String WAITING =
            "select count(*) from (select from outbox where parked_at is null limit ?) waiting";

    private final Replays replays;
    private final JournalSearch journal;
    private final Transactions transactions;
    private final OutboxRelay relay;
    private final ReplayConfig config;
    private final Outbox outbox = new Outbox();
    private volatile Optional<WorkLoop> loop = Optional.empty();

    @Inject
    ReplayLoop(
            Replays replays, JournalSearch journal, Transactions transactions, OutboxRelay relay, ReplayConfig config) {
        this.replays = replays;
        this.journal = journal;
        this.transactions = transactions;
        this.relay = relay;
        this.config = config;
    }

    void start(@Observes StartupEvent started, WorkLoops loops) {
        loop = Optional.of(loops.start("replays", POLL, 1, this::publishSlice));
        loops.start("replay-retention", Duration.ofHours(1), 1, () -> {
            replays.forget();
            return Progress.NOTHING_DUE;
        });
    }

    /** Says that there is a new replay. */
    void wake() {
        loop.ifPresent(WorkLoop::wake);
    }

    private Progress publishSlice() throws Exception {
        Progress progress = transactions.inNewTransaction(this::publishNext);
        if (progress == Progress.MADE) {
            relay.wake();
        }
        return progress;
    }

    private Progress publishNext(Connection connection) throws SQLException {
        Optional<Claimed> claimed = replays.claim(connection);
        if (claimed.isEmpty() || isOutboxFull(connection)) {
            return Progress.NOTHING_DUE;
        }
        Claimed replay = claimed.get();
        Step step = journal.next(connection, replay.filter(), replay.after(), config.slice());
        if (!step.found().isEmpty()) {
            outbox.publishReferences(
                    connection,
                    step.found().stream()
                            .map(event -> reference(event, replay.id()))
                            .toList());
        }
        replays.advance(connection, replay.id(), step);
        return Progress.MADE;
    }

    private boolean isOutboxFull(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(WAITING)) {
            query.setInt(1, config.mostWaiting());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1) >= config.mostWaiting();
            }
        }
    }

    private static OutboxReference reference(FoundEvent event, UUID replayId) {
        JournalReference reference =
                new JournalReference(event.place().receivedOn(), event.place().id(), Optional.of(replayId.toString()));
        return OutboxReference.of(
                event.topic(), event.key(), reference.text(), event.bytes(), event.eventId(), event.environment());
    }
}
