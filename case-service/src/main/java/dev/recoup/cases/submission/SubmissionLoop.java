package dev.recoup.cases.submission;

import dev.recoup.cases.CaseServiceConfig;
import dev.recoup.cases.client.SubmissionsQueued;
import dev.recoup.messaging.AfterCommit;
import dev.recoup.messaging.BackOff;
import dev.recoup.messaging.FaultCode;
import dev.recoup.messaging.work.Progress;
import dev.recoup.messaging.work.WorkLoop;
import dev.recoup.messaging.work.WorkLoops;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Submits what is queued: claims, calls with no transaction open, concludes. */
@ApplicationScoped
class SubmissionLoop {
    private static final Logger LOG = Logger.getLogger(SubmissionLoop.class);
    private static final int TRIES_TO_CONCLUDE = 8;
    private static final BackOff CONCLUDE_AGAIN = new BackOff(Duration.ofMillis(50), Duration.ofSeconds(5));

    private final Submissions submissions;
    private final Conversation conversation;
    private final WorkLoops loops;
    private final AfterCommit afterCommit;
    private final CaseServiceConfig.Submission settings;
    private volatile Optional<WorkLoop> loop = Optional.empty();

    SubmissionLoop(
            Submissions submissions,
            Conversation conversation,
            WorkLoops loops,
            AfterCommit afterCommit,
            CaseServiceConfig config) {
        this.submissions = submissions;
        this.conversation = conversation;
        this.loops = loops;
        this.afterCommit = afterCommit;
        this.settings = config.submission();
    }

    void start(@Observes StartupEvent started) {
        conversation.checkSettings();
        loop = Optional.of(loops.start("submission", settings.poll(), settings.concurrency(), this::runOne));
    }

    void wake(@Observes SubmissionsQueued queued) {
        afterCommit.run(() -> loop.ifPresent(WorkLoop::wake));
    }

    private Progress runOne() throws InterruptedException {
        Optional<Attempt> claimed = submissions.claimNext();
        if (claimed.isEmpty()) {
            return Progress.NOTHING_DUE;
        }
        Attempt attempt = claimed.get();
        MDC.put("correlationId", attempt.correlationId());
        MDC.put("externalTenantId", attempt.externalTenantId());
        MDC.put("collectionId", attempt.collectionId());
        LOG.infof("Claim %s: attempt %d, %s", attempt.collectionId(), attempt.number(), attempt.approach());
        conclude(attempt, hold(attempt));
        return Progress.MADE;
    }

    /** What is known is not given up for passing trouble: without it the lease must end and a look-up must follow. */
    private void conclude(Attempt attempt, Conclusion conclusion) throws InterruptedException {
        for (int failures = 1; ; failures++) {
            try {
                submissions.conclude(attempt, conclusion);
                return;
            } catch (RuntimeException trouble) {
                if (failures == TRIES_TO_CONCLUDE) {
                    throw trouble;
                }
                LOG.warnf("Claim %s: not concluded yet (%s)", attempt.collectionId(), FaultCode.of(trouble));
                Thread.sleep(CONCLUDE_AGAIN.after(failures));
            }
        }
    }

    private Conclusion hold(Attempt attempt) {
        try {
            return conversation.hold(attempt);
        } catch (RuntimeException fault) {
            return new Conclusion.StillUnknown(FaultCode.of(fault));
        }
    }
}
