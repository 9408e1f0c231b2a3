package dev.recoup.events.clients;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Where a client stands (guide 7). Open: a value this release does not know reads as {@link #UNKNOWN}. */
public enum ClientState {
    /** Known, nothing sent to Debitura yet. */
    NEW,
    /** A user must complete the onboarding page. */
    ONBOARDING,
    /** Signed; cases can be submitted. */
    READY,
    /** Was ready; a new version of the agreement must be signed. */
    RESIGN_REQUIRED,
    /** Has an account at Debitura and must approve the link. */
    LINK_PENDING,
    /** Refused the link; only a new request asks again. */
    DECLINED,
    /** Did not answer the link request in time. */
    EXPIRED,
    /** Only Debitura's support can help, for example when linked to another partner; see requestRefusals. */
    BLOCKED,
    /** The onboarding request is invalid and the client was never known; see requestRefusals. */
    REFUSED,
    /** Taken back before the first case started; may be onboarded again. */
    WITHDRAWN,
    /** The link at Debitura is gone. */
    ARCHIVED,
    /** A value of a later release; never written. */
    @JsonEnumDefaultValue
    UNKNOWN
}
