package dev.recoup.debitura;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What went wrong with a call: all body shapes of Debitura (guide 22.1), the conflict of {@code POST /clients}, the rate
 * limit, and what can go wrong on the way. Text forms hold no messages, URLs or bodies, so an error may be logged.
 */
public sealed interface DebituraError {

    /** An error that Debitura answered with, as opposed to one on the way. */
    sealed interface Answered extends DebituraError {

        /**
         * The HTTP status.
         *
         * @return 400 to 599
         */
        int status();
    }

    /**
     * Fields that did not pass validation (guide 22.1, shape 3).
     *
     * @param status the HTTP status, 400 as a rule
     * @param fields messages by field, keys as Debitura writes them ({@code debtor.email}, {@code Cases[0].Field})
     */
    record InvalidFields(int status, Map<String, List<String>> fields) implements Answered {

        @Override
        public String toString() {
            return "InvalidFields[status=" + status + ", fields=" + fields.keySet() + "]";
        }
    }

    /**
     * Broken business rules (guide 22.1, shapes 1 and 2).
     *
     * @param status the HTTP status, 422 as a rule
     * @param errors at least one
     * @param combinedSigningUrl one page that solves everything that signing can solve
     */
    record BusinessRules(int status, List<BusinessError> errors, Optional<String> combinedSigningUrl)
            implements Answered {

        /**
         * Whether a rule of this kind is among the broken ones.
         *
         * @param type the kind
         * @return true if so
         */
        public boolean has(BusinessError.Type type) {
            return errors.stream().anyMatch(error -> error.type() == type);
        }

        @Override
        public String toString() {
            return "BusinessRules[status=" + status + ", errors=" + errors + "]";
        }
    }

    /**
     * A problem document (guide 22.1, shape 4), or an error body without business errors.
     *
     * @param status the HTTP status
     * @param label short label: the problem's title or the legacy {@code error}; never decides anything
     * @param detail text for humans
     */
    record Problem(int status, Optional<String> label, Optional<String> detail) implements Answered {

        @Override
        public String toString() {
            return "Problem[status=" + status + "]";
        }
    }

    /**
     * The conflict of {@code POST /clients} (guide 6.6).
     *
     * @param type its kind
     * @param typeText its kind as it came, empty string when there was none
     * @param approvalUrl page where the existing client approves
     */
    record LinkConflict(ConflictType type, String typeText, Optional<String> approvalUrl) implements Answered {

        @Override
        public int status() {
            return 409;
        }

        @Override
        public String toString() {
            return "LinkConflict[type=" + typeText + "]";
        }
    }

    /** Kinds of link conflicts (guide 6.6). */
    enum ConflictType implements WireValue {
        /** The account exists and must approve the link. */
        NEEDS_LINKING("ClientExistsNeedsLinking"),
        /** The account belongs to another partner. */
        LINKED_ELSEWHERE("ClientAlreadyLinkedToAnotherPartner"),
        /** A kind that needs Debitura's support. */
        UNKNOWN("Unknown");

        private final String text;

        ConflictType(String text) {
            this.text = text;
        }

        @Override
        public String wireValue() {
            return text;
        }

        @Override
        public List<String> alsoReadAs() {
            return this == LINKED_ELSEWHERE ? List.of("AlreadyLinkedToAnotherPartner") : List.of();
        }

        static ConflictType of(String text) {
            return WireText.read(ConflictType.class, text).orElse(UNKNOWN);
        }
    }

    /**
     * Too many calls: Debitura said so (guide 25), or this service's share of its limits is used up, and nothing was sent.
     *
     * @param retryAfter how long to wait before any further call
     */
    record RateLimited(Duration retryAfter) implements Answered {

        @Override
        public int status() {
            return 429;
        }
    }

    /**
     * An error status with no body, or with a body that is none of Debitura's shapes (an HTML page, truncated JSON).
     *
     * @param status the HTTP status
     */
    record Unexplained(int status) implements Answered {}

    /**
     * The client has no usable link, so the Customer API cannot be called for it (guide 3.2): read the client again.
     *
     * @param evidence how that showed
     */
    record ClientNotLinked(Evidence evidence) implements DebituraError {

        /** How a missing link shows. */
        public enum Evidence {
            /** No token was minted: 404. */
            MINT_NOT_FOUND,
            /** A freshly minted token was refused as well. */
            SECOND_UNAUTHORIZED
        }
    }

    /**
     * No token could be minted for a reason that may pass; the call itself was never sent.
     *
     * @param cause what went wrong with minting
     */
    record NotMinted(DebituraError cause) implements DebituraError {}

    /**
     * A success status whose body cannot be read; whatever was asked for has probably happened.
     *
     * @param status the HTTP status, 200 to 299
     */
    record UnreadableAnswer(int status) implements DebituraError {}

    /** No connection: nothing was sent, nothing has happened. */
    record NotConnected() implements DebituraError {}

    /** The connection broke or timed out before the answer came; whether it happened is unknown. */
    record AnswerLost() implements DebituraError {}

    /** The operation exists only in Debitura's test environment; it was refused here and nothing was sent. */
    record TestEnvironmentOnly() implements DebituraError {}
}
