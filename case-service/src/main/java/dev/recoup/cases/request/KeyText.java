package dev.recoup.cases.request;

import dev.recoup.messaging.consumer.UnusableRecord;

/** Texts that become keys of database indexes before anything else has looked at their length. */
final class KeyText {

    /** Above every limit of the schemas, so that what is a little too long is refused with an answer. */
    private static final int LONGEST = 300;

    private KeyText() {}

    /**
     * Returns the text unchanged.
     *
     * @param pointer where it stands in the record
     * @throws UnusableRecord if no index can hold it
     */
    static String of(String text, String pointer) {
        if (text.length() > LONGEST) {
            throw new UnusableRecord("TOO_LONG", pointer);
        }
        return text;
    }
}
