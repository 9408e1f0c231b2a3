package dev.recoup.sandbox.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The time in which one agency alone works on a case, and what made it longer (guide 17, appendix A).
 *
 * @param start when the agency began
 * @param extensions oldest first
 * @param terminated when it was ended early
 */
public record ExclusivePeriod(Instant start, List<Extension> extensions, Optional<Instant> terminated) {

    private static final Duration LENGTH = Duration.ofDays(90);
    private static final Duration AFTER_PAYMENT = Duration.ofDays(30);

    /** What made a period longer. */
    public enum Trigger {
        /** The debtor promised to pay. */
        PROMISE_TO_PAY("PromiseToPay"),
        /** The debtor agreed to a plan. */
        PAYMENT_AGREEMENT("PaymentAgreement"),
        /** The debtor paid. */
        PAYMENT("Payment"),
        /** Somebody at Debitura decided it. */
        MANUAL("Manual");

        private final String wireName;

        Trigger(String wireName) {
            this.wireName = wireName;
        }

        /** Returns the word that answers carry. */
        public String wireName() {
            return wireName;
        }

        /** Finds a trigger by its word. */
        public static Optional<Trigger> of(String wireName) {
            return Arrays.stream(values())
                    .filter(trigger -> trigger.wireName.equals(wireName))
                    .findFirst();
        }
    }

    /**
     * One extension.
     *
     * @param trigger what caused it
     * @param at when
     * @param end when the period ended from then on
     */
    public record Extension(Trigger trigger, Instant at, Instant end) {}

    static ExclusivePeriod from(Instant start) {
        return new ExclusivePeriod(start, List.of(), Optional.empty());
    }

    ExclusivePeriod extended(Extension extension) {
        return new ExclusivePeriod(
                start, Stream.concat(extensions.stream(), Stream.of(extension)).toList(), terminated);
    }

    /** A payment keeps a running period open for some time more; empty where that changes nothing. */
    Optional<ExclusivePeriod> afterPayment(Instant now) {
        Instant later = now.plus(AFTER_PAYMENT);
        boolean longer = terminated.isEmpty() && now.isBefore(end()) && later.isAfter(end());
        return longer ? Optional.of(extended(new Extension(Trigger.PAYMENT, now, later))) : Optional.empty();
    }

    ExclusivePeriod terminated(Instant at) {
        return new ExclusivePeriod(start, extensions, Optional.of(at));
    }

    /** Returns the end after all extensions, or the early end. */
    Instant end() {
        return terminated.orElseGet(() ->
                extensions.isEmpty() ? start.plus(LENGTH) : extensions.getLast().end());
    }

    /** Says how it stands at a moment; the case's end ends it too. */
    String status(Lifecycle lifecycle, Instant now) {
        if (terminated.isPresent()) {
            return "Terminated";
        }
        return lifecycle.isOpen() && now.isBefore(end()) ? "Active" : "Expired";
    }

    /** Counts whole days until the end: negative after it, 0 when it was ended early. */
    int daysRemaining(Instant now) {
        return terminated.isPresent() ? 0 : (int) Duration.between(now, end()).toDays();
    }
}
