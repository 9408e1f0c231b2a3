package dev.recoup.onboarding.client;

/**
 * What Debitura was seen to say about a client: the only causes of a change of {@link ClientState}.
 *
 * <p>The first group are answers to {@code POST /clients} (guide 6.2), the second answers to
 * {@code GET /clients/{externalTenantId}}, the third the link webhooks, whose content no endpoint can confirm because a
 * link request is not a link yet (guide 6.6).
 */
public enum Observation {
    /** 201. */
    ANSWERED_READY,
    /** 202. */
    ANSWERED_SIGNATURE_REQUIRED,
    /** 409, the account exists and its owner must approve. */
    ANSWERED_APPROVAL_REQUIRED,
    /** 409, the account belongs to another partner. */
    ANSWERED_LINKED_ELSEWHERE,
    /** 409 of a kind that is not documented. */
    ANSWERED_UNKNOWN_CONFLICT,

    /** The link exists and its agreement is signed. */
    READ_SIGNED,
    /** The link exists and its agreement is not signed. */
    READ_UNSIGNED,
    /** There is no active link. */
    READ_NOT_FOUND,
    /** There is no active link, and the last request for one is older than Debitura leaves any open (guide 6.6). */
    READ_NOT_FOUND_IN_TIME,

    /** {@code client.link_requested}, newer than every other link webhook seen. */
    LINK_REQUESTED,
    /** {@code client.link_declined}, newer than every other link webhook seen. */
    LINK_DECLINED,
    /** {@code client.link_expired}, newer than every other link webhook seen. */
    LINK_EXPIRED
}
