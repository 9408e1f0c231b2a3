package dev.recoup.messaging.outbox;

/** What became of one record of a wave. */
sealed interface SendOutcome {

    /** All in-sync replicas have it. */
    record Acknowledged() implements SendOutcome {}

    /** The broker will never take this record as it is. */
    record Refused(String code) implements SendOutcome {}

    /** It may or may not have arrived, and is to be sent again. */
    record Failed(String code) implements SendOutcome {}

    /** It was not sent, for the lease would not have lasted. */
    record Withheld() implements SendOutcome {}
}
