package dev.recoup.load.ingest;

/** What is to become of a request that no well-meaning client sends. */
enum Expected {
    /** 200, and it is stored as it came. */
    KEPT,
    /** An answer that blames the sender, and no trace. */
    REFUSED,
    /** The same, or no answer at all, for nobody can tell where the request ends. */
    REFUSED_OR_CLOSED
}
