package dev.recoup.ingest.journal;

/** What came of recording a delivery. */
public sealed interface Recorded {

    /**
     * The event was not known.
     *
     * @param place where in the journal it is to be kept
     */
    record FirstDelivery(JournalReference place) implements Recorded {}

    /**
     * The event was known already; only the repetition was counted.
     *
     * @param times deliveries so far, this one included
     * @param sameness whether the body is the one that is known
     */
    record Redelivery(int times, Sameness sameness) implements Recorded {}

    /** How the body of a redelivery compares with the first one. */
    enum Sameness {
        /** The same bytes. */
        SAME_BODY,
        /** Other bytes under the same id: Debitura breaks its own rule, and the first body stands. */
        OTHER_BODY
    }
}
