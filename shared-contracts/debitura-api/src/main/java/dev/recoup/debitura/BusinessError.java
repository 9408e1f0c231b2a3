package dev.recoup.debitura;

import java.util.Optional;

/**
 * A broken business rule. The type decides what to do, never the text, which is also left out of the text form.
 *
 * @param type machine-readable kind, {@link Type#UNKNOWN} when not known here
 * @param typeText the type as it came, empty string when there was none
 * @param message text for humans
 * @param solutionUrl page where this one problem can be solved
 */
public record BusinessError(Type type, String typeText, Optional<String> message, Optional<String> solutionUrl) {

    /** Kinds of business errors (guide 22.3). */
    public enum Type implements WireValue {
        /** The client must sign the standard agreement. */
        MISSING_DEBT_COLLECTION_CONTRACT("MissingDebtCollectionContract"),
        /** The client must sign a power of attorney, or the pricing appendix. */
        MISSING_POWER_OF_ATTORNEY("MissingPowerOfAttorney"),
        /** The client must submit KYC data. */
        MISSING_KYC_VERIFICATION("MissingKycVerification"),
        /** Nobody collects in the debtor's jurisdiction. */
        NO_PARTNER_AVAILABLE("NoPartnerAvailable"),
        /** Debitura blocked the client. */
        CREDITOR_BLOCKED("CreditorBlocked"),
        /** The idempotency key was used with another body. */
        IDEMPOTENCY_CONFLICT("IdempotencyConflict"),
        /** The creditor reference is taken. */
        DUPLICATE_REFERENCE("DuplicateReference"),
        /** Another kind. */
        UNKNOWN("Unknown");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        @Override
        public String wireValue() {
            return text;
        }

        @Override
        public java.util.List<String> alsoReadAs() {
            return this == DUPLICATE_REFERENCE ? java.util.List.of("DuplicateCreditorReference") : java.util.List.of();
        }

        static Type of(String text) {
            return WireText.read(Type.class, text).orElse(UNKNOWN);
        }
    }

    @Override
    public String toString() {
        return "BusinessError[type=" + (type == Type.UNKNOWN ? typeText : type.wireValue()) + "]";
    }
}
