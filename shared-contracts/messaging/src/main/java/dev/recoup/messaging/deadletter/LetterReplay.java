package dev.recoup.messaging.deadletter;

import dev.recoup.messaging.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import org.jboss.logging.Logger;

/**
 * Replays one dead letter: its effect and its new state are committed together, so that it has its effect once, whoever
 * dies in between.
 */
@Singleton
final class LetterReplay {

    private static final Logger LOG = Logger.getLogger(LetterReplay.class);

    private final Redelivery redelivery;
    private final Transactions transactions;
    private final LetterRows letters;
    private final MeterRegistry registry;

    @Inject
    LetterReplay(Redelivery redelivery, Transactions transactions, LetterRows letters, MeterRegistry registry) {
        this.redelivery = redelivery;
        this.transactions = transactions;
        this.letters = letters;
        this.registry = registry;
    }

    /**
     * Hands the record to its handler once.
     *
     * @param bookkeeping committed together with what comes of it
     * @throws TooLate if the letter does not wait any more
     * @throws Exception any trouble that may pass; the letter waits as before
     */
    Redelivery.Verdict replay(StoredLetter stored, String by, String reason, Bookkeeping bookkeeping) throws Exception {
        DeadLetter letter = stored.letter();
        Redelivery.Verdict verdict = redelivery.redeliver(stored.record(), connection -> {
            bookkeeping.note(connection, ReplayRows.Step.REPLAYED);
            TooLate.unless(letters.decide(connection, letter.id(), LetterState.REPLAYED, by, reason));
        });
        switch (verdict) {
            case Redelivery.Verdict.Handled handled -> {
                LOG.infof("Dead letter %d of %s was replayed", letter.id(), letter.topic());
                count(letter, "HANDLED");
            }
            case Redelivery.Verdict.Unusable unusable -> {
                noteUnusable(letter, unusable, bookkeeping);
                LOG.warnf("Dead letter %d of %s is unusable still (%s)", letter.id(), letter.topic(), unusable.code());
                count(letter, "UNUSABLE");
            }
        }
        return verdict;
    }

    private void noteUnusable(DeadLetter letter, Redelivery.Verdict.Unusable unusable, Bookkeeping bookkeeping)
            throws Exception {
        transactions.inNewTransaction(connection -> {
            bookkeeping.note(connection, ReplayRows.Step.UNUSABLE);
            TooLate.unless(letters.triedInVain(connection, letter.id(), unusable.code(), unusable.pointers()));
            return letter;
        });
    }

    private void count(DeadLetter letter, String outcome) {
        registry.counter("recoup.deadletters.replays", "topic", letter.topic(), "outcome", outcome)
                .increment();
    }

    /** What is noted of a letter elsewhere. */
    @FunctionalInterface
    interface Bookkeeping {

        Bookkeeping NONE = (connection, step) -> {};

        void note(Connection connection, ReplayRows.Step step) throws Exception;
    }
}
