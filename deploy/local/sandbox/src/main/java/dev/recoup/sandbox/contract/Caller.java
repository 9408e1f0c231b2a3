package dev.recoup.sandbox.contract;

import java.util.UUID;

/** Whom a request speaks for, as its credential says. */
public sealed interface Caller {

    /** The referral partner, known by its API key on the Referral API. */
    record Partner() implements Caller {}

    /**
     * One linked client, known by a token that the partner minted for it.
     *
     * @param creditorId the client's account at Debitura
     * @param externalTenantId the partner's name for the client
     */
    record Tenant(UUID creditorId, String externalTenantId) implements Caller {}

    /**
     * A creditor that manages its own account with its own API key on the Customer API.
     *
     * @param creditorId its account at Debitura
     */
    record Creditor(UUID creditorId) implements Caller {}
}
