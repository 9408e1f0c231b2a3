package dev.recoup.messaging.deadletter;

/** Somebody else decided about the letter, or went on with the replay, in the meantime. */
final class TooLate extends Exception {

    private static final long serialVersionUID = 1L;

    TooLate() {
        super(null, null, false, false);
    }

    static void unless(LetterRows.Change change) throws TooLate {
        switch (change) {
            case MADE -> {}
            case TOO_LATE -> throw new TooLate();
        }
    }
}
