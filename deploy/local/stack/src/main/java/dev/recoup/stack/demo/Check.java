package dev.recoup.stack.demo;

/**
 * One named check; it fails by throwing, and the message says what was expected and what was seen.
 *
 * @param name what holds when the check passes
 * @param steps what is done and looked at
 */
record Check(String name, Steps steps) {

    /** What a check does. */
    @FunctionalInterface
    interface Steps {

        void run() throws Exception;
    }
}
