package dev.recoup.debitura;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How {@code POST /cases} ended (guide 8, 22, 24). After {@link Unknown} and {@link RateLimited} send the same bytes with
 * the same key; after a definitive refusal that was acted on, use a new key, because Debitura replays stored answers.
 */
public sealed interface SubmissionOutcome {

    /**
     * 200: the case exists. It may still wait for signatures; then its lifecycle says so and it carries a signing URL.
     *
     * @param collectionCase the case as Debitura stored it, its id is never null
     */
    record Accepted(CollectionCase collectionCase) implements SubmissionOutcome {}

    /**
     * 422: the client must sign first, and possibly submit KYC data on the same walk.
     *
     * @param errors every broken rule, each with its own page
     * @param combinedSigningUrl one page for all of them
     */
    record SignatureRequired(List<BusinessError> errors, Optional<String> combinedSigningUrl)
            implements SubmissionOutcome {

        /**
         * The page to show.
         *
         * @return the combined page, else that of the first rule that has one
         */
        public Optional<String> url() {
            return combinedSigningUrl.or(() -> firstSolution(errors));
        }
    }

    /**
     * 422: the client must submit KYC data, and nothing else.
     *
     * @param errors every broken rule
     * @param combinedSigningUrl one page for all of them
     */
    record KycRequired(List<BusinessError> errors, Optional<String> combinedSigningUrl) implements SubmissionOutcome {

        /**
         * The page to show.
         *
         * @return the combined page, else that of the first rule that has one
         */
        public Optional<String> url() {
            return combinedSigningUrl.or(() -> firstSolution(errors));
        }
    }

    /** 422: nobody collects in the debtor's jurisdiction; do not repeat by itself. */
    record NoPartnerAvailable() implements SubmissionOutcome {}

    /** 422: Debitura blocked the client; only its support can change that. */
    record CreditorBlocked() implements SubmissionOutcome {}

    /** The creditor reference belongs to a case already: look it up. */
    record DuplicateReference() implements SubmissionOutcome {}

    /** 422: the idempotency key was used with other bytes. */
    record IdempotencyConflict() implements SubmissionOutcome {}

    /**
     * 400: fields did not pass validation; the key is not used up.
     *
     * @param fieldErrors messages by field, keys as Debitura writes them
     */
    record Invalid(Map<String, List<String>> fieldErrors) implements SubmissionOutcome {}

    /**
     * Refused for another reason that repeating does not cure.
     *
     * @param error the reason
     */
    record Refused(DebituraError.Answered error) implements SubmissionOutcome {}

    /**
     * The client has no usable link; nothing was created. Read the client again.
     *
     * @param evidence how that showed
     */
    record ClientNotLinked(DebituraError.ClientNotLinked.Evidence evidence) implements SubmissionOutcome {}

    /**
     * 429: not now, and nothing was created.
     *
     * @param retryAfter how long to wait before any further call
     */
    record RateLimited(Duration retryAfter) implements SubmissionOutcome {}

    /**
     * The request never left: no connection, or no token. Nothing was created; repeat with back-off.
     *
     * @param error what went wrong
     */
    record NotSent(DebituraError error) implements SubmissionOutcome {}

    /**
     * Nobody knows whether the case exists: the answer was lost, unreadable or a server error. Look the case up by its
     * creditor reference before anything else, then repeat the same bytes with the same key.
     *
     * @param error what went wrong
     */
    record Unknown(DebituraError error) implements SubmissionOutcome {}

    private static Optional<String> firstSolution(List<BusinessError> errors) {
        return errors.stream().flatMap(error -> error.solutionUrl().stream()).findFirst();
    }
}
