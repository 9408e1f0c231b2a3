package dev.recoup.ingest.receive;

import dev.recoup.ingest.receive.Verdict.Genuine;
import dev.recoup.ingest.receive.Verdict.Refused;
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

    Verdict check(Subscription subscription, List<String> signatureHeaders, byte[] body) {
        if (signatureHeaders.isEmpty()) {
            return new Refused(Refusal.SIGNATURE_MISSING);
        }
        return SignatureHeader.parse(signatureHeaders)
                .map(header -> check(subscription, header, body))
                .orElseGet(() -> new Refused(Refusal.SIGNATURE_MALFORMED));
    }

    private Verdict check(Subscription subscription, SignatureHeader header, byte[] body) {
        long age = clock.instant().getEpochSecond() - header.seconds();
        if (age > pastTolerance.toSeconds()) {
            return new Refused(Refusal.SIGNATURE_TOO_OLD);
        }
        if (-age > futureTolerance.toSeconds()) {
            return new Refused(Refusal.SIGNATURE_IN_FUTURE);
        }
        return isSigned(subscription, header, body) ? new Genuine() : new Refused(Refusal.SIGNATURE_WRONG);
    }

    private static boolean isSigned(Subscription subscription, SignatureHeader header, byte[] body) {
        return subscription.keys().stream()
                .anyMatch(key -> MessageDigest.isEqual(key.sign(header.timestamp(), body), header.mac()));
    }
}
