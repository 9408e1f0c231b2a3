package dev.recoup.events.cases;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** What became of a case that was sent inside an onboarding (guide 6.4, 6.6). Open: a value this release does not know reads as {@link #UNKNOWN}. */
public enum FirstCaseResult {
    /** A case at Debitura; see caseId. */
    CREATED,
    /** Debitura had created it at an earlier call; the case is found by its creditor reference. */
    ALREADY_CREATED,
    /** Kept by Debitura until an existing client approves the link. */
    STORED_FOR_APPROVAL,
    /** Cannot become a case as it is; see refusals. */
    REFUSED,
    /** Was not created and may be; case-service submits it like any other request. */
    TO_BE_SUBMITTED,
    /** A value of a later release; never written. */
    @JsonEnumDefaultValue
    UNKNOWN
}
