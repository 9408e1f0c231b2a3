package dev.recoup.cases.submission;

import dev.recoup.cases.CaseServiceConfig;
import dev.recoup.cases.claim.OwnCase;
import dev.recoup.debitura.CollectionCase;
import dev.recoup.debitura.DebituraConfig;
import dev.recoup.debitura.DebituraCustomer;
import dev.recoup.debitura.DebituraException;
import dev.recoup.debitura.DebituraReferral;
import dev.recoup.debitura.SubmissionOutcome;
import dev.recoup.debitura.limits.Lane;
import dev.recoup.debitura.limits.LimitsConfig;
import dev.recoup.debitura.referral.LinkedClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * An attempt's calls to Debitura, made with no transaction open: at most one look-up, one submission, and one look at what
 * stood in its way: the case that has the reference, or the client that no token is given for.
 */
@ApplicationScoped
class Conversation {
    /** Minting and calling, each once more after a refused token. */
    private static final int EXCHANGES_PER_CALL = 4;

    /** A look-up, the submission, and a look at what stood in its way. */
    private static final int CALLS_PER_ATTEMPT = 3;

    private final DebituraCustomer debitura;
    private final DebituraReferral referral;
    private final CaseServiceConfig.Submission settings;
    private final Duration longestExchange;
    private final Duration longestCall;

    Conversation(
            DebituraCustomer debitura,
            DebituraReferral referral,
            CaseServiceConfig config,
            DebituraConfig timeouts,
            LimitsConfig limits) {
        this.debitura = debitura;
        this.referral = referral;
        this.settings = config.submission();
        this.longestExchange = timeouts.connectTimeout().plus(timeouts.readTimeout());
        this.longestCall = longestExchange.plus(limits.backgroundWait()).multipliedBy(EXCHANGES_PER_CALL);
    }

    /** Refuses settings under which an attempt could still be talking when somebody else takes its claim on. */
    void checkSettings() {
        Duration needed = longestCall.multipliedBy(CALLS_PER_ATTEMPT);
        if (settings.lease().compareTo(needed) <= 0) {
            throw new IllegalStateException("recoup.cases.submission.lease is " + settings.lease()
                    + ": set it above " + needed
                    + ", the longest that turns and timeouts let one attempt take, or lower"
                    + " recoup.debitura.read-timeout or recoup.debitura.limits.background-wait");
        }
        if (settings.settle().compareTo(longestExchange) <= 0) {
            throw new IllegalStateException("recoup.cases.submission.settle is " + settings.settle()
                    + ": set it above " + longestExchange + ", the sum of recoup.debitura.connect-timeout and"
                    + " recoup.debitura.read-timeout");
        }
    }

    Conclusion hold(Attempt attempt) {
        return Lane.SUBMISSION.call(() -> switch (attempt.approach()) {
            case SEND -> send(attempt);
            case LOOK_UP_FIRST -> lookUpThenSend(attempt);
        });
    }

    private Conclusion lookUpThenSend(Attempt attempt) {
        Optional<CollectionCase> found;
        try {
            found = lookUp(attempt);
        } catch (DebituraException failed) {
            return new Conclusion.StillUnknown("look-up failed: " + failed.error());
        }
        if (found.isPresent()) {
            return judge(attempt, found.get());
        }
        return leaseLastsFor(attempt, longestCall)
                ? send(attempt)
                : new Conclusion.StillUnknown("the lease is too short to send after the look-up");
    }

    private Conclusion send(Attempt attempt) {
        if (!leaseLastsFor(attempt, longestCall)) {
            return new Conclusion.StillUnknown("the lease is too short to send");
        }
        SubmissionOutcome outcome =
                debitura.submitCase(attempt.externalTenantId(), attempt.idempotencyKey(), attempt.body());
        if (outcome instanceof SubmissionOutcome.DuplicateReference) {
            return whoseReference(attempt, new Conclusion.ReferenceTaken());
        }
        if (outcome instanceof SubmissionOutcome.Invalid invalid
                && FieldErrors.nameOnlyReference(invalid.fieldErrors())) {
            return whoseReference(attempt, new Conclusion.Answered(outcome));
        }
        return outcome instanceof SubmissionOutcome.ClientNotLinked
                ? openAgreement(attempt).orElse(new Conclusion.Answered(outcome))
                : new Conclusion.Answered(outcome);
    }

    /**
     * Whether Debitura gives no token because the client still has to sign, which a mint's 404 does not tell (guide 3.2).
     * What an earlier attempt left behind has to be found first, and only a token can find it.
     */
    private Optional<Conclusion> openAgreement(Attempt attempt) {
        if (attempt.approach() == Attempt.Approach.LOOK_UP_FIRST) {
            return Optional.empty();
        }
        try {
            return referral.client(attempt.externalTenantId())
                    .flatMap(LinkedClient::onboardingUrl)
                    .map(Conclusion.AgreementOpen::new);
        } catch (DebituraException notTold) {
            return Optional.empty();
        }
    }

    /** Debitura may call a taken reference a broken rule or an invalid field (guide 22.3); whose it is, a look-up tells. */
    private Conclusion whoseReference(Attempt attempt, Conclusion ifNobodys) {
        try {
            Optional<CollectionCase> found = lookUp(attempt);
            if (found.isPresent()) {
                return judge(attempt, found.get());
            }
        } catch (DebituraException failed) {
            return new Conclusion.StillUnknown("look-up failed: " + failed.error());
        }
        // Taken, yet not to be found. Only an earlier attempt of ours makes it worth to look again.
        return attempt.number() > 1
                ? new Conclusion.StillUnknown("the reference is taken and its case is not to be found")
                : ifNobodys;
    }

    private Optional<CollectionCase> lookUp(Attempt attempt) {
        return debitura.caseByCreditorReference(attempt.externalTenantId(), attempt.creditorReference());
    }

    private Conclusion judge(Attempt attempt, CollectionCase found) {
        return OwnCase.canBe(found, attempt.body(), attempt.sentSince(), settings.clockSkew())
                ? new Conclusion.Found(found)
                : new Conclusion.ReferenceTaken();
    }

    private boolean leaseLastsFor(Attempt attempt, Duration needed) {
        return System.nanoTime() - attempt.claimedAtNanos()
                < settings.lease().minus(needed).toNanos();
    }
}
