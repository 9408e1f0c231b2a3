package dev.recoup.sandbox.clients;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * An active link between the partner and a client.
 *
 * @param id appears in the onboarding URLs
 * @param externalTenantId the partner's name for the client, case-sensitive
 * @param account the client's account
 * @param attribution what the partner earns on
 * @param linkedAt when the link was made
 * @param referralFeePercentage the partner's share of Debitura's revenue, frozen when the link was made
 */
public record Link(
        UUID id,
        String externalTenantId,
        Account account,
        Attribution attribution,
        Instant linkedAt,
        BigDecimal referralFeePercentage) {

    /** What the partner earns on (guide 18.1). */
    public enum Attribution {
        /** Every case of the client: the partner brought it. */
        EVERY_CASE,
        /** Only cases submitted through the partner: the client was there before. */
        OWN_CASES
    }
}
