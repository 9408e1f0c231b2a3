package dev.recoup.ingest.subscriptions;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * How a test ended.
 *
 * @param event the event's name
 * @param enqueuedCount to how many subscriptions Debitura sends it
 * @param result how it ended
 * @param detail what that means and what to do
 * @param eventId id of the event in the journal, once it is there
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record TrialAnswer(String event, int enqueuedCount, Result result, String detail, Optional<String> eventId) {

    /** How a test can end. */
    enum Result {
        /** The delivery is in the journal: address, signature and database work. */
        RECEIVED,
        /** Debitura sent it, but nothing came in time. */
        NOT_RECEIVED,
        /** Debitura has no subscription that wants this event. */
        NOTHING_SUBSCRIBED
    }
}
