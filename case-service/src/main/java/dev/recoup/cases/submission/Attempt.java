package dev.recoup.cases.submission;

import dev.recoup.cases.claim.Claim;
import java.time.Instant;

/**
 * One attempt at a submission: everything its calls need, read in the transaction that claimed it.
 *
 * @param collectionId the claim
 * @param externalTenantId the client
 * @param number which attempt of the claim; its outcome counts only while this is the latest
 * @param approach what comes first
 * @param creditorReference by which the case is looked up
 * @param idempotencyKey the key that goes with the body
 * @param body the exact bytes
 * @param sentSince from when on Debitura may have made the claim's case
 * @param correlationId what first caused it
 * @param claimedAtNanos reading of the local monotonic clock when the lease was taken
 */
record Attempt(
        String collectionId,
        String externalTenantId,
        int number,
        Approach approach,
        String creditorReference,
        String idempotencyKey,
        byte[] body,
        Instant sentSince,
        String correlationId,
        long claimedAtNanos) {

    /** What an attempt does first. */
    enum Approach {
        /** Nothing of the claim can be at Debitura: send it. */
        SEND,
        /** An earlier attempt may have created the case: look it up, and send it only if it is not there. */
        LOOK_UP_FIRST
    }

    static Attempt of(Claim claim, Approach approach, long claimedAtNanos) {
        return new Attempt(
                claim.collectionId(),
                claim.externalTenantId(),
                claim.attempt(),
                approach,
                claim.creditorReference().orElseThrow(),
                claim.idempotencyKey().orElseThrow(),
                claim.submissionBody().orElseThrow(),
                claim.sentSince().orElseThrow(),
                claim.correlationId(),
                claimedAtNanos);
    }

    /** Names the attempt as holder of its client's lease. */
    String holder() {
        return collectionId + "#" + number;
    }

    @Override
    public String toString() {
        return "Attempt[" + holder() + ", " + approach + "]";
    }
}
