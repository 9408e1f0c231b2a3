package dev.recoup.ingest.receive;

/** What came of checking a delivery's signature. */
sealed interface Verdict {

    /** The body is what Debitura signed, and lately. */
    record Genuine() implements Verdict {}

    /** It cannot be shown that Debitura sent this. */
    record Refused(Refusal reason) implements Verdict {}
}
