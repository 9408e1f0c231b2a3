package dev.recoup.stack;

/** Why nothing was started, or why what was started was ended again: one sentence that says what to do. */
final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotStart(String sentence) {
        super(sentence);
    }
}
