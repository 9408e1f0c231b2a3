package dev.recoup.messaging.deadletter;

import dev.recoup.messaging.FaultCode;
import dev.recoup.messaging.work.Progress;
import dev.recoup.messaging.work.WorkLoop;
import dev.recoup.messaging.work.WorkLoops;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Goes on with the replays that were asked for: one at a time, letter by letter, in the order of their partitions. */
@Singleton
class Replays {

    private static final Logger LOG = Logger.getLogger(Replays.class);
    private static final Duration POLL = Duration.ofSeconds(5);

    private final ReplayRows replays;
    private final LetterRows letters;
    private final LetterReplay letterReplay;
    private final WorkLoops loops;
    private WorkLoop loop;

    @Inject
    Replays(ReplayRows replays, LetterRows letters, LetterReplay letterReplay, WorkLoops loops) {
        this.replays = replays;
        this.letters = letters;
        this.letterReplay = letterReplay;
        this.loops = loops;
    }

    void start(@Observes StartupEvent started) {
        loop = loops.start("dead-letter-replays", POLL, 1, this::goOn);
    }

    /** Begins a replay and returns it; it goes on in the background, on any replica. */
    Replay begin(LetterFilter filter, String askedBy, String reason) throws SQLException {
        Replay begun = replays.find(replays.begin(filter, askedBy, reason)).orElseThrow();
        loop.wake();
        return begun;
    }

    /** Goes on by one letter. */
    Progress goOn() throws Exception {
        Optional<Replay> running = replays.oldestRunning();
        if (running.isEmpty()) {
            return Progress.NOTHING_DUE;
        }
        Replay replay = running.get();
        Optional<StoredLetter> next = letters.next(replay);
        if (next.isPresent()) {
            tryNext(replay, next.get());
        } else {
            finish(replay);
        }
        return Progress.MADE;
    }

    private void tryNext(Replay replay, StoredLetter next) throws Exception {
        try {
            letterReplay.replay(
                    next,
                    replay.askedBy(),
                    replay.reason(),
                    (connection, step) -> TooLate.unless(replays.advance(connection, replay, next.letter(), step)));
        } catch (TooLate goneOnElsewhere) {
            LOG.debugf("Replay %d went on elsewhere", replay.id());
        } catch (Exception trouble) {
            noteTrouble(replay, trouble);
            throw trouble;
        }
    }

    private void noteTrouble(Replay replay, Exception trouble) {
        try {
            replays.failed(replay, FaultCode.of(trouble));
        } catch (SQLException alsoFailed) {
            trouble.addSuppressed(alsoFailed);
        }
    }

    private void finish(Replay replay) throws SQLException {
        switch (replays.end(replay.id(), Replay.State.DONE)) {
            case MADE ->
                LOG.infof(
                        "Replay %d is done: %d of %d dead letters had their effect, %d are unusable still",
                        replay.id(), replay.replayed(), replay.letters(), replay.unusable());
            case TOO_LATE -> LOG.debugf("Replay %d ended elsewhere", replay.id());
        }
    }
}
