package dev.recoup.stack.demo;

import java.util.List;

/**
 * One named check; it fails by throwing, and the message says what was expected and what was seen.
 *
 * @param name what holds when the check passes
 * @param needs names of earlier checks without which this one would wait in vain
 * @param steps what is done and looked at
 */
record Check(String name, List<String> needs, Steps steps) {

    /** A check that stands alone. */
    Check(String name, Steps steps) {
        this(name, List.of(), steps);
    }

    /** What a check does. */
    @FunctionalInterface
    interface Steps {

        void run() throws Exception;
    }
}
