package dev.recoup.ingest.journal;

/** How far an event has come on its way to Kafka. */
public enum Publication {
    /** It is committed here and on its way. */
    WAITING,
    /** The broker refused it for good; an operator decides. */
    PARKED,
    /** The broker has acknowledged it. */
    PUBLISHED,
    /** It is a test of the connection and stays here. */
    NEVER
}
