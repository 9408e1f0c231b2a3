package dev.recoup.ingest.receive;

import dev.recoup.ingest.subscriptions.Subscription;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Checks who sent a delivery, and when: the cheapest checks first, nothing but memory and time needed. */
@Singleton
final class SignatureCheck {

    private final Clock clock;
    private final Duration pastTolerance;
    private final Duration futureTolerance;

    @Inject
    SignatureCheck(Clock clock, IngestConfig config) {
        this(clock, config.pastTolerance(), config.futureTolerance());
    }

    SignatureCheck(Clock clock, Duration pastTolerance, Duration futureTolerance) {
        this.clock = clock;
        this.pastTolerance = pastTolerance;
        this.futureTolerance = futureTolerance;
    }

    /** Reads the header and its time, before anything of the body is known. */
    Claim read(List<String> signatureHeaders) {
        if (signatureHeaders.isEmpty()) {
            return new Claim.Refused(Refusal.SIGNATURE_MISSING);
        }
        return SignatureHeader.parse(signatureHeaders)
                .map(this::timely)
                .orElseGet(() -> new Claim.Refused(Refusal.SIGNATURE_MALFORMED));
    }

    private Claim timely(SignatureHeader header) {
        long age = clock.instant().getEpochSecond() - header.seconds();
        if (age > pastTolerance.toSeconds()) {
            return new Claim.Untimely(Refusal.SIGNATURE_TOO_OLD, age);
        }
        if (-age > futureTolerance.toSeconds()) {
            return new Claim.Untimely(Refusal.SIGNATURE_IN_FUTURE, age);
        }
        return new Claim.Timely(header, age);
    }

    /** Compares the signature with those that the subscription's keys make of the body. */
    Verdict check(Subscription subscription, SignatureHeader header, byte[] body) {
        return isSigned(subscription, header, body) ? Verdict.GENUINE : Verdict.FORGED;
    }

    private static boolean isSigned(Subscription subscription, SignatureHeader header, byte[] body) {
        return subscription.keys().stream()
                .anyMatch(key -> MessageDigest.isEqual(key.sign(header.timestamp(), body), header.mac()));
    }

    /** What came of comparing a signature. */
    enum Verdict {
        /** The body is what Debitura signed. */
        GENUINE,
        /** It cannot be shown that Debitura signed this. */
        FORGED
    }

    /** What a delivery's header says about when it was signed. */
    sealed interface Claim {

        /**
         * It says that it was signed lately.
         *
         * @param header the header
         * @param ageSeconds how long ago it was signed by this machine's clock; negative for a time to come
         */
        record Timely(SignatureHeader header, long ageSeconds) implements Claim {}

        /**
         * It says that it was signed too long ago, or in a time to come.
         *
         * @param reason which of the two
         * @param ageSeconds as in {@link Timely}
         */
        record Untimely(Refusal reason, long ageSeconds) implements Claim {}

        /** It cannot be accepted whatever the body is. */
        record Refused(Refusal reason) implements Claim {}
    }
}
