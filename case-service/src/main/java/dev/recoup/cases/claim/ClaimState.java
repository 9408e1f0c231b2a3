package dev.recoup.cases.claim;

import static dev.recoup.cases.claim.ClaimTrigger.CANCELLED_BY_REQUEST;
import static dev.recoup.cases.claim.ClaimTrigger.CLAIMED;
import static dev.recoup.cases.claim.ClaimTrigger.CLIENT_NOT_LINKED;
import static dev.recoup.cases.claim.ClaimTrigger.CLIENT_RELEASED;
import static dev.recoup.cases.claim.ClaimTrigger.HELD_BACK;
import static dev.recoup.cases.claim.ClaimTrigger.OUTCOME_UNKNOWN;
import static dev.recoup.cases.claim.ClaimTrigger.SEEN_ENDED;
import static dev.recoup.cases.claim.ClaimTrigger.SEEN_OPEN;
import static dev.recoup.cases.claim.ClaimTrigger.SEEN_UNSIGNED;
import static dev.recoup.cases.claim.ClaimTrigger.SIGNATURE_DEMANDED;
import static dev.recoup.cases.claim.ClaimTrigger.TURNED_DOWN;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The states of a claim and, as data, every way from one to another. A trigger that a state does not list is not
 * possible in it and changes nothing.
 *
 * <p>{@code QUEUED}, {@code IN_FLIGHT} and {@code UNCERTAIN} are one state to the outside, {@code SUBMITTING}; inside
 * they are the submission discipline: only what is {@code IN_FLIGHT} may be sent, and what is {@code UNCERTAIN} is
 * looked up at Debitura before anything is sent again.
 */
public enum ClaimState {
    /** The request is good; its client cannot have a case submitted yet. */
    WAITING_FOR_CLIENT,
    /** To be sent. Nothing of it is under way and nothing of it exists at Debitura. */
    QUEUED,
    /** One attempt holds the lease and may be talking to Debitura right now. */
    IN_FLIGHT,
    /** An attempt ended without an answer: a case may or may not exist. */
    UNCERTAIN,
    /** Debitura answered that somebody must sign or identify himself first; no case exists. */
    BLOCKED,
    /** The case exists at Debitura and waits for a signature. */
    PENDING_SIGNATURE,
    /** The case exists at Debitura and is being worked on. */
    OPEN,
    /** The case exists at Debitura and has ended. */
    CLOSED,
    /** The request will never become a case. */
    REFUSED,
    /** The request was taken back before it became a case. */
    CANCELLED;

    private static final Map<ClaimState, Map<ClaimTrigger, ClaimState>> TABLE = new EnumMap<>(Map.ofEntries(
            from(
                    WAITING_FOR_CLIENT,
                    Map.of(
                            CLIENT_RELEASED, QUEUED,
                            CANCELLED_BY_REQUEST, CANCELLED,
                            TURNED_DOWN, REFUSED,
                            OUTCOME_UNKNOWN, UNCERTAIN,
                            SEEN_UNSIGNED, PENDING_SIGNATURE,
                            SEEN_OPEN, OPEN,
                            SEEN_ENDED, CLOSED)),
            from(
                    QUEUED,
                    Map.of(
                            CLAIMED, IN_FLIGHT,
                            CANCELLED_BY_REQUEST, CANCELLED,
                            SEEN_UNSIGNED, PENDING_SIGNATURE,
                            SEEN_OPEN, OPEN,
                            SEEN_ENDED, CLOSED)),
            from(
                    IN_FLIGHT,
                    Map.of(
                            CLAIMED, IN_FLIGHT,
                            HELD_BACK, QUEUED,
                            OUTCOME_UNKNOWN, UNCERTAIN,
                            CLIENT_NOT_LINKED, WAITING_FOR_CLIENT,
                            SIGNATURE_DEMANDED, BLOCKED,
                            TURNED_DOWN, REFUSED,
                            SEEN_UNSIGNED, PENDING_SIGNATURE,
                            SEEN_OPEN, OPEN,
                            SEEN_ENDED, CLOSED)),
            from(
                    UNCERTAIN,
                    Map.of(
                            CLAIMED, IN_FLIGHT,
                            SEEN_UNSIGNED, PENDING_SIGNATURE,
                            SEEN_OPEN, OPEN,
                            SEEN_ENDED, CLOSED)),
            from(
                    BLOCKED,
                    Map.of(
                            CLIENT_RELEASED, QUEUED,
                            CANCELLED_BY_REQUEST, CANCELLED,
                            SEEN_UNSIGNED, PENDING_SIGNATURE,
                            SEEN_OPEN, OPEN,
                            SEEN_ENDED, CLOSED)),
            from(PENDING_SIGNATURE, Map.of(SEEN_UNSIGNED, PENDING_SIGNATURE, SEEN_OPEN, OPEN, SEEN_ENDED, CLOSED)),
            from(OPEN, Map.of(SEEN_UNSIGNED, PENDING_SIGNATURE, SEEN_OPEN, OPEN, SEEN_ENDED, CLOSED)),
            from(CLOSED, Map.of(SEEN_UNSIGNED, PENDING_SIGNATURE, SEEN_OPEN, OPEN, SEEN_ENDED, CLOSED)),
            from(REFUSED, Map.of()),
            from(CANCELLED, Map.of())));

    private static final Set<ClaimState> AT_DEBITURA = Set.of(PENDING_SIGNATURE, OPEN, CLOSED);

    /** The state that the trigger leads to, or empty where the trigger is not possible in this state. */
    public Optional<ClaimState> after(ClaimTrigger trigger) {
        return Optional.ofNullable(TABLE.get(this).get(trigger));
    }

    /** Whether a case of this claim is known to exist at Debitura. */
    public boolean isAtDebitura() {
        return AT_DEBITURA.contains(this);
    }

    /** Whether nothing can happen to it any more. */
    public boolean isFinal() {
        return TABLE.get(this).isEmpty();
    }

    private static Map.Entry<ClaimState, Map<ClaimTrigger, ClaimState>> from(
            ClaimState state, Map<ClaimTrigger, ClaimState> ways) {
        return Map.entry(state, ways);
    }
}
