package dev.recoup.messaging.deadletter;

import dev.recoup.messaging.Transactions;
import dev.recoup.messaging.paging.Period;
import dev.recoup.messaging.work.Progress;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import javax.sql.DataSource;

/** Replays dead letters without an application. */
public final class OperatorAtWork {

    private static final LetterFilter EVERYTHING = new LetterFilter(
            Optional.empty(), Optional.empty(), Optional.empty(), new Period(Optional.empty(), Optional.empty()));

    private OperatorAtWork() {}

    /** Goes on with the replay that runs, or begins one of everything that waits, and stays until it has ended. */
    public static void replayEverything(DataSource database, Redelivery redelivery, Transactions transactions)
            throws Exception {
        LetterRows letters = new LetterRows(database);
        ReplayRows replays = new ReplayRows(database);
        LetterReplay letterReplay = new LetterReplay(redelivery, transactions, letters, new SimpleMeterRegistry());
        Replays work = new Replays(replays, letters, letterReplay, null);
        if (replays.oldestRunning().isEmpty()) {
            replays.begin(EVERYTHING, "operator", "the cause has vanished");
        }
        while (work.goOn() == Progress.MADE) {
            // the next letter
        }
    }
}
