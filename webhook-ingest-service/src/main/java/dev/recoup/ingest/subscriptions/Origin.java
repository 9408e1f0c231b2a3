package dev.recoup.ingest.subscriptions;

/** Who wants a subscription. */
enum Origin {
    /** The configuration; if somebody deletes it at Debitura, it is created anew. */
    DECLARED,
    /** An operator, by the API. */
    OPERATOR,
    /** A client that is ready; if somebody deletes it at Debitura, it is created anew. */
    CLIENT
}
