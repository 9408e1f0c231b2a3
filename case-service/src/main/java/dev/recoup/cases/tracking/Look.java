package dev.recoup.cases.tracking;

import dev.recoup.cases.claim.Claim;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;

/**
 * One refresh of a case: what was known when it began.
 *
 * @param caseId Debitura's id
 * @param number which refresh of the case; it counts only while it is the latest
 * @param answers the wishes that it answers
 * @param externalTenantId the client, where an event told
 * @param claim what the case's claim knew, empty for a case that is nobody's yet
 * @param correlationId what first caused the claim, or else this look
 */
record Look(
        UUID caseId,
        int number,
        long answers,
        Optional<String> externalTenantId,
        Optional<Known> claim,
        String correlationId) {

    /**
     * What was known of a case that is followed already.
     *
     * @param collectionId its claim
     * @param remainder what was open when Debitura was last asked, empty when it never told
     */
    record Known(String collectionId, Optional<BigDecimal> remainder) {
        static Known of(Claim claim) {
            return new Known(claim.collectionId(), claim.remainder().map(money -> money.amount()));
        }
    }
}
