package dev.recoup.events.cases;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Where a case request or case stands. Open: a value this release does not know reads as {@link #UNKNOWN}. */
public enum CaseState {
    /** Valid, but the client is not linked or not ready; goes on by itself. */
    WAITING_FOR_CLIENT,
    /** Due to be sent, being sent, or its outcome at Debitura is being found out. */
    SUBMITTING,
    /** Debitura demands a signature or KYC data first; see requiredActionIds; goes on by itself. */
    ACTION_REQUIRED,
    /** Cannot go on without people: the client is blocked, or states contradict each other. */
    SUPPORT_REQUIRED,
    /** A case at Debitura that is not closed; see lifecycle. */
    OPEN,
    /** Closed at Debitura for good or merged into another case; see closeCode and outcome. */
    CLOSED,
    /** Never became a case; see refusals. A corrected request needs a new caseRequestId. */
    REFUSED,
    /** Taken back by the platform before it became a case. */
    CANCELLED,
    /** A value of a later release; never written. */
    @JsonEnumDefaultValue
    UNKNOWN
}
